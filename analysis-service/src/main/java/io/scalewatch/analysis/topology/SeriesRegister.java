package io.scalewatch.analysis.topology;

import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.Names;
import io.scalewatch.contracts.event.SeriesKey;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/// The series of one task, in memory and in their store.
final class SeriesRegister {

    private final KeyValueStore<Bytes, byte[]> store;
    private final Map<SeriesKey, LiveSeries> series = new HashMap<>();

    SeriesRegister(KeyValueStore<Bytes, byte[]> store, long now) {
        this.store = store;
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> entry = all.next();
                SeriesKey key = SeriesKey.parse(new String(entry.key.get(), StandardCharsets.UTF_8));
                series.put(key, new LiveSeries(key, SeriesRecord.decode(entry.value), now));
            }
        }
    }

    /// The series of that name, a new one if it is the first time.
    ///
    /// @throws UnreadableEventException if a part of the name is not a name: it could not be told from another's
    LiveSeries of(SeriesKey key, long now) throws UnreadableEventException {
        LiveSeries known = series.get(key);
        if (known != null) {
            return known;
        }
        boolean named = Stream.of(key.family(), key.task(), key.taskVersion(), key.variant(), key.scoringVersion())
                .allMatch(Names::isName);
        if (!named) {
            throw new UnreadableEventException(
                    "a series whose family, task, task version, variant or scoring version" + " is not a name");
        }
        LiveSeries created = new LiveSeries(key, SeriesRecord.NEW, now);
        series.put(key, created);
        return created;
    }

    /// Keeps what a restart must know.
    void changed(LiveSeries live) {
        store.put(live.storeKey(), live.record().encode());
    }

    Collection<LiveSeries> all() {
        return series.values();
    }
}

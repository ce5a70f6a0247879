package io.scalewatch.analysis.history;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// The fits that have come and are not stored yet, and how far the topic is read with them. Of each place it has the
/// newest: what is superseded while it waits is never stored.
///
/// Storing takes at most a fifth of the time: after it, four times as long as it took is waited. A few fits a second
/// are stored at once; of thousands, more are superseded the more there is to do. Not thread-safe.
final class FitBacklog {

    private static final int WAITS_PER_STORING = 4;
    private static final long LONGEST_WAIT_NANOS = Duration.ofSeconds(15).toNanos();

    private final Map<StoredFit.Place, StoredFit> fits = new LinkedHashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    private final long mostChars;
    private final LongSupplier nanos;
    private long chars;
    private long begun;
    private long notBefore;

    /// @param mostChars of bodies; more of them are due whatever the time
    /// @param nanos a clock, of which only differences matter
    FitBacklog(long mostChars, LongSupplier nanos) {
        this.mostChars = mostChars;
        this.nanos = nanos;
        this.notBefore = nanos.getAsLong();
    }

    /// @param read how far the topic is read with these
    void add(List<StoredFit> more, Map<TopicPartition, OffsetAndMetadata> read) {
        for (StoredFit fit : more) {
            StoredFit.Place place = fit.head().place();
            StoredFit known = fits.get(place);
            if (known != null && known.head().sequence() >= fit.head().sequence()) {
                continue;
            }
            if (known != null) {
                chars -= known.body().length();
                // Behind the others: they are stored in the order of the topic.
                fits.remove(place);
            }
            fits.put(place, fit);
            chars += fit.body().length();
        }
        next.putAll(read);
    }

    /// Whether to store what has come.
    boolean isDue() {
        return !(fits.isEmpty() && next.isEmpty()) && (chars > mostChars || nanos.getAsLong() - notBefore >= 0);
    }

    /// What is to be stored now; until [#stored()] it stays here.
    List<StoredFit> begin() {
        begun = nanos.getAsLong();
        return List.copyOf(fits.values());
    }

    Map<TopicPartition, OffsetAndMetadata> next() {
        return Map.copyOf(next);
    }

    /// All of it is stored.
    void stored() {
        fits.clear();
        next.clear();
        chars = 0;
        long now = nanos.getAsLong();
        notBefore = now + Math.min(WAITS_PER_STORING * (now - begun), LONGEST_WAIT_NANOS);
    }
}

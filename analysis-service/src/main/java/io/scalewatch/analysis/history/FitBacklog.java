package io.scalewatch.analysis.history;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// The fits that have come and are not stored yet, and how far the topic is read with them. Of each place it has the
/// newest: what is superseded while it waits is never stored.
///
/// They are stored some hundred at a time, and after each time four times as long as that took is waited: a few fits
/// a second are stored at once, and of thousands, storing takes a fifth of the time, evenly. The longest waiting come
/// first; a newer fit takes the turn of the one that it supersedes, so each place has its turn however many fits it
/// gets. Not thread-safe.
final class FitBacklog {

    private static final int MOST_AT_ONCE = 250;
    private static final int WAITS_PER_STORING = 4;
    private static final long LONGEST_WAIT_NANOS = Duration.ofSeconds(15).toNanos();

    private final Map<StoredFit.Place, StoredFit> fits = new LinkedHashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
    private final long mostChars;
    private final LongSupplier nanos;
    /// Where the topic goes on once the first [#unstored] fits, or what superseded them, are stored.
    private Map<TopicPartition, OffsetAndMetadata> next = Map.of();
    private int unstored;
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

    /// Some of the fits, and where the topic goes on once these are stored; nothing as long as others of the same age
    /// are not.
    record Portion(List<StoredFit> fits, Map<TopicPartition, OffsetAndMetadata> next) {}

    /// @param position how far the topic is read with these
    void add(List<StoredFit> more, Map<TopicPartition, OffsetAndMetadata> position) {
        for (StoredFit fit : more) {
            StoredFit.Place place = fit.head().place();
            StoredFit known = fits.get(place);
            if (known != null && known.head().sequence() >= fit.head().sequence()) {
                continue;
            }
            fits.put(place, fit);
            chars += fit.body().length() - (known == null ? 0 : known.body().length());
        }
        read.putAll(position);
    }

    /// Whether to store some of it.
    boolean isDue() {
        return !(fits.isEmpty() && read.isEmpty()) && (chars > mostChars || nanos.getAsLong() - notBefore >= 0);
    }

    /// What is to be stored now; until [#stored()] it stays here.
    Portion begin() {
        begun = nanos.getAsLong();
        if (unstored == 0) {
            unstored = fits.size();
            next = Map.copyOf(read);
            read.clear();
        }
        List<StoredFit> first =
                fits.values().stream().limit(Math.min(unstored, MOST_AT_ONCE)).toList();
        return new Portion(first, first.size() == unstored ? next : Map.of());
    }

    /// What was begun is stored.
    void stored() {
        int count = Math.min(unstored, MOST_AT_ONCE);
        Iterator<StoredFit> first = fits.values().iterator();
        for (int i = 0; i < count; i++) {
            chars -= first.next().body().length();
            first.remove();
        }
        unstored -= count;
        long now = nanos.getAsLong();
        notBefore = now + Math.min(WAITS_PER_STORING * (now - begun), LONGEST_WAIT_NANOS);
    }
}

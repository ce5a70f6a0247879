package io.scalewatch.local.bench;

import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.SeriesKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// How long each score waited for the fit that counts it: from its record on `scores` to the arrival of the
/// first fit of its series that is as of this record or a later one.
final class FitLatencies {

    /// A score on its topic.
    ///
    /// @param timestamp of the record, milliseconds
    record Score(SeriesKey series, int partition, long offset, long timestamp) {}

    /// @param p50 milliseconds, like the others
    /// @param uncounted scores that no fit has counted
    record Percentiles(long p50, long p99, long max, long uncounted) {}

    private record Place(SeriesKey series, int partition) {}

    private final Map<Place, NavigableMap<Long, Long>> arrivals = new ConcurrentHashMap<>();

    /// @param arrived milliseconds of the wall clock
    void arrived(CurveFitted fit, long arrived) {
        NavigableMap<Long, Long> byOffset =
                arrivals.computeIfAbsent(new Place(fit.series(), fit.asOf().partition()), place -> new TreeMap<>());
        synchronized (byOffset) {
            byOffset.putIfAbsent(fit.asOf().offset(), arrived);
        }
    }

    Percentiles of(Iterable<Score> scores) {
        List<Long> waits = new ArrayList<>();
        long uncounted = 0;
        for (Score score : scores) {
            NavigableMap<Long, Long> byOffset =
                    arrivals.getOrDefault(new Place(score.series(), score.partition()), new TreeMap<>());
            Map.Entry<Long, Long> fit;
            synchronized (byOffset) {
                fit = byOffset.ceilingEntry(score.offset());
            }
            if (fit == null) {
                uncounted++;
            } else {
                waits.add(Math.max(0, fit.getValue() - score.timestamp()));
            }
        }
        long[] sorted = waits.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return new Percentiles(quantile(sorted, 0.5), quantile(sorted, 0.99), quantile(sorted, 1), uncounted);
    }

    /// The smallest value that is not below this share of all.
    private static long quantile(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)];
    }
}

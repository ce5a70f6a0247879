package io.scalewatch.analysis.load;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// For each score, how long it took from when it was due on the topic to the first committed fit that counts
/// it: a fit says which score of its partition is the newest that it counts.
final class FitLatencies {

    private static final int MOST_MILLIS = 120_000;

    private final Map<String, Waiting> series = new ConcurrentHashMap<>();
    private final AtomicLong covered = new AtomicLong();
    private final AtomicLongArray[] parts;
    private final long perPart;

    private record Score(long number, long offset, long dueNanos) {}

    private static final class Waiting {
        private final Deque<Score> scores = new ArrayDeque<>();
        private long counted = -1;
        private long seenNanos;
    }

    /// @param parts the scores are told apart by when they came, in so many parts
    FitLatencies(long scores, int parts) {
        this.perPart = Math.max(1, (scores + parts - 1) / parts);
        this.parts = new AtomicLongArray[parts];
        for (int i = 0; i < parts; i++) {
            this.parts[i] = new AtomicLongArray(MOST_MILLIS + 1);
        }
    }

    /// A score is on the topic.
    void written(long number, String of, long offset, long dueNanos) {
        Waiting waiting = series.computeIfAbsent(of, unseen -> new Waiting());
        synchronized (waiting) {
            if (offset <= waiting.counted) {
                // The fit was read before the broker's answer to the producer.
                record(number, waiting.seenNanos - dueNanos);
            } else {
                waiting.scores.addLast(new Score(number, offset, dueNanos));
            }
        }
    }

    /// A fit was read.
    ///
    /// @param newest offset of the newest score that it counts
    void fitted(String of, long newest, long nowNanos) {
        Waiting waiting = series.computeIfAbsent(of, unseen -> new Waiting());
        synchronized (waiting) {
            waiting.counted = Math.max(waiting.counted, newest);
            waiting.seenNanos = nowNanos;
            while (!waiting.scores.isEmpty() && waiting.scores.peekFirst().offset() <= newest) {
                Score score = waiting.scores.removeFirst();
                record(score.number(), nowNanos - score.dueNanos());
            }
        }
    }

    int parts() {
        return parts.length;
    }

    /// How many scores are counted in a fit that was read.
    long covered() {
        return covered.get();
    }

    /// Milliseconds that so large a share of the scores of a part took at most.
    long millis(int part, double share) {
        AtomicLongArray counts = parts[part];
        long all = 0;
        for (int i = 0; i <= MOST_MILLIS; i++) {
            all += counts.get(i);
        }
        long goal = (long) Math.ceil(share * all);
        long sum = 0;
        for (int i = 0; i <= MOST_MILLIS; i++) {
            sum += counts.get(i);
            if (sum >= goal && sum > 0) {
                return i;
            }
        }
        return -1;
    }

    private void record(long number, long nanos) {
        int millis = (int) Math.clamp((nanos + 999_999) / 1_000_000, 0, MOST_MILLIS);
        parts[(int) Math.min(parts.length - 1, number / perPart)].incrementAndGet(millis);
        covered.incrementAndGet();
    }
}

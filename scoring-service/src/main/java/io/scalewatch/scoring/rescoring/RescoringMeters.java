package io.scalewatch.scoring.rescoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/// Re-scoring in numbers, `scalewatch_scoring_rescoring_...`. Counts are of committed transactions.
public final class RescoringMeters {

    private static final String PREFIX = "scalewatch.scoring.rescoring.";

    private final Counter answers;
    private final Counter committed;
    private final Counter aborted;
    private final AtomicInteger open;

    public RescoringMeters(MeterRegistry registry) {
        answers = registry.counter(PREFIX + "answers");
        committed = registry.counter(PREFIX + "transactions", "outcome", "committed");
        aborted = registry.counter(PREFIX + "transactions", "outcome", "aborted");
        open = registry.gauge(PREFIX + "open", new AtomicInteger());
    }

    void committed(int scores) {
        committed.increment();
        answers.increment(scores);
    }

    void aborted() {
        aborted.increment();
    }

    /// Requests that are not finished.
    void open(int requests) {
        open.set(requests);
    }
}

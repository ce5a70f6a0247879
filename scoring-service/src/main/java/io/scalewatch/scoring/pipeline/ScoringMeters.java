package io.scalewatch.scoring.pipeline;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;

/// The loop in numbers, `scalewatch_scoring_...`. Counts are of committed transactions.
public final class ScoringMeters {

    private static final String PREFIX = "scalewatch.scoring.";

    private final MeterRegistry registry;
    private final Counter deadLetters;
    private final Counter committed;
    private final Counter aborted;
    private final DistributionSummary batch;
    private final Timer transaction;
    private final Timer wait;

    public ScoringMeters(MeterRegistry registry) {
        this.registry = registry;
        deadLetters = registry.counter(PREFIX + "dead.letters");
        committed = registry.counter(PREFIX + "transactions", "outcome", "committed");
        aborted = registry.counter(PREFIX + "transactions", "outcome", "aborted");
        batch = DistributionSummary.builder(PREFIX + "batch.records")
                .description("Completions in one transaction")
                .register(registry);
        transaction = Timer.builder(PREFIX + "transaction")
                .description("From a poll's records to their commit")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(20))
                .register(registry);
        wait = Timer.builder(PREFIX + "completion.age")
                .description("From a completion to the commit of its score, the oldest of each transaction")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(60))
                .register(registry);
    }

    void committed(BatchTally tally, Instant begun, Instant now) {
        committed.increment();
        batch.record(tally.records());
        transaction.record(Duration.between(begun, now));
        if (tally.oldest().isBefore(now)) {
            wait.record(Duration.between(tally.oldest(), now));
        }
        deadLetters.increment(tally.deadLetters());
        tally.labels().forEach((label, count) -> count("labels", "label", label.name(), count));
        tally.failures().forEach((kind, count) -> count("failures", "kind", kind.name(), count));
        tally.verdicts().forEach((label, count) -> count("verdicts", "label", label, count));
        tally.unparsed().forEach((why, count) -> count("unparsed", "why", why, count));
    }

    void aborted() {
        aborted.increment();
    }

    private void count(String name, String tag, String value, int count) {
        registry.counter(PREFIX + name, tag, value).increment(count);
    }
}

package io.scalewatch.analysis.topology;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.scalewatch.contracts.event.AlertKind;
import java.time.Duration;

/// The meters of the topology.
public final class AnalysisMetrics {

    private static final String PREFIX = "scalewatch.analysis.";

    private final MeterRegistry registry;
    private final Counter counted;
    private final Counter failures;
    private final Counter duplicates;
    private final Counter late;
    private final Counter canaries;
    private final Counter judges;
    private final Counter deadLetters;
    private final Counter unreadableReferences;
    private final Counter fits;
    private final Counter fitErrors;
    private final Counter evidence;
    private final Timer scoreToFit;

    public AnalysisMetrics(MeterRegistry registry) {
        this.registry = registry;
        counted = registry.counter(PREFIX + "scores.counted");
        failures = registry.counter(PREFIX + "failures.counted");
        duplicates = registry.counter(PREFIX + "scores.duplicate");
        late = registry.counter(PREFIX + "scores.late");
        canaries = registry.counter(PREFIX + "scores.canary");
        judges = registry.counter(PREFIX + "scores.judge");
        deadLetters = registry.counter(PREFIX + "dead.letters");
        unreadableReferences = registry.counter(PREFIX + "models.unreadable");
        fits = registry.counter(PREFIX + "fits");
        fitErrors = registry.counter(PREFIX + "fit.errors");
        evidence = registry.counter(PREFIX + "evidence.reports");
        scoreToFit = Timer.builder(PREFIX + "score.to.fit")
                .description("from the oldest score that a fit is the first to count, to that fit")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(5))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(registry);
    }

    void counted() {
        counted.increment();
    }

    void failed() {
        failures.increment();
    }

    void duplicate() {
        duplicates.increment();
    }

    void late() {
        late.increment();
    }

    void canary() {
        canaries.increment();
    }

    void judge() {
        judges.increment();
    }

    void deadLetter() {
        deadLetters.increment();
    }

    void unreadableReference() {
        unreadableReferences.increment();
    }

    void fitted(Duration sinceScore) {
        fits.increment();
        scoreToFit.record(sinceScore);
    }

    void fitFailed() {
        fitErrors.increment();
    }

    void evidenceReported() {
        evidence.increment();
    }

    /// @param event raised or superseded
    void alert(AlertKind kind, String event) {
        registry.counter(PREFIX + "alerts", "kind", kind.toString(), "event", event)
                .increment();
    }

    /// A record of the evidence topic that can't be read.
    void unreadableEvidence() {
        registry.counter(PREFIX + "evidence.unreadable").increment();
    }

    MeterRegistry registry() {
        return registry;
    }
}

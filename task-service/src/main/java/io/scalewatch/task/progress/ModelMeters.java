package io.scalewatch.task.progress;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.TokenUsage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// What each model answers, takes and costs, as the scores tell it; a score that comes twice is told twice. Of so
/// many models at most, so that the number of time series stays bounded; the others are told of together. Used by
/// one thread at a time.
final class ModelMeters {

    private static final int MOST_MODELS = 500;
    private static final String PREFIX = "scalewatch_task_model_";
    private static final Name OTHERS = new Name("others", "-");

    private record Name(String model, String version) {}

    private final MeterRegistry metrics;
    private final Map<Name, OfModel> models = new HashMap<>();

    ModelMeters(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    void count(CompletionScored score) {
        Name name = new Name(score.model().model(), score.model().version());
        boolean known = models.containsKey(name) || models.size() < MOST_MODELS;
        models.computeIfAbsent(known ? name : OTHERS, OfModel::new).count(score);
    }

    private final class OfModel {

        private final String[] tags;
        private final Timer calls;
        private final Counter read;
        private final Counter written;
        private final Counter cost;
        private final Map<Label, Counter> labels = new EnumMap<>(Label.class);
        private final Map<FailureKind, Counter> failures = new EnumMap<>(FailureKind.class);

        OfModel(Name name) {
            this.tags = new String[] {"model", name.model(), "version", name.version()};
            this.calls = metrics.timer(PREFIX + "calls", tags);
            this.read = metrics.counter(PREFIX + "tokens", with("direction", "read"));
            this.written = metrics.counter(PREFIX + "tokens", with("direction", "written"));
            this.cost = metrics.counter(PREFIX + "cost_usd", tags);
        }

        void count(CompletionScored score) {
            score.label()
                    .ifPresent(label -> labels.computeIfAbsent(
                                    label, l -> metrics.counter(PREFIX + "labels", with("label", l.name())))
                            .increment());
            score.failure()
                    .ifPresent(failure -> failures.computeIfAbsent(
                                    failure.kind(),
                                    kind -> metrics.counter(PREFIX + "failures", with("kind", name(kind))))
                            .increment());
            if (score.callLatencyMillis() > 0) {
                calls.record(Duration.ofMillis(score.callLatencyMillis()));
            }
            read.increment(score.tokens().map(TokenUsage::prompt).orElse(0L));
            written.increment(score.tokens().map(TokenUsage::completion).orElse(0L));
            cost.increment(score.costUsd());
        }

        private static String name(FailureKind kind) {
            return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private String[] with(String name, String value) {
            return new String[] {tags[0], tags[1], tags[2], tags[3], name, value};
        }
    }
}

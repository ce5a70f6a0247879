package io.scalewatch.task.publishing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/// What the publishing does, as metrics: in all, and per model of the open runs.
@ApplicationScoped
public class PublishingMetrics {

    private static final long SHOWN_EVERY_NANOS = 1_000_000_000L;

    private final Counter published;
    private final MultiGauge window;
    private final MultiGauge outstanding;
    private final MultiGauge stalled;
    private long shownNanos = System.nanoTime() - SHOWN_EVERY_NANOS;

    PublishingMetrics(MeterRegistry metrics) {
        published = Counter.builder("scalewatch_task_prompts_published")
                .description("Prompts acknowledged by the broker")
                .register(metrics);
        window = MultiGauge.builder("scalewatch_task_window")
                .description("Prompts that a model may have published and not yet scored")
                .register(metrics);
        outstanding = MultiGauge.builder("scalewatch_task_outstanding")
                .description("Prompts that a model has published and not yet scored")
                .register(metrics);
        stalled = MultiGauge.builder("scalewatch_task_stalled")
                .description("1: the model is unreachable or overloaded and is only probed")
                .register(metrics);
    }

    void published(int prompts) {
        published.increment(prompts);
    }

    /// Once a second is enough.
    void show(List<Pacer.Standing> standings) {
        long now = System.nanoTime();
        if (now - shownNanos < SHOWN_EVERY_NANOS) {
            return;
        }
        shownNanos = now;
        List<Row<?>> windows = new ArrayList<>();
        List<Row<?>> outstandings = new ArrayList<>();
        List<Row<?>> stalls = new ArrayList<>();
        for (Pacer.Standing standing : standings) {
            Tags tags = Tags.of(
                    "endpoint", standing.model().endpoint(),
                    "model", standing.model().model(),
                    "version", standing.model().version());
            windows.add(Row.of(tags, standing.window()));
            outstandings.add(Row.of(tags, standing.outstanding()));
            stalls.add(Row.of(tags, standing.stalled() ? 1 : 0));
        }
        window.register(windows, true);
        outstanding.register(outstandings, true);
        stalled.register(stalls, true);
    }
}

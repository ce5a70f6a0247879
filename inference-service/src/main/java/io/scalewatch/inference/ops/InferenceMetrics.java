package io.scalewatch.inference.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.inference.call.CallObserver;
import io.scalewatch.inference.provider.CallResult;
import io.scalewatch.inference.work.Assignment;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/// What the worker tells Prometheus. The labels are an outcome, `answered` or the kind of a failure, and an
/// endpoint. Made at the start: a worker that waits for its first prompt has metrics, too.
@Startup
@ApplicationScoped
public class InferenceMetrics implements CallObserver {

    private static final String ANSWERED = "answered";
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofMillis(500),
        Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(2)
    };

    private final MeterRegistry registry;
    private final Map<String, IntSupplier> limits = new ConcurrentHashMap<>();
    private final Timer answeredCalls;
    private final Map<FailureKind, Timer> failedCalls = new EnumMap<>(FailureKind.class);
    private final Map<FailureKind, Counter> retries = new EnumMap<>(FailureKind.class);
    private final Counter answeredPrompts;
    private final Map<FailureKind, Counter> failedPrompts = new EnumMap<>(FailureKind.class);
    private final Counter duplicates;
    private final Counter cancelled;
    private final Counter deadLetters;

    InferenceMetrics(MeterRegistry registry, Assignment assignment) {
        this.registry = registry;
        Gauge.builder("scalewatch.inference.in.flight", assignment, Assignment::calls)
                .description("Prompts being called")
                .register(registry);
        Gauge.builder(
                        "scalewatch.inference.oldest.seconds",
                        assignment,
                        a -> a.oldestCall().toMillis() / 1e3)
                .description("For how long the oldest prompt has been in work")
                .register(registry);
        answeredCalls = calls(ANSWERED, registry);
        answeredPrompts = prompts(ANSWERED, registry);
        for (FailureKind kind : FailureKind.values()) {
            String outcome = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
            failedCalls.put(kind, calls(outcome, registry));
            failedPrompts.put(kind, prompts(outcome, registry));
            retries.put(
                    kind,
                    Counter.builder("scalewatch.inference.retries")
                            .description("Calls made again, by what the one before failed with")
                            .tag("outcome", outcome)
                            .register(registry));
        }
        duplicates = Counter.builder("scalewatch.inference.duplicates")
                .description("Prompts not called, because they have a completion or are being called")
                .register(registry);
        cancelled = Counter.builder("scalewatch.inference.cancelled")
                .description("Prompts given up when a partition was let go")
                .register(registry);
        deadLetters = Counter.builder("scalewatch.inference.dlq")
                .description("Prompts that can't be read, sent to the dead letter topic")
                .register(registry);
    }

    /// An endpoint is called for the first time, or anew after its declaration has changed.
    ///
    /// @param limit calls at one time, as they are now
    public void endpoint(String name, IntSupplier limit) {
        if (limits.put(name, limit) == null) {
            Gauge.builder(
                            "scalewatch.inference.endpoint.limit",
                            limits,
                            all -> all.get(name).getAsInt())
                    .description("Calls at one time that an endpoint gets from this worker")
                    .tag("endpoint", name)
                    .register(registry);
        }
    }

    @Override
    public void called(CallResult result, long nanos) {
        Timer timer = switch (result) {
            case CallResult.Answered answered -> answeredCalls;
            case CallResult.Failed failed -> failedCalls.get(failed.kind());
        };
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void retried(FailureKind kind) {
        retries.get(kind).increment();
    }

    /// A prompt's completion is durable.
    public void completed(PromptCompleted completion) {
        completion
                .failure()
                .map(failure -> failedPrompts.get(failure.kind()))
                .orElse(answeredPrompts)
                .increment();
    }

    public void duplicateSkipped() {
        duplicates.increment();
    }

    public void cancelled() {
        cancelled.increment();
    }

    public void deadLettered() {
        deadLetters.increment();
    }

    private static Timer calls(String outcome, MeterRegistry registry) {
        return Timer.builder("scalewatch.inference.calls")
                .description("Model calls")
                .tag("outcome", outcome)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private static Counter prompts(String outcome, MeterRegistry registry) {
        return Counter.builder("scalewatch.inference.prompts")
                .description("Prompts whose completion is durable")
                .tag("outcome", outcome)
                .register(registry);
    }
}

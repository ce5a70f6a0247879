package io.scalewatch.local.e2e;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

/// The whole answers that the simulated models' server has given, by model and in the course of time: throughput
/// where it does not depend on how fast scores are counted.
final class Answers {

    private static final Duration EVERY = Duration.ofMillis(100);

    private final ModelsAdmin models;
    private final List<Moment> moments = new ArrayList<>();

    /// @param nanos of a clock of which only differences matter
    private record Moment(long nanos, Map<String, Long> answers) {

        long of(String model) {
            return answers.getOrDefault(model, 0L);
        }
    }

    Answers(ModelsAdmin models) {
        this.models = models;
        look();
    }

    /// Watches until something holds.
    ///
    /// @return whether it did in time
    boolean watch(Duration atMost, BooleanSupplier until) {
        long end = System.nanoTime() + atMost.toNanos();
        await().atMost(atMost.plusMinutes(1))
                .pollDelay(Duration.ZERO)
                .pollInterval(EVERY)
                .until(() -> {
                    look();
                    return until.getAsBoolean() || System.nanoTime() >= end;
                });
        return until.getAsBoolean();
    }

    void watch(Duration time) {
        watch(time, () -> false);
    }

    long of(String model) {
        return moments.getLast().of(model);
    }

    /// The last moment that was looked at.
    long now() {
        return moments.getLast().nanos();
    }

    /// Answers per second from a moment on until the last one.
    double perSecondSince(String model, long nanos) {
        Moment last = moments.getLast();
        Moment first = moments.stream()
                .filter(moment -> moment.nanos() >= nanos)
                .findFirst()
                .orElseThrow();
        return rate(model, first, last);
    }

    /// When answers were first as many per second as this, throughout so long a time; in seconds after a moment.
    ///
    /// @param nanos before which nothing counts
    OptionalDouble secondsUntil(String model, double perSecond, Duration throughout, long nanos) {
        for (Moment end : moments) {
            if (end.nanos() - throughout.toNanos() < nanos) {
                continue;
            }
            // The latest moment that lies so long before.
            Moment begin = moments.stream()
                    .filter(moment -> moment.nanos() <= end.nanos() - throughout.toNanos())
                    .reduce((a, b) -> b)
                    .orElseThrow();
            if (begin.nanos() >= nanos && rate(model, begin, end) >= perSecond) {
                return OptionalDouble.of((end.nanos() - nanos) / 1e9);
            }
        }
        return OptionalDouble.empty();
    }

    private void look() {
        moments.add(new Moment(System.nanoTime(), models.answers()));
    }

    private static double rate(String model, Moment from, Moment to) {
        return (to.of(model) - from.of(model)) / ((to.nanos() - from.nanos()) / 1e9);
    }
}

package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scalewatch.local.stack.LocalStack;
import io.scalewatch.local.stack.Service;
import io.scalewatch.local.stack.StackOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Workers with 32 slots each against a server that takes 200 ms: one of them makes at most 160 calls a second, and
/// four make nearly four times as many. Going back to two loses nothing and repeats nothing.
///
/// It measures, so the processors are its own: it runs after the other tests, in a JVM of its own, when their stack
/// has gone.
@Tag("alone")
class ScalingIT {

    private static final String FIRST = "inference-service";
    private static final int SLOTS = 32;
    private static final int LATENCY_MILLIS = 200;
    private static final double MOST_PER_WORKER = SLOTS * 1000.0 / LATENCY_MILLIS;
    private static final double LEAST_RATIO = 3.5;
    private static final int WINDOWS = 5;
    private static final int WINDOW_SECONDS = 4;
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    @Test
    void workersShareTheWorkAndLeaveItInPeace() throws Exception {
        StackOptions options = StackOptions.in(folder.resolve("data"))
                .withSimulation(SharedStack.spec(folder))
                .withEnvironment(
                        Service.INFERENCE, "SCALEWATCH_INFERENCE_MAX_CALLS_PER_ENDPOINT", Integer.toString(SLOTS))
                .saying(System.out::println);
        try (OwnServers servers = new OwnServers(folder);
                LocalStack stack = LocalStack.start(servers.give(options))) {
            ModelsAdmin models = ModelsAdmin.of(stack);
            models.latency(LATENCY_MILLIS);
            Evaluation evaluation = Evaluation.deploy(stack, "scaling", Families.SIX_COUNTED);
            UUID run = evaluation.run(
                    List.of("distractor-arithmetic", "memo-trap", "sycophancy-factual", "negation-qa"), 3);
            long planned = evaluation.show(run).get("planned").asLong();
            evaluation.awaitDone(run, (long) MOST_PER_WORKER);

            double one = best("one worker", models, MOST_PER_WORKER);
            List<String> more = new ArrayList<>();
            for (int worker = 2; worker <= 4; worker++) {
                more.add(stack.add(Service.INFERENCE));
            }
            Workers workers = new Workers(stack);
            await().atMost(LIMIT)
                    .ignoreExceptions()
                    .until(() -> workers.partitions(FIRST) == 3
                            && more.stream().allMatch(name -> workers.partitions(name) == 3));
            // What is in work at a worker waits for a slot or has one.
            await().atMost(LIMIT).ignoreExceptions().until(() -> {
                for (String name : more) {
                    if (workers.inFlight(name) < SLOTS) {
                        return false;
                    }
                }
                return true;
            });
            double four = best("four workers", models, 4 * MOST_PER_WORKER);
            System.out.printf("four workers to one: %.2f%n", four / one);

            stack.remove(more.get(2));
            stack.remove(more.get(1));
            long left = planned - evaluation.show(run).get("scored").asLong();
            models.latency(0);

            assertThat(one).as("calls of one worker").isBetween(0.8 * MOST_PER_WORKER, 1.01 * MOST_PER_WORKER);
            assertThat(four / one).as("four workers to one").isGreaterThanOrEqualTo(LEAST_RATIO);
            assertThat(left).as("prompts left when two workers had gone").isPositive();
            evaluation.assertEveryPromptCountedOnce(run);
            assertThat(models.calls().all())
                    .as("calls, none of them made twice")
                    .isEqualTo(planned);
        }
    }

    /// The best of several windows, for one worker as for four, after one more that is not counted: a JVM that has
    /// just started takes its share of the processors to compile.
    private double best(String what, ModelsAdmin models, double mostPerSecond) {
        double calls = WINDOW_SECONDS * mostPerSecond;
        callsPerSecond(models, 2 * calls);
        List<Double> rates = new ArrayList<>();
        for (int window = 0; window < WINDOWS; window++) {
            rates.add(callsPerSecond(models, calls));
        }
        System.out.println(what + ": "
                + rates.stream().map(rate -> "%.0f".formatted(rate)).collect(Collectors.joining(", ")) + " calls/s");
        return Collections.max(rates);
    }

    /// Measured over the time that so many calls take.
    private double callsPerSecond(ModelsAdmin models, double calls) {
        long before = models.calls().all();
        long begun = System.nanoTime();
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> models.calls().all() - before >= calls);
        long made = models.calls().all() - before;
        return made / ((System.nanoTime() - begun) / 1e9);
    }
}

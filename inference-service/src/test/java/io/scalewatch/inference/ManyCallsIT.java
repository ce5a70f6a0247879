package io.scalewatch.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.embedded.test.TestBroker;
import io.scalewatch.inference.testing.FakeModels;
import io.scalewatch.inference.testing.Log;
import io.scalewatch.inference.testing.Prompts;
import io.scalewatch.inference.testing.WorkerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A thousand calls of two seconds at one time: 500 answers a second is what one worker can have of them.
class ManyCallsIT {

    private static final Duration LONG = Duration.ofSeconds(120);
    private static final int AT_ONCE = 1_000;
    private static final int LEAST_PER_SECOND = 450;
    private static final int MOST_MEGABYTES = 400;
    /// Four seconds to get going, which are not counted, and ten that are.
    private static final int UNCOUNTED = 4 * 500;
    private static final int COUNTED = 10 * 500;
    /// As the local stack has it.
    private static final List<String> JVM = List.of(
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:NewSize=96m",
            "-XX:SurvivorRatio=3",
            "-XX:+UseCompactObjectHeaders",
            "-XX:TieredStopAtLevel=1");

    @TempDir
    Path directory;

    @Test
    void oneWorkerMakesAThousandCallsAtOneTime() throws IOException {
        try (TestBroker kafka = TestBroker.start(directory);
                FakeModels models = FakeModels.start();
                Log log = new Log(kafka.bootstrapServers());
                WorkerProcess worker = WorkerProcess.start(
                        kafka.bootstrapServers(),
                        Map.of("SCALEWATCH_INFERENCE_MAX_CALLS_PER_ENDPOINT", Integer.toString(AT_ONCE)),
                        JVM)) {
            log.declare("local", models.baseUrl(), Optional.empty());
            worker.awaitAssigned();
            UUID run = UUID.randomUUID();
            List<PromptIssued> prompts = LongStream.range(0, UNCOUNTED + COUNTED + AT_ONCE)
                    .mapToObj(index -> Prompts.prompt(new PromptId(run, index, 0), "local", "slow-2000"))
                    .toList();

            log.publish(prompts);
            awaitAnswers(models, UNCOUNTED);
            long begun = System.nanoTime();
            long before = models.slowAnswers();
            awaitAnswers(models, UNCOUNTED + COUNTED);
            double perSecond = (models.slowAnswers() - before) / ((System.nanoTime() - begun) / 1e9);

            System.out.printf(
                    "%d calls of 2 s at one time: %.0f answers/s, %d MB at most%n",
                    models.mostSlowAtOnce(), perSecond, worker.mostResidentMegabytes());
            assertThat(models.mostSlowAtOnce()).isEqualTo(AT_ONCE);
            assertThat(perSecond).isGreaterThanOrEqualTo(LEAST_PER_SECOND);
            assertThat(worker.mostResidentMegabytes()).isLessThan(MOST_MEGABYTES);
            await().atMost(LONG).until(() -> log.completions().size() == prompts.size());
            assertThat(models.calls().values()).hasSize(prompts.size()).allMatch(calls -> calls == 1);
        }
    }

    private static void awaitAnswers(FakeModels models, long answers) {
        await().atMost(LONG).pollInterval(Duration.ofMillis(20)).until(() -> models.slowAnswers() >= answers);
    }
}

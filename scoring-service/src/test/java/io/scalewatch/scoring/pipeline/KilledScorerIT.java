package io.scalewatch.scoring.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.OffsetRange;
import io.scalewatch.contracts.event.RescoringProgressed;
import io.scalewatch.embedded.test.TestStack;
import io.scalewatch.scoring.Completions;
import io.scalewatch.scoring.Step;
import io.scalewatch.scoring.rescoring.PastRun;
import io.scalewatch.scoring.rescoring.RescoringRig;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// SIGKILL to a process whose loops stand in the middle of a transaction, each between two other steps of it: the
/// successors, with the same transactional ids, score each completion exactly once. All steps die together, so
/// that the group's patience with a dead member is waited for once.
class KilledScorerIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int PROMPTS = 200;
    private static final int UNREADABLE = 3;

    private final String bootstrap = TestStack.shared().kafkaBootstrap();
    private final Map<Step, LoopRig> live = new EnumMap<>(Step.class);
    private final Map<Step, Rescored> again = new EnumMap<>(Step.class);

    private record Rescored(RescoringRig rig, PastRun run, List<OffsetRange> ranges) {}

    @BeforeEach
    void fillTheTopics() throws Exception {
        for (Step step : Step.values()) {
            LoopRig rig = new LoopRig(bootstrap);
            live.put(step, rig);
            Completions completions = new Completions();
            for (int i = 0; i < PROMPTS; i++) {
                rig.send(completions.answered(i, "7"));
            }
            for (int partition = 0; partition < UNREADABLE; partition++) {
                rig.sendUnreadable(partition, new byte[] {1});
            }
            rig.flush();

            RescoringRig past = RescoringRig.create(bootstrap);
            PastRun run = new PastRun(past, PROMPTS);
            run.send();
            List<OffsetRange> ranges = past.everything();
            run.sendLater();
            past.request(run.request(ranges));
            again.put(step, new Rescored(past, run, ranges));
        }
    }

    @AfterEach
    void close() throws Exception {
        for (LoopRig rig : live.values()) {
            rig.close();
        }
        for (Rescored rescored : again.values()) {
            rescored.rig().close();
        }
    }

    @Test
    void killedBetweenAnyTwoStepsEachCompletionIsScoredExactlyOnce() throws Exception {
        Process process = haltedProcess();
        process.destroyForcibly();
        assertThat(process.waitFor()).as("killed by SIGKILL").isEqualTo(137);
        for (Step step : Step.values()) {
            assertThat(live.get(step).committedIndices().size())
                    .as("live, killed " + step + ": in the middle")
                    .isPositive()
                    .isLessThan(PROMPTS);
            assertThat(again.get(step).rig().indices().size())
                    .as("again, killed " + step + ": in the middle")
                    .isPositive()
                    .isLessThan(PROMPTS);
        }

        live.values().forEach(rig -> rig.start("a"));
        again.values().forEach(rescored -> rescored.rig().start("a"));

        for (Step step : Step.values()) {
            assertScoredOnce(step, live.get(step));
            assertScoredAgainOnce(step, again.get(step));
        }
    }

    private static void assertScoredOnce(Step step, LoopRig rig) {
        await("live, killed " + step)
                .atMost(LIMIT)
                .until(() -> rig.committedIndices().size() >= PROMPTS
                        && rig.read(rig.topics().deadLetters(), "read_committed")
                                        .size()
                                >= UNREADABLE);
        assertThat(rig.committedIndices()).as("live, killed " + step).containsExactlyInAnyOrderElementsOf(all());
        assertThat(rig.read(rig.topics().deadLetters(), "read_committed"))
                .as("dead letters, killed " + step)
                .hasSize(UNREADABLE);
    }

    private static void assertScoredAgainOnce(Step step, Rescored rescored) {
        await("again, killed " + step).atMost(LIMIT).until(() -> rescored.rig().isDone(rescored.ranges()));
        List<CompletionScored> scores = rescored.rig().scores();
        assertThat(scores)
                .as("again, killed " + step)
                .extracting(score -> score.id().index())
                .containsExactlyInAnyOrderElementsOf(all());
        assertThat(scores).allSatisfy(score -> {
            assertThat(score.scoringVersion()).isEqualTo(PastRun.VERSION);
            assertThat(score.label())
                    .contains(rescored.run().expected(score.id().index()));
        });
        assertThat(rescored.rig().progress().values().stream()
                        .mapToLong(RescoringProgressed::scored)
                        .sum())
                .as("reported, killed " + step)
                .isEqualTo(PROMPTS);
    }

    private static List<Long> all() {
        return LongStream.range(0, PROMPTS).boxed().toList();
    }

    /// Returns when every loop of the process stands still.
    private Process haltedProcess() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                HaltingScorer.class.getName(),
                bootstrap));
        Set<String> running = new HashSet<>();
        live.forEach((step, rig) -> {
            command.addAll(List.of("live", step.name(), rig.name()));
            running.add("live " + step);
        });
        again.forEach((step, rescored) -> {
            command.addAll(List.of("rescoring", step.name(), rescored.rig().name()));
            running.add("rescoring " + step);
        });
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = said.readLine(); line != null && !running.isEmpty(); line = said.readLine()) {
                if (line.startsWith(HaltingScorer.HALTED)) {
                    running.remove(line.substring(HaltingScorer.HALTED.length()));
                }
                if (running.isEmpty()) {
                    return process;
                }
            }
        }
        throw new IllegalStateException("the process ended by itself, without these: " + running);
    }
}

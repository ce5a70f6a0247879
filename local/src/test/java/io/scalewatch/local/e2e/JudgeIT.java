package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.local.stack.LocalStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// A model judges what others have answered, through all services.
class JudgeIT {

    private final LocalStack stack = SharedStack.get();

    @Test
    void verdictsBecomeASeriesOfTheirOwnAndTheJudgesOwnAnswersNone() throws Exception {
        Evaluation judged = Evaluation.deploy(
                stack, "judged", Evaluation.sizes("eight-1", 100_000_000L, "eight-6", 102_400_000_000L));
        UUID run = judged.run(Map.of("families", List.of("judged"), "tasks", List.of("memo-trap"), "examples", 40));
        JsonNode evaluated = judged.awaitCompleted(run);
        assertThat(evaluated.get("scored").asLong()).isEqualTo(80);
        Evaluation judges = Evaluation.deploy(stack, "judges", Families.JUDGE);

        UUID judging = judges.run(Map.of("judge", Map.of("run", run.toString(), "model", "judges-judge-1")));

        JsonNode shown = judges.awaitCompleted(judging);
        assertThat(shown.get("kind").asText()).isEqualTo("JUDGE");
        long verdicts = shown.get("scored").asLong();
        long none = shown.get("failed").asLong();
        assertThat(verdicts + none).isEqualTo(80);
        assertThat(none).as("the judge that leaves a tenth without a verdict").isBetween(1L, 25L);
        assertVerdictsAreFolded(run, verdicts);
        assertSeries(judged, judges, verdicts, none);
        JsonNode after = judged.show(run);
        assertThat(after.get("spent")).isEqualTo(evaluated.get("spent"));
        assertThat(after.get("failed").asLong()).isZero();
    }

    private void assertVerdictsAreFolded(UUID run, long verdicts) throws Exception {
        Map<Boolean, Map<Long, CompletionScored>> scores = ScoresLog.of(run, stack.kafkaBootstrap()).records().stream()
                .collect(Collectors.partitioningBy(
                        score -> score.judge().isPresent(),
                        Collectors.toMap(score -> score.id().index(), Function.identity())));
        Map<Long, CompletionScored> rules = scores.get(false);
        Map<Long, CompletionScored> folded = scores.get(true);
        assertThat(folded.keySet()).isEqualTo(rules.keySet());
        List<CompletionScored> labelled = folded.values().stream()
                .filter(score -> score.label().isPresent())
                .toList();
        assertThat(labelled).hasSize((int) verdicts);
        long agreed = labelled.stream()
                .filter(score ->
                        score.label().equals(rules.get(score.id().index()).label()))
                .count();
        assertThat((double) agreed / verdicts)
                .as("agreement of the simulated judge")
                .isGreaterThan(0.85);
        assertThat(folded.values())
                .filteredOn(score -> score.failure().isPresent())
                .allSatisfy(score ->
                        assertThat(score.failure().orElseThrow().kind()).isEqualTo(FailureKind.NO_VERDICT));
    }

    private static void assertSeries(Evaluation judged, Evaluation judges, long verdicts, long none) {
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> {
            Map<Boolean, JsonNode> series = judged.series().stream()
                    .collect(Collectors.toMap(
                            s -> s.at("/series/scoringVersion")
                                    .asText()
                                    .contains("-judge:judges-judge-1@v1:correctness-"),
                            Function.identity()));
            assertThat(series).containsOnlyKeys(false, true);
            assertThat(sum(series.get(false), "trials")).isEqualTo(80);
            assertThat(sum(series.get(false), "failures")).isZero();
            assertThat(sum(series.get(true), "trials")).isEqualTo(verdicts);
            assertThat(sum(series.get(true), "failures")).isEqualTo(none);
        });
        assertThat(judges.series()).as("what the judge says is no answer").isEmpty();
    }

    private static long sum(JsonNode series, String field) {
        return StreamSupport.stream(series.get("points").spliterator(), false)
                .mapToLong(point -> point.get(field).asLong())
                .sum();
    }
}

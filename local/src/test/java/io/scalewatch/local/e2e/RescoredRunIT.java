package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ScoringRules;
import io.scalewatch.local.stack.LocalStack;
import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.catalogue.Sample;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A task whose answers were written down the wrong way round, a run of it, and the run scored again by the
/// corrected answers: two series of the same answers, and no model is asked again.
class RescoredRunIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TASK = "confused";

    @TempDir
    Path folder;

    private final Http http = new Http();

    @Test
    void bothSeriesAreThereAndNoModelIsAskedAgain() throws Exception {
        LocalStack stack = SharedStack.get();
        String asked = importTask(stack, true);
        Evaluation evaluation = Evaluation.deploy(stack, "rescored", Families.EIGHT);
        UUID run = evaluation.run(List.of(TASK), 1);
        JsonNode done = evaluation.awaitCompleted(run);
        long planned = done.get("planned").asLong();
        long calls = ModelsAdmin.of(stack).calls().all();
        String answers = importTask(stack, false);
        String version = ScoringRules.withAnswers(ScoringRules.VERSION, answers);
        URI rescorings = stack.taskService().resolve("/api/runs/" + run + "/rescorings");

        Http.Answer requested = http.post(rescorings, Map.of("answers", Map.of(TASK, "current")));

        assertThat(requested.status()).as(() -> requested.body().toString()).isEqualTo(201);
        await().atMost(LIMIT).until(() -> state(rescorings).equals("COMPLETED"));
        JsonNode rescoring = http.get(rescorings).body().get(0);
        assertThat(rescoring.get("done").asLong()).isEqualTo(planned);
        assertThat(rescoring.get("gone").asLong()).isZero();
        List<CompletionScored> scores =
                ScoresLog.of(run, stack.kafkaBootstrap()).records();
        assertThat(scores.stream().filter(score -> score.scoringVersion().equals(version)))
                .as("each answer has one score of the new version")
                .hasSize((int) planned)
                .extracting(score -> score.id().index())
                .doesNotHaveDuplicates();
        URI comparison = stack.analysisService()
                .resolve("/api/series/rescored/" + TASK + "/" + asked + "/baseline/comparison?from="
                        + ScoringRules.VERSION + "&to=" + version);
        await().atMost(LIMIT).untilAsserted(() -> {
            JsonNode compared = http.get(comparison).body();
            assertThat(compared.at("/points")).as(compared::toString).hasSize(8);
            assertThat(compared.at("/points"))
                    .allSatisfy(point -> assertThat(point.at("/to/trials").asLong())
                            .isEqualTo(point.at("/from/trials").asLong()));
        });
        JsonNode compared = http.get(comparison).body();
        assertThat(compared.get("fromShape").asText()).isEqualTo("POSITIVE");
        assertThat(compared.get("toShape").asText()).isEqualTo("INVERSE");
        assertThat(compared.get("points"))
                .allSatisfy(point -> assertThat(
                                point.at("/labels/table/CORRECT/TRAP").asLong())
                        .isEqualTo(point.at("/from/correct").asLong()));
        assertThat(evaluation.show(run)).as("the run is what it was").isEqualTo(done);
        assertThat(ModelsAdmin.of(stack).calls().all()).as("calls").isEqualTo(calls);
    }

    private String state(URI rescorings) {
        return http.get(rescorings).body().at("/0/state").asText();
    }

    /// Memo Trap's prompts, which the simulated models know.
    ///
    /// @param confused whether what tempts is taken for correct, and what is correct for what tempts
    /// @return the version
    private String importTask(LocalStack stack, boolean confused) throws IOException {
        StringBuilder rows = new StringBuilder();
        for (Sample sample : BuiltInTasks.current("memo-trap").orElseThrow().samples()) {
            AnswerSpec answer = sample.answer();
            List<String> traps = answer.labels().get(Label.TRAP);
            rows.append(Json.mapper()
                            .writeValueAsString(Map.of(
                                    "id", sample.id(),
                                    "input", sample.input().getFirst().content(),
                                    "kind", "ending",
                                    "target", confused ? traps : answer.targets(),
                                    "labels", Map.of("trap", confused ? answer.targets() : traps))))
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("rows.jsonl"), rows);
        Http.Answer imported = http.postFile(
                stack.taskService().resolve("/api/tasks/" + TASK + "/import?format=scalewatch&mechanism=strong-prior"),
                file);
        assertThat(imported.status()).as(() -> imported.body().toString()).isEqualTo(201);
        return imported.body().get("version").asText();
    }
}

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
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class FaultyModelsIT {

    private final LocalStack stack = SharedStack.get();
    private final Http http = new Http();
    private final ModelsAdmin models = ModelsAdmin.of(stack);

    @Test
    void aDeadModelAmongEightHoldsUpNoneOfTheOthers() {
        models.fault("eight-4", "never");
        Evaluation evaluation = Evaluation.deploy(stack, "one-of-eight-dead", Families.EIGHT);
        UUID run = evaluation.run(List.of("distractor-arithmetic", "memo-trap"), 1);

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            Map<String, JsonNode> models = models(evaluation.show(run));
            JsonNode dead = models.remove("one-of-eight-dead-eight-4");
            assertThat(models).hasSize(7);
            assertThat(models.values())
                    .allSatisfy(model -> assertThat(model.get("scored").asLong())
                            .isEqualTo(model.get("planned").asLong()));
            assertThat(dead.get("scored").asLong()).isZero();
        });

        http.post(stack.taskService().resolve("/api/runs/" + run + "/cancel"), Map.of());
        models.heal(List.of("eight-4"));
    }

    @Test
    void whateverAModelServerDoesEndsAsAFailureAndNeverAsAWrongAnswer() throws Exception {
        models.fault("faulty-1", "garbage");
        models.fault("faulty-2", "half-body");
        models.fault("faulty-3", "error");
        Evaluation evaluation = Evaluation.deploy(stack, "faulty", Families.FAULTY);

        UUID run = evaluation.run(Map.of("families", List.of("faulty"), "tasks", List.of("memo-trap"), "examples", 20));
        JsonNode shown = evaluation.awaitFailed(run);

        assertThat(shown.get("scored").asLong()).isZero();
        assertThat(shown.get("failed").asLong()).isEqualTo(shown.get("planned").asLong());
        ScoresLog.Content log = ScoresLog.of(run, stack.kafkaBootstrap());
        assertThat(log.labelled()).isEmpty();
        Map<String, List<FailureKind>> kinds = log.records().stream()
                .collect(Collectors.groupingBy(
                        score -> score.model().model(),
                        Collectors.mapping(
                                FaultyModelsIT::kind, Collectors.collectingAndThen(Collectors.toSet(), List::copyOf))));
        assertThat(kinds)
                .containsEntry("faulty-faulty-1", List.of(FailureKind.INVALID_RESPONSE))
                .containsEntry("faulty-faulty-2", List.of(FailureKind.INVALID_RESPONSE))
                .containsEntry("faulty-faulty-3", List.of(FailureKind.SERVER_ERROR));
        assertThat(log.records())
                .allSatisfy(score ->
                        assertThat(score.failure().orElseThrow().message()).isNotBlank());
    }

    private static FailureKind kind(CompletionScored score) {
        return score.failure().orElseThrow().kind();
    }

    private static Map<String, JsonNode> models(JsonNode run) {
        return StreamSupport.stream(run.get("models").spliterator(), false)
                .collect(Collectors.toMap(m -> m.get("model").asText(), m -> m));
    }
}

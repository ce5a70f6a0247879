package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.local.stack.LocalStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class DestroyedCompletionIT {

    @Test
    void theBarrierFindsWhatWasLostAndItIsAskedAgain() throws Exception {
        LocalStack stack = SharedStack.get();
        Evaluation evaluation = Evaluation.deploy(stack, "destroyed", Families.SIX_SLOW);
        UUID run;
        long destroyed;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafkaBootstrap()))) {
            // Nobody reads the completions, so they can be destroyed unread.
            stack.stop("scoring-service");
            Map<TopicPartition, Long> before = completions(admin);
            // Few for each model: with nearly all of its window destroyed, a model goes on one by one.
            run = evaluation.run(Map.of(
                    "families", List.of("destroyed"), "tasks", List.of("distractor-arithmetic"), "examples", 100));
            await().atMost(Duration.ofSeconds(60)).until(() -> sum(completions(admin)) - sum(before) >= 60);

            Map<TopicPartition, Long> ends = completions(admin);
            destroyed = sum(ends) - sum(before);
            admin.deleteRecords(ends.entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, e -> RecordsToDelete.beforeOffset(e.getValue()))))
                    .all()
                    .get();
        }

        stack.start("scoring-service");

        evaluation.assertEveryPromptCountedOnce(run);
        JsonNode shown = evaluation.show(run);
        assertThat(destroyed).isPositive();
        assertThat(ScoresLog.of(run, stack.kafkaBootstrap()).records())
                .as("scores of a second attempt")
                .filteredOn(score -> score.id().attempt() == 1)
                .extracting(CompletionScored::id)
                .hasSize((int) destroyed);
        assertThat(shown.get("failed").asLong()).isZero();
    }

    private static Map<TopicPartition, Long> completions(Admin admin) throws Exception {
        int partitions = admin.describeTopics(List.of(Topics.COMPLETIONS))
                .allTopicNames()
                .get()
                .get(Topics.COMPLETIONS)
                .partitions()
                .size();
        return admin
                .listOffsets(IntStream.range(0, partitions)
                        .boxed()
                        .collect(Collectors.toMap(
                                p -> new TopicPartition(Topics.COMPLETIONS, p), p -> OffsetSpec.latest())))
                .all()
                .get()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }
}

package io.scalewatch.task.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.topic.ConsumerGroups;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.embedded.test.StackResource;
import io.scalewatch.embedded.test.TestStack;
import io.scalewatch.task.runs.PromptTap;
import io.scalewatch.task.runs.RunLab;
import io.scalewatch.task.runs.RunState;
import io.scalewatch.task.runs.RunView;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/// Prompts that disappear between `prompts` and `scores`.
@QuarkusTest
@WithTestResource(StackResource.class)
class LossIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    @Inject
    RunLab lab;

    /// As if the workers had answered every prompt that is published by now, and scoring had scored every completion:
    /// other tests leave some of both behind.
    private static void workersCommit() {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrap()))) {
            commitAll(admin, Topics.PROMPTS, ConsumerGroups.INFERENCE);
            commitAll(admin, Topics.COMPLETIONS, ConsumerGroups.SCORING);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void commitAll(Admin admin, String topic, String group)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        admin.describeTopics(List.of(topic))
                .topicNameValues()
                .get(topic)
                .get()
                .partitions()
                .forEach(p -> latest.put(new TopicPartition(topic, p.partition()), OffsetSpec.latest()));
        Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
        admin.listOffsets(latest)
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end.offset())));
        admin.alterConsumerGroupOffsets(group, ends).all().get();
    }

    @Test
    void aLostPromptIsAskedAgainAsTheNextAttempt() {
        lab.family("loss-it-1", 2);
        try (PromptTap tap = new PromptTap()) {
            UUID run = lab.run("""
                    {"families": ["loss-it-1"], "tasks": ["memo-trap"], "examples": 20}""");
            List<PromptIssued> prompts = tap.awaitPrompts(run, 40);
            PromptIssued lost = prompts.get(17);

            lab.send(prompts.stream()
                    .filter(p -> p != lost)
                    .map(RunLab::labelled)
                    .toList());
            await("all others are counted")
                    .atMost(LONG)
                    .until(() -> lab.show(run).scored() == 39);
            workersCommit();
            List<PromptIssued> all = tap.awaitPrompts(run, 41);

            PromptIssued again = all.getLast();
            assertThat(again.id().index()).isEqualTo(lost.id().index());
            assertThat(again.id().attempt()).isEqualTo(1);
            assertThat(again.messages()).isEqualTo(lost.messages());
            assertThat(again.trial()).isEqualTo(lost.trial());

            // A failure of the attempt that was given up says nothing any more.
            lab.send(List.of(RunLab.failed(lost, FailureKind.DEADLINE)));
            lab.send(List.of(RunLab.labelled(again)));
            await("the run is complete").atMost(LONG).until(() -> lab.show(run).state() == RunState.Name.COMPLETED);
            assertThat(lab.show(run).scored()).isEqualTo(40);
            assertThat(lab.show(run).lost()).isZero();
        }
    }

    @Test
    void aPromptThatIsLostAgainAndAgainFailsAsLost() {
        lab.family("loss-it-2", 1);
        try (PromptTap tap = new PromptTap()) {
            UUID run = lab.run("""
                    {"families": ["loss-it-2"], "tasks": ["memo-trap"], "examples": 4}""");
            List<PromptIssued> prompts = tap.awaitPrompts(run, 4);
            lab.send(prompts.subList(1, 4).stream().map(RunLab::labelled).toList());

            await("the run is complete")
                    .atMost(LONG)
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> {
                        tap.of(run);
                        workersCommit();
                        return lab.show(run).state() == RunState.Name.COMPLETED;
                    });

            RunView view = lab.show(run);
            assertThat(view.scored()).isEqualTo(3);
            assertThat(view.failed()).isEqualTo(1);
            assertThat(view.lost()).isEqualTo(1);
            assertThat(tap.of(run).stream()
                            .filter(p ->
                                    p.id().index() == prompts.getFirst().id().index())
                            .map(p -> p.id().attempt()))
                    .containsExactly(0, 1, 2, 3);
        }
    }
}

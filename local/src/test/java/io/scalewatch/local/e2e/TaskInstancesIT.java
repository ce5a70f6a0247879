package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.embedded.test.TestStack;
import io.scalewatch.local.stack.LocalStack;
import io.scalewatch.local.stack.Service;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Two instances of task-service. One holds the lease of the models' endpoint and publishes; the other goes on when
/// that one is killed, or was stopped for longer than its lease.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TaskInstancesIT {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final String FIRST = "task-service";
    private static final String PUBLISHED = "scalewatch_task_prompts_published_total";

    private final LocalStack stack = SharedStack.get();
    private String second;
    private Evaluation evaluation;
    private UUID run;
    private long planned;

    @BeforeAll
    void twoInstances() {
        second = stack.add(Service.TASK);
        await().atMost(LIMIT).until(() -> stack.isReady(FIRST) && stack.isReady(second));
    }

    @AfterAll
    void oneInstance() {
        stack.remove(second);
    }

    @Test
    void theOtherGoesOnWhenTheHolderIsKilled() throws Exception {
        String holder = holderInTheMiddleOfARun("holder-killed");
        long epoch = epoch();

        stack.halt(holder);

        await().atMost(LIMIT).until(() -> epoch() > epoch);
        stack.start(holder);
        assertPublishedTwiceIsOneBatchAtMost();
    }

    /// It still believes that it holds the lease when it goes on.
    @Test
    void theOtherGoesOnWhenTheHolderIsStoppedPastItsLease() throws Exception {
        String holder = holderInTheMiddleOfARun("holder-stopped");
        long epoch = epoch();

        signal("STOP", holder);
        try {
            await().atMost(LIMIT).until(() -> epoch() > epoch);
        } finally {
            signal("CONT", holder);
        }

        assertPublishedTwiceIsOneBatchAtMost();
    }

    /// @return the instance that publishes the run
    private String holderInTheMiddleOfARun(String family) throws Exception {
        evaluation = Evaluation.deploy(stack, family, Families.SIX_SLOW);
        long before = published(FIRST);
        run = evaluation.run(List.of("distractor-arithmetic", "memo-trap"), 3);
        planned = evaluation.show(run).get("planned").asLong();
        evaluation.awaitDone(run, planned / 5);
        assertThat(evaluation.show(run).get("published").asLong()).isLessThan(planned);
        return published(FIRST) > before ? FIRST : second;
    }

    private long published(String instance) throws IOException, InterruptedException {
        return Metrics.value(stack, instance, PUBLISHED).orElse(0);
    }

    private void assertPublishedTwiceIsOneBatchAtMost() throws Exception {
        await().atMost(LIMIT).until(() -> stack.isReady(FIRST) && stack.isReady(second));
        evaluation.assertEveryPromptCountedOnce(run);

        Map<PromptId, Instant> first = new HashMap<>();
        Set<Instant> batches = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : RunRecords.of(Topics.PROMPTS, run, stack.kafkaBootstrap())) {
            PromptIssued prompt = Codecs.PROMPT_ISSUED.decode(record.headers(), record.value());
            // A batch is issued at one instant.
            Instant before = first.putIfAbsent(prompt.id(), prompt.issuedAt());
            if (before != null) {
                batches.add(before.isBefore(prompt.issuedAt()) ? before : prompt.issuedAt());
            }
        }
        assertThat(first).hasSizeGreaterThanOrEqualTo((int) planned);
        assertThat(batches).as("batches of which prompts were published twice").hasSizeLessThanOrEqualTo(1);
    }

    /// How often the endpoint's lease has changed hands.
    private long epoch() throws SQLException {
        String user = TestStack.inContainers() ? TestStack.shared().databaseUser() : stack.databaseUser();
        String password = TestStack.inContainers() ? TestStack.shared().databasePassword() : "";
        try (Connection connection = DriverManager.getConnection(stack.jdbcUrl(), user, password);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select epoch from task.endpoint_lease where endpoint = 'simulated'")) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }

    private void signal(String signal, String instance) throws IOException, InterruptedException {
        long pid = stack.pids().get(instance);
        Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(pid))
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).isZero();
    }
}

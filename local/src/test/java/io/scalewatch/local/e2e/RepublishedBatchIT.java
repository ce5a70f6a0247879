package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.embedded.test.TestStack;
import io.scalewatch.local.stack.LocalStack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// task-service is killed between the broker's acknowledgement of a batch and the move of its cursors, and
/// publishes the batch again: no model is asked a second time. Once, or as often as `-Dkill.rounds` says.
class RepublishedBatchIT {

    private static final String PROCESS = "task-service";
    private static final Duration LIMIT = Duration.ofSeconds(120);
    /// Prompts of each model: some of them have their answers, and some are being asked.
    private static final int BATCH = 80;
    private static final int QUICK_MILLIS = 100;
    private static final int LONG_MILLIS = 10_000;

    private final LocalStack stack = SharedStack.get();
    private final ModelsAdmin models = ModelsAdmin.of(stack);

    static IntStream rounds() {
        return IntStream.rangeClosed(1, Integer.getInteger("kill.rounds", 1));
    }

    @BeforeEach
    void ready() {
        await().atMost(LIMIT).until(() -> stack.isReady(PROCESS));
        models.countAnew();
    }

    @AfterEach
    void heal() {
        models.heal(Families.SIX_COUNTED.keySet());
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void noModelIsAskedTwice(int round) throws Exception {
        List<String> names = List.copyOf(Families.SIX_COUNTED.keySet());
        models.slow(names.subList(0, 4), QUICK_MILLIS);
        models.slow(names.subList(4, 6), LONG_MILLIS);
        Evaluation evaluation = Evaluation.deploy(stack, "republished-" + round, Families.SIX_COUNTED);
        UUID run = evaluation.run(Map.of(
                "families", List.of("republished-" + round),
                "tasks", List.of("memo-trap", "sycophancy-factual"),
                "examples", 200));
        // Not at the same moment in each round.
        evaluation.awaitDone(run, 300 + 100 * (round % 10));

        stack.halt(PROCESS);
        int moved = moveCursorsBack(run);
        models.slow(names, QUICK_MILLIS);
        stack.start(PROCESS);

        evaluation.assertEveryPromptCountedOnce(run);
        List<PromptId> published = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : RunRecords.of(Topics.PROMPTS, run, stack.kafkaBootstrap())) {
            published.add(RunRecords.id(record));
        }
        long again = published.size() - published.stream().distinct().count();
        long repeated = models.calls().repeated();
        System.out.printf("round %d: %d prompts published twice, %d calls made twice%n", round, again, repeated);
        assertThat(moved).as("models whose cursor was moved back").isEqualTo(6);
        assertThat(again).as("prompts that were published twice").isGreaterThanOrEqualTo(6 * 32);
        assertThat(repeated).as("calls that were made twice").isZero();
    }

    /// What the cursors are after a batch was acknowledged and before they were moved.
    private int moveCursorsBack(UUID run) throws SQLException {
        String user = TestStack.inContainers() ? TestStack.shared().databaseUser() : stack.databaseUser();
        String password = TestStack.inContainers() ? TestStack.shared().databasePassword() : "";
        try (Connection connection = DriverManager.getConnection(stack.jdbcUrl(), user, password);
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE task.run_cursor SET position = greatest(0, position - ?) WHERE run_id = ?")) {
            update.setInt(1, BATCH);
            update.setObject(2, run);
            return update.executeUpdate();
        }
    }
}

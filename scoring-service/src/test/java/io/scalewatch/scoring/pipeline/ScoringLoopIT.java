package io.scalewatch.scoring.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.topic.DeadLetter;
import io.scalewatch.embedded.test.TestStack;
import io.scalewatch.scoring.Completions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScoringLoopIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(60);

    private final Completions completions = new Completions();
    private LoopRig rig;

    @BeforeEach
    void makeTopics() throws Exception {
        rig = new LoopRig(TestStack.shared().kafkaBootstrap());
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    @Test
    void labelsAnswersAndPassesFailuresOn() {
        rig.send(completions.answered(0, "The answer is 7."));
        rig.send(completions.answered(1, "62"));
        rig.send(completions.failed(2, FailureKind.UNREACHABLE));
        rig.start("a");

        awaitScores(3);

        Map<Long, CompletionScored> byIndex = rig.committedScores().stream()
                .collect(Collectors.toMap(score -> score.id().index(), Function.identity()));
        assertThat(byIndex.get(0L).label()).contains(Label.CORRECT);
        assertThat(byIndex.get(1L).label()).contains(Label.DISTRACTOR);
        assertThat(byIndex.get(2L).label()).isEmpty();
        assertThat(byIndex.get(2L).failure().orElseThrow().kind()).isEqualTo(FailureKind.UNREACHABLE);
    }

    @Test
    void aTransactionAbortedAtItsCommitShowsNothingAndIsScoredAgain() throws Exception {
        send(0, 500);
        AtomicInteger transactions = new AtomicInteger();
        CountDownLatch secondTry = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        TransactionProbe probe = new TransactionProbe() {
            @Override
            public void beforeCommit(int records) {
                if (transactions.incrementAndGet() == 1) {
                    throw new IllegalStateException("aborted by the test");
                }
                secondTry.countDown();
                awaitLatch(goOn);
            }
        };

        LoopRig.Running loop = rig.start("a", probe, POLL_INTERVAL);

        awaitLatch(secondTry);
        assertThat(rig.committedScores()).isEmpty();
        assertThat(rig.read(rig.topics().scores(), "read_uncommitted")).isNotEmpty();
        goOn.countDown();
        awaitScores(500);
        assertExactlyOnce(500);
        assertThat(loop.aborted()).isEqualTo(1);
    }

    @Test
    void aTransactionAbortedByARebalanceIsScoredByTheOtherInstance() {
        send(0, 500);
        AtomicInteger transactions = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch takenOver = new CountDownLatch(1);
        TransactionProbe slow = new TransactionProbe() {
            @Override
            public void beforeOffsets(int records) {
                if (transactions.incrementAndGet() == 1) {
                    begun.countDown();
                    awaitLatch(takenOver);
                }
            }
        };
        // The first instance hangs in its transaction until the group has given its partitions to the second.
        LoopRig.Running first = rig.start("a", slow, Duration.ofSeconds(1));
        awaitLatch(begun);
        LoopRig.Running second = rig.start("b");
        await().atMost(LIMIT)
                .until(() -> second.registry()
                                .summary("scalewatch.scoring.batch.records")
                                .totalAmount()
                        >= 500);

        takenOver.countDown();

        await().atMost(LIMIT).until(() -> first.aborted() >= 1);
        send(500, 600);
        awaitScores(600);
        assertExactlyOnce(600);
    }

    @Test
    void anInstanceThatJoinsAndLeavesTenTimesNeitherLosesNorRepeatsAScore() throws Exception {
        LoopRig.Running stays = rig.start("a");
        await().atMost(LIMIT).until(() -> stays.loop().status().isRunning());
        AtomicInteger sent = new AtomicInteger();

        for (int round = 0; round < 10; round++) {
            LoopRig.Running guest = rig.start("guest");
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> {
                send(sent.get(), sent.addAndGet(25));
                return guest.committed() >= 3;
            });
            guest.stop();
        }

        awaitScores(sent.get());
        assertThat(sent.get()).isGreaterThan(1_000);
        assertExactlyOnce(sent.get());
    }

    @Test
    void anUnreadableRecordGoesToTheDeadLettersAndTheStreamGoesOn() {
        rig.send(completions.answered(0, "7"));
        rig.sendUnreadable(1, "{not json".getBytes(StandardCharsets.UTF_8));
        rig.sendUnreadable(2, null);
        rig.sendUnreadable(3, new byte[950_000]);
        rig.start("a");
        awaitScores(1);
        rig.send(completions.answered(1, "62"));

        awaitScores(2);

        await().atMost(LIMIT)
                .until(() ->
                        rig.read(rig.topics().deadLetters(), "read_committed").size() == 3);
        List<ConsumerRecord<byte[], byte[]>> letters = rig.read(rig.topics().deadLetters(), "read_committed");
        assertThat(letters)
                .allSatisfy(letter -> assertThat(header(letter, DeadLetter.TOPIC_HEADER))
                        .isEqualTo(rig.topics().completions()))
                .extracting(letter -> header(letter, DeadLetter.PARTITION_HEADER))
                .containsExactlyInAnyOrder("1", "2", "3");
        assertThat(letters)
                .filteredOn(
                        letter -> header(letter, DeadLetter.PARTITION_HEADER).equals("1"))
                .singleElement()
                .satisfies(letter -> assertThat(letter.value()).asString().isEqualTo("{not json"));
    }

    @Test
    void aCompletionThatIsThereTwiceIsScoredTwice() {
        // Who reads scores counts the first of an identity; here every record is answered.
        rig.send(completions.answered(0, "7"));
        rig.send(completions.answered(0, "7"));
        rig.start("a");

        awaitScores(2);

        assertThat(rig.committedIndices()).containsExactly(0L, 0L);
    }

    @Test
    void aFencedProducerIsReplaced() {
        rig.start("a");
        send(0, 100);
        awaitScores(100);

        Map<String, Object> config = Map.of(
                "bootstrap.servers", TestStack.shared().kafkaBootstrap(), "transactional.id", rig.transactionalId("a"));
        try (var usurper = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            usurper.initTransactions();
        }

        send(100, 300);
        awaitScores(300);
        assertExactlyOnce(300);
    }

    @Test
    void aStoppedLoopLeavesAndItsSuccessorGoesOn() throws Exception {
        LoopRig.Running first = rig.start("a");
        send(0, 200);
        awaitScores(200);
        first.stop();
        send(200, 400);

        rig.start("a");

        awaitScores(400);
        assertExactlyOnce(400);
        assertThat(first.loop().status().isRunning()).isFalse();
    }

    private void send(int from, int to) {
        for (int i = from; i < to; i++) {
            rig.send(completions.answered(i, i % 3 == 0 ? "The answer is 62." : "7"));
        }
        rig.flush();
    }

    private void awaitScores(int count) {
        rig.flush();
        await().atMost(LIMIT).until(() -> rig.committedIndices().size() >= count);
    }

    private void assertExactlyOnce(int count) {
        assertThat(rig.committedIndices())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, count).boxed().toList());
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            if (!latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("waited in vain");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

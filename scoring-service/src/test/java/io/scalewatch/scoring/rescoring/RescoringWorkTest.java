package io.scalewatch.scoring.rescoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.event.OffsetRange;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.RecordPlace;
import io.scalewatch.scoring.Completions;
import io.scalewatch.scoring.labelling.CompletionScorer;
import io.scalewatch.scoring.pipeline.LoopBatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One partition that holds six answers of the run, and four of another one.
class RescoringWorkTest {

    private static final TopicPartition PARTITION = new TopicPartition("completions", 0);
    private static final int ANSWERS = 6;
    private static final int END = 10;

    private final Completions run = new Completions();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

    @BeforeEach
    void assign() {
        consumer.assign(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    }

    private RescoringWork work(double share) {
        Rescoring rescoring = new Rescoring(
                UUID.randomUUID(),
                run.run(),
                CompletionScorer.VERSION,
                Map.of(new Rescoring.TaskKey("distractor-arithmetic", "abc"), new Rescoring.Task("3@new", Map.of())),
                Map.of(0, new OffsetRange(0, 0, END)));
        return new RescoringWork(
                rescoring,
                new CompletionScorer(),
                new RescoringTopics("rescorings", PARTITION.topic(), "scores", "progress"),
                new RescoringMeters(new SimpleMeterRegistry()),
                share,
                Clock.systemUTC());
    }

    private void fill(int from, int to) {
        Completions others = new Completions();
        for (int offset = from; offset < to; offset++) {
            PromptCompleted completed = (offset < ANSWERS ? run : others).answered(offset, "7");
            consumer.addRecord(new ConsumerRecord<>(
                    PARTITION.topic(),
                    PARTITION.partition(),
                    offset,
                    0,
                    TimestampType.LOG_APPEND_TIME,
                    0,
                    0,
                    null,
                    Codecs.PROMPT_COMPLETED.encode(completed),
                    Codecs.PROMPT_COMPLETED.headers(completed, "/test"),
                    Optional.empty()));
        }
    }

    private Optional<LoopBatch> poll(RescoringWork work) {
        return work.take(consumer, consumer.poll(Duration.ZERO));
    }

    private static long written(LoopBatch batch, String topic) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        batch.write(records::add);
        return records.stream().filter(record -> record.topic().equals(topic)).count();
    }

    @Test
    void readsFromWhereItsKnowledgeEndsAndWritesFromWhatIsCommitted() {
        RescoringWork work = work(1);
        consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(4)));
        work.assigned(consumer, List.of(PARTITION));
        assertThat(consumer.position(PARTITION)).isZero();
        fill(0, END);

        LoopBatch batch = poll(work).orElseThrow();

        assertThat(written(batch, "scores")).isEqualTo(2);
        assertThat(written(batch, "progress")).isEqualTo(1);
        assertThat(batch.offsets()).isEqualTo(Map.of(PARTITION, new OffsetAndMetadata(END)));
    }

    @Test
    void everyScoreSaysWhereTheTextStandsThatWasScored() throws Exception {
        RescoringWork work = work(1);
        work.assigned(consumer, List.of(PARTITION));
        fill(0, END);

        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        poll(work).orElseThrow().write(records::add);

        List<RecordPlace> places = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : records) {
            if (record.topic().equals("scores")) {
                places.add(Codecs.COMPLETION_SCORED
                        .decode(record.headers(), record.value())
                        .completion()
                        .orElseThrow());
            }
        }
        assertThat(places)
                .containsExactlyElementsOf(IntStream.range(0, ANSWERS)
                        .mapToObj(offset -> new RecordPlace(0, offset))
                        .toList());
    }

    @Test
    void recordsOfOthersMakeNoTransactionUntilTheEnd() {
        RescoringWork work = work(1);
        work.assigned(consumer, List.of(PARTITION));
        fill(0, ANSWERS);
        poll(work).orElseThrow().committed(Instant.EPOCH, Instant.EPOCH);
        fill(ANSWERS, END - 1);
        assertThat(poll(work)).isEmpty();
        fill(END - 1, END);

        LoopBatch last = poll(work).orElseThrow();

        assertThat(last.size()).isZero();
        assertThat(written(last, "progress")).isEqualTo(1);
    }

    @Test
    void whatWasAbortedIsReadAgain() {
        RescoringWork work = work(1);
        work.assigned(consumer, List.of(PARTITION));
        fill(0, END);
        poll(work).orElseThrow().aborted();

        work.seek(consumer, List.of(PARTITION), Map.of());

        assertThat(consumer.position(PARTITION)).isZero();
        fill(0, END);
        assertThat(written(poll(work).orElseThrow(), "scores")).isEqualTo(ANSWERS);
    }

    @Test
    void itsEndIsWhenEverythingIsCommittedByWhomever() {
        RescoringWork work = work(1);
        work.assigned(consumer, List.of(PARTITION));
        fill(0, END);
        poll(work).orElseThrow().committed(Instant.EPOCH, Instant.EPOCH);
        poll(work);
        assertThat(work.isDone()).isFalse();

        consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(END)));
        poll(work);

        assertThat(work.isDone()).isTrue();
        assertThat(consumer.paused()).containsExactly(PARTITION);
    }

    @Test
    void leavesTheRestOfTheTimeToLiveScoring() {
        assertThat(work(1).restAfter(Duration.ofMillis(100))).isZero();
        assertThat(work(0.25).restAfter(Duration.ofMillis(100))).isEqualTo(Duration.ofMillis(300));
        assertThat(work(0.01).restAfter(Duration.ofMillis(100))).isEqualTo(Duration.ofSeconds(1));
    }
}

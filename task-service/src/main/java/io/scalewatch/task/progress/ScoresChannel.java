package io.scalewatch.task.progress;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.task.database.Patience;
import io.scalewatch.task.publishing.PublishingSignal;
import io.scalewatch.task.runs.RunFinisher;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/// Reads `scores` and counts them, a batch a transaction. Kafka's group decides who reads which partition;
/// where the reading goes on stands in PostgreSQL, with the bits.
///
/// A score that can't be read is counted and skipped: the analysis reads the same topic and writes its dead
/// letters.
@ApplicationScoped
@Identifier(ScoresChannel.NAME)
public class ScoresChannel implements KafkaConsumerRebalanceListener {

    static final String NAME = "scores";
    private static final Logger LOG = Logger.getLogger(ScoresChannel.class);

    private final ProgressStore store;
    private final ScoresOffsets offsets;
    private final RunFinisher finisher;
    private final PublishingSignal signal;
    private final KafkaClientService kafka;
    private final ScoresPosition position = new ScoresPosition();
    private final Timer batchTime;
    private final Counter scored;
    private final Counter failed;
    private final Counter repeated;
    private final Counter unknown;
    private final Counter overtaken;
    private final Counter unreadable;
    private final ModelMeters models;
    private final Counter rescored;

    ScoresChannel(
            ProgressStore store,
            ScoresOffsets offsets,
            RunFinisher finisher,
            PublishingSignal signal,
            KafkaClientService kafka,
            MeterRegistry metrics) {
        this.store = store;
        this.offsets = offsets;
        this.finisher = finisher;
        this.signal = signal;
        this.kafka = kafka;
        this.batchTime = metrics.timer("scalewatch_task_progress_batch");
        this.scored = metrics.counter("scalewatch_task_progress_prompts", "outcome", "scored");
        this.failed = metrics.counter("scalewatch_task_progress_prompts", "outcome", "failed");
        this.repeated = metrics.counter("scalewatch_task_progress_ignored", "reason", "repeated");
        this.unknown = metrics.counter("scalewatch_task_progress_ignored", "reason", "unknown");
        this.overtaken = metrics.counter("scalewatch_task_progress_ignored", "reason", "overtaken");
        this.unreadable = metrics.counter("scalewatch_task_progress_ignored", "reason", "unreadable");
        this.models = new ModelMeters(metrics);
        this.rescored = metrics.counter("scalewatch_task_progress_ignored", "reason", "rescored");
    }

    /// Returns when the batch is counted, however long the database is away: the channel would stop for good if
    /// this threw. One batch at a time, in order: on virtual threads the channel would hand out several at
    /// once, and a batch that was overtaken by the next would be held to be counted.
    @Incoming(NAME)
    @Blocking
    public void count(ConsumerRecords<byte[], byte[]> records) {
        List<ScoresRead> batch = read(records);
        if (!batch.isEmpty()) {
            batchTime.record(() -> Patience.untilDone("Scores can't be counted yet", () -> tryToCount(batch)));
        }
    }

    private void tryToCount(List<ScoresRead> batch) {
        try {
            ProgressStore.Applied applied = store.apply(batch, position.seen());
            position.stored(applied.stored());
            scored.increment(applied.scored());
            failed.increment(Math.max(0, applied.failed()));
            repeated.increment(applied.repeated());
            unknown.increment(applied.unknown());
            overtaken.increment(applied.overtaken());
            batch.forEach(read -> read.entries().forEach(entry -> models.count(entry.score())));
            report(batch);
            signal.wake();
            if (!applied.filled().isEmpty()) {
                finisher.finish();
            }
        } catch (ProgressStore.SetBackException e) {
            // The batch is dropped: the consumer reads it again from where the database is.
            LOG.warnf("Stored offset went back, seeking, partition=%d offset=%d", e.partition(), e.stored());
            kafka.<byte[], byte[]>getConsumer(NAME)
                    .runOnPollingThread(consumer -> {
                        seek(consumer, List.copyOf(consumer.assignment()));
                    })
                    .await()
                    .atMost(Duration.ofMinutes(1));
        }
    }

    /// Tells the broker what is counted: nothing here goes on from there, but whoever deletes scores looks at it.
    private void report(List<ScoresRead> batch) {
        Map<TopicPartition, OffsetAndMetadata> counted = new HashMap<>();
        batch.forEach(read ->
                counted.put(new TopicPartition(Topics.SCORES, read.partition()), new OffsetAndMetadata(read.end())));
        kafka.<byte[], byte[]>getConsumer(NAME)
                .commitAsync(counted)
                .subscribe()
                .with(done -> {}, failure -> LOG.debug("What is counted could not be told", failure));
    }

    private List<ScoresRead> read(ConsumerRecords<byte[], byte[]> records) {
        List<ScoresRead> batch = new ArrayList<>();
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> of = records.records(partition);
            if (of.isEmpty()
                    || !position.accepts(partition.partition(), of.getFirst().offset())) {
                continue;
            }
            List<ScoresRead.Entry> entries = new ArrayList<>(of.size());
            for (ConsumerRecord<byte[], byte[]> record : of) {
                try {
                    CompletionScored score = Codecs.COMPLETION_SCORED.decode(record.headers(), record.value());
                    if (score.rescoring().isPresent()) {
                        // Its prompt was counted, and paid for, when it was first scored.
                        rescored.increment();
                    } else if (score.judge().isEmpty()) {
                        // A judge's verdict on an answer says nothing about how far that answer's run is, which has
                        // ended.
                        entries.add(new ScoresRead.Entry(record.offset(), score));
                    }
                } catch (UnreadableEventException e) {
                    unreadable.increment();
                    LOG.warnf(
                            "Unreadable score, partition=%d offset=%d reason=%s",
                            record.partition(), record.offset(), e.getMessage());
                }
            }
            // The consumer's next offset lies behind the markers of transactions, which no record shows.
            OffsetAndMetadata next = records.nextOffsets().get(partition);
            long behindLast = of.getLast().offset() + 1;
            batch.add(new ScoresRead(
                    partition.partition(), entries, next == null ? behindLast : Math.max(next.offset(), behindLast)));
        }
        return batch;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            Patience.untilDone("Offsets of scores can't be read yet", () -> seek(consumer, partitions));
        }
    }

    private void seek(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<Integer, Long> byNumber = new HashMap<>();
        beginnings.forEach((partition, offset) -> byNumber.put(partition.partition(), offset));
        offsets.begin(byNumber).forEach((number, stored) -> {
            long before = position.seen().getOrDefault(number, 0L);
            long beginning = byNumber.get(number);
            position.assigned(number, stored, beginning < before);
            consumer.seek(new TopicPartition(Topics.SCORES, number), Math.max(stored, beginning));
        });
    }
}

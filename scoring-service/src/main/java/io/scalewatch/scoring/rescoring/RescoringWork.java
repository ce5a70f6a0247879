package io.scalewatch.scoring.rescoring;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.EventCodec;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.OffsetRange;
import io.scalewatch.contracts.event.RecordPlace;
import io.scalewatch.contracts.event.RescoringProgressed;
import io.scalewatch.scoring.labelling.CompletionScorer;
import io.scalewatch.scoring.pipeline.CompletionRecords;
import io.scalewatch.scoring.pipeline.LoopBatch;
import io.scalewatch.scoring.pipeline.LoopWork;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// One re-scoring, as far as this instance has its partitions: reads them from where the run began to the end
/// that the request notes, and writes the scores with how far it is. The consumer group is the re-scoring's own,
/// so that instances share it, and the loop's transactions make it exact.
public final class RescoringWork implements LoopWork {

    private static final Logger LOG = Logger.getLogger(RescoringWork.class);
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final Duration LONGEST_REST = Duration.ofSeconds(1);

    private final Rescoring rescoring;
    private final AnswerRescorer rescorer;
    private final RescoringTopics topics;
    private final RescoringMeters meters;
    private final double share;
    private final Clock clock;
    private final String identityPrefix;
    private final Map<Integer, PartitionProgress> partitions = new HashMap<>();
    private boolean done;

    /// @param share of the time that this work may take, above 0, at most 1
    RescoringWork(
            Rescoring rescoring,
            CompletionScorer scorer,
            RescoringTopics topics,
            RescoringMeters meters,
            double share,
            Clock clock) {
        this.rescoring = rescoring;
        this.rescorer = new AnswerRescorer(rescoring, scorer, clock);
        this.topics = topics;
        this.meters = meters;
        this.share = share;
        this.clock = clock;
        this.identityPrefix = rescoring.runId() + "/";
    }

    @Override
    public String topic() {
        return topics.completions();
    }

    @Override
    public boolean isDone() {
        return done;
    }

    @Override
    public Duration restAfter(Duration worked) {
        Duration rest = Duration.ofNanos((long) (worked.toNanos() * (1 - share) / share));
        return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
    }

    @Override
    public void assigned(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> assigned) {
        seek(consumer, assigned, consumer.committed(new HashSet<>(assigned), CALL));
    }

    @Override
    public void gone(Collection<TopicPartition> lost) {
        lost.forEach(partition -> partitions.remove(partition.partition()));
    }

    /// To where what is known ends, which may lie before what is committed: the records between are read and not
    /// written.
    @Override
    public void seek(
            Consumer<byte[], byte[]> consumer,
            Collection<TopicPartition> assigned,
            Map<TopicPartition, OffsetAndMetadata> committed) {
        for (TopicPartition partition : assigned) {
            OffsetRange range = rescoring.ranges().get(partition.partition());
            if (range == null) {
                consumer.pause(List.of(partition));
                continue;
            }
            PartitionProgress progress =
                    partitions.computeIfAbsent(partition.partition(), number -> new PartitionProgress(range));
            OffsetAndMetadata offset = committed.get(partition);
            progress.committed(offset == null ? range.from() : offset.offset());
            if (progress.isFinished()) {
                consumer.pause(List.of(partition));
            } else {
                consumer.seek(partition, progress.next());
            }
        }
    }

    @Override
    public Optional<LoopBatch> take(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> polled) {
        List<PartitionProgress.Step> steps = new ArrayList<>();
        boolean allFinished = true;
        for (TopicPartition partition : consumer.assignment()) {
            PartitionProgress progress = partitions.get(partition.partition());
            if (progress == null) {
                continue;
            }
            if (progress.isFinished()) {
                consumer.pause(List.of(partition));
            } else {
                allFinished = false;
                steps.add(step(consumer, partition, progress, polled));
            }
        }
        if (allFinished) {
            done = isFinishedByAll(consumer);
        }
        if (steps.stream().anyMatch(PartitionProgress.Step::isWorthWriting)) {
            return Optional.of(new Batch(steps));
        }
        steps.forEach(step -> step.apply(false));
        return Optional.empty();
    }

    private PartitionProgress.Step step(
            Consumer<byte[], byte[]> consumer,
            TopicPartition partition,
            PartitionProgress progress,
            ConsumerRecords<byte[], byte[]> polled) {
        PartitionProgress.Step step = progress.step();
        for (ConsumerRecord<byte[], byte[]> record : polled.records(partition)) {
            if (record.offset() < progress.range().end()) {
                rescored(record).ifPresent(score -> step.take(record.offset(), score));
            }
        }
        OffsetAndMetadata next = polled.nextOffsets().get(partition);
        // Without records it moves where retention has taken what it was to read.
        step.readTo(next == null ? consumer.position(partition, CALL) : next.offset());
        return step;
    }

    /// Most records are of other runs, and told by their headers.
    private Optional<CompletionScored> rescored(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (!EventCodec.id(record.headers()).startsWith(identityPrefix)) {
                return Optional.empty();
            }
            // What was too large for a score when it came is among the dead letters, too.
            return rescorer.rescore(Codecs.PROMPT_COMPLETED.decode(record.headers(), record.value()))
                    .map(score -> score.of(new RecordPlace(record.partition(), record.offset())))
                    .filter(CompletionRecords::fits);
        } catch (UnreadableEventException e) {
            // It is among the dead letters since it was first read.
            return Optional.empty();
        } catch (RuntimeException e) {
            // A defect of ours must not hold up the rest for ever.
            LOG.warnf(
                    "an answer can't be scored again: topic=%s partition=%d offset=%d cause=%s",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getClass().getName());
            return Optional.empty();
        }
    }

    private boolean isFinishedByAll(Consumer<byte[], byte[]> consumer) {
        Set<TopicPartition> all = rescoring.ranges().keySet().stream()
                .map(number -> new TopicPartition(topics.completions(), number))
                .collect(Collectors.toSet());
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(all, CALL);
        return all.stream().allMatch(partition -> {
            OffsetAndMetadata offset = committed.get(partition);
            return offset != null
                    && offset.offset()
                            >= rescoring.ranges().get(partition.partition()).end();
        });
    }

    private final class Batch implements LoopBatch {

        private final List<PartitionProgress.Step> steps;
        private final int scores;

        Batch(List<PartitionProgress.Step> steps) {
            this.steps = steps;
            this.scores = steps.stream().mapToInt(step -> step.scores().size()).sum();
        }

        @Override
        public int size() {
            return scores;
        }

        @Override
        public void write(java.util.function.Consumer<ProducerRecord<byte[], byte[]>> out) {
            Instant now = clock.instant();
            for (PartitionProgress.Step step : steps) {
                step.scores().forEach(score -> out.accept(CompletionRecords.record(topics.scores(), score)));
                if (step.advances()) {
                    out.accept(record(step.report(rescoring.id(), now)));
                }
            }
        }

        private ProducerRecord<byte[], byte[]> record(RescoringProgressed report) {
            return new ProducerRecord<>(
                    topics.progress(),
                    null,
                    report.key().getBytes(StandardCharsets.UTF_8),
                    Codecs.RESCORING_PROGRESSED.encode(report),
                    Codecs.RESCORING_PROGRESSED.headers(report, CompletionRecords.SOURCE));
        }

        @Override
        public Map<TopicPartition, OffsetAndMetadata> offsets() {
            return steps.stream()
                    .filter(PartitionProgress.Step::advances)
                    .collect(Collectors.toMap(
                            step -> new TopicPartition(topics.completions(), step.partition()),
                            step -> new OffsetAndMetadata(step.end())));
        }

        @Override
        public void committed(Instant begun, Instant now) {
            steps.forEach(step -> step.apply(true));
            meters.committed(scores);
        }

        /// What the steps hold is forgotten: their records are read again.
        @Override
        public void aborted() {
            meters.aborted();
        }
    }
}

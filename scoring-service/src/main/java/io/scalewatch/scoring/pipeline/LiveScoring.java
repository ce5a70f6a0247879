package io.scalewatch.scoring.pipeline;

import io.scalewatch.scoring.labelling.CompletionScorer;
import io.scalewatch.tracing.PromptTracing;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// Every completion gets its score, or goes to the dead letters, as it comes.
final class LiveScoring implements LoopWork {

    private final ScoringTopics topics;
    private final CompletionRecords records;
    private final ScoringMeters meters;
    private final PromptTracing tracing;

    LiveScoring(
            ScoringTopics topics, CompletionScorer scorer, ScoringMeters meters, PromptTracing tracing, Clock clock) {
        this.topics = topics;
        this.records = new CompletionRecords(topics, scorer, clock);
        this.meters = meters;
        this.tracing = tracing;
    }

    @Override
    public String topic() {
        return topics.completions();
    }

    @Override
    public void seek(
            Consumer<byte[], byte[]> consumer,
            Collection<TopicPartition> assigned,
            Map<TopicPartition, OffsetAndMetadata> committed) {
        for (TopicPartition partition : assigned) {
            OffsetAndMetadata offset = committed.get(partition);
            if (offset == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, offset);
            }
        }
    }

    @Override
    public Optional<LoopBatch> take(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> polled) {
        return polled.isEmpty() ? Optional.empty() : Optional.of(new Batch(polled));
    }

    private final class Batch implements LoopBatch {

        private final ConsumerRecords<byte[], byte[]> polled;
        private final BatchTally tally = new BatchTally();
        private final BatchTrace trace = new BatchTrace(tracing);

        Batch(ConsumerRecords<byte[], byte[]> polled) {
            this.polled = polled;
        }

        @Override
        public int size() {
            return polled.count();
        }

        @Override
        public void write(java.util.function.Consumer<ProducerRecord<byte[], byte[]>> out) {
            for (ConsumerRecord<byte[], byte[]> completion : polled) {
                records.answerTo(completion, tally, trace.begin(completion)).forEach(out);
            }
        }

        @Override
        public Map<TopicPartition, OffsetAndMetadata> offsets() {
            return polled.nextOffsets();
        }

        @Override
        public void committed(Instant begun, Instant now) {
            trace.committed();
            meters.committed(tally, begun, now);
        }

        @Override
        public void aborted() {
            meters.aborted();
            trace.aborted();
        }
    }
}

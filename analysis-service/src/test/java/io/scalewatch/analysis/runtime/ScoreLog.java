package io.scalewatch.analysis.runtime;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.EventCodec;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.ModelDeclared;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.RecordPlace;
import io.scalewatch.contracts.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// What scoring and the task service would write, and what subscribers would read.
public final class ScoreLog implements AutoCloseable {

    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;

    public ScoreLog(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "transactional.id",
                        UUID.randomUUID().toString(),
                        "linger.ms",
                        5,
                        "max.request.size",
                        2 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    public void declare(Collection<ModelDeclared> models) {
        producer.beginTransaction();
        for (ModelDeclared model : models) {
            send(Topics.MODELS, model.model(), Codecs.MODEL_DECLARED, model);
        }
        producer.commitTransaction();
    }

    void commit(Collection<CompletionScored> scores) {
        producer.beginTransaction();
        send(scores);
        producer.commitTransaction();
    }

    void abort(Collection<CompletionScored> scores) {
        producer.beginTransaction();
        send(scores);
        producer.flush();
        producer.abortTransaction();
    }

    void raw(String topic, String key, String value, Headers headers) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(topic, null, null, utf8(key), utf8(value), headers));
        producer.commitTransaction();
    }

    /// Writes completions, and says where they stand then.
    List<RecordPlace> complete(List<PromptCompleted> completions) {
        producer.beginTransaction();
        List<Future<RecordMetadata>> sent = completions.stream()
                .map(completed -> send(
                        Topics.COMPLETIONS, completed.prompt().trial().group(), Codecs.PROMPT_COMPLETED, completed))
                .toList();
        producer.commitTransaction();
        return sent.stream()
                .map(Future::resultNow)
                .map(record -> new RecordPlace(record.partition(), record.offset()))
                .toList();
    }

    /// Everything on a topic that is committed.
    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    <T> List<T> read(String topic, EventCodec<T> codec) {
        return read(topic).stream().map(record -> decode(codec, record)).toList();
    }

    @Override
    public void close() {
        producer.close();
    }

    private static <T> T decode(EventCodec<T> codec, ConsumerRecord<byte[], byte[]> record) {
        try {
            return codec.decode(record.headers(), record.value());
        } catch (UnreadableEventException e) {
            throw new AssertionError(e);
        }
    }

    private void send(Collection<CompletionScored> scores) {
        for (CompletionScored score : scores) {
            send(Topics.SCORES, score.partitionKey(), Codecs.COMPLETION_SCORED, score);
        }
    }

    private <T> Future<RecordMetadata> send(String topic, String key, EventCodec<T> codec, T event) {
        return producer.send(
                new ProducerRecord<>(topic, null, null, utf8(key), codec.encode(event), codec.headers(event, "/test")));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

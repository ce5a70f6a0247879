package io.scalewatch.inference.testing;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.EndpointDeclared;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.topic.ConsumerGroups;
import io.scalewatch.contracts.topic.PromptPartition;
import io.scalewatch.contracts.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The topics around the worker, from outside.
public final class Log implements AutoCloseable {

    private static final byte[] NO_KEY = null;

    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, KafkaConsumer<byte[], byte[]>> consumers = new HashMap<>();
    private final Map<PromptId, List<ConsumerRecord<byte[], byte[]>>> completions = new LinkedHashMap<>();
    private final Admin admin;
    private final String bootstrap;
    private final int partitions;

    public Log(String bootstrap) {
        this.bootstrap = bootstrap;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", 1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
        this.partitions = producer.partitionsFor(Topics.PROMPTS).size();
    }

    public void declare(String endpoint, String baseUrl, Optional<String> keyName) {
        declare(new EndpointDeclared(
                endpoint, baseUrl, EndpointDeclared.Protocol.OPENAI_CHAT, keyName, Optional.empty()));
    }

    public void declare(EndpointDeclared event) {
        Integer anyPartition = null;
        join(producer.send(new ProducerRecord<>(
                Topics.ENDPOINTS,
                anyPartition,
                event.name().getBytes(StandardCharsets.UTF_8),
                Codecs.ENDPOINT_DECLARED.encode(event),
                Codecs.ENDPOINT_DECLARED.headers(event, "/test"))));
    }

    public void publish(List<PromptIssued> prompts) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        prompts.forEach(prompt -> sent.add(producer.send(new ProducerRecord<>(
                Topics.PROMPTS,
                partitionOf(prompt.id()),
                NO_KEY,
                Codecs.PROMPT_ISSUED.encode(prompt),
                Codecs.PROMPT_ISSUED.headers(prompt, "/test")))));
        sent.forEach(Log::join);
    }

    public void publish(PromptIssued... prompts) {
        publish(List.of(prompts));
    }

    public void publishRaw(int partition, byte[] value) {
        join(producer.send(new ProducerRecord<>(Topics.PROMPTS, partition, null, value)));
    }

    public int partitionOf(PromptId id) {
        return PromptPartition.of(id, partitions);
    }

    /// The first completion of a prompt, where there is one by now.
    public Optional<ConsumerRecord<byte[], byte[]>> completion(PromptId id) {
        return Optional.ofNullable(
                        completions.containsKey(id)
                                ? completions.get(id)
                                : completions().get(id))
                .map(List::getFirst);
    }

    /// All completions so far, by identity.
    public Map<PromptId, List<ConsumerRecord<byte[], byte[]>>> completions() {
        for (ConsumerRecord<byte[], byte[]> record : poll(Topics.COMPLETIONS)) {
            PromptId id = decode(record).prompt().id();
            completions.computeIfAbsent(id, i -> new ArrayList<>()).add(record);
        }
        return completions;
    }

    /// What has come on a topic since the last time.
    public List<ConsumerRecord<byte[], byte[]>> poll(String topic) {
        KafkaConsumer<byte[], byte[]> consumer = consumers.computeIfAbsent(topic, this::fromBeginning);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        return records;
    }

    public static PromptCompleted decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Codecs.PROMPT_COMPLETED.decode(record.headers(), record.value());
        } catch (UnreadableEventException e) {
            throw new AssertionError(e);
        }
    }

    /// How many prompts lie above the group's committed offsets.
    public long uncommitted() {
        try {
            Map<TopicPartition, Long> committed = new HashMap<>();
            admin.listConsumerGroupOffsets(ConsumerGroups.INFERENCE)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> committed.put(partition, offset.offset()));
            KafkaConsumer<byte[], byte[]> consumer = consumers.computeIfAbsent(Topics.PROMPTS, this::fromBeginning);
            return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                    .mapToLong(end -> end.getValue() - committed.getOrDefault(end.getKey(), 0L))
                    .sum();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /// How many members the group has, and how many partitions they hold together.
    public List<Integer> partitionsPerMember() {
        try {
            return admin
                    .describeConsumerGroups(List.of(ConsumerGroups.INFERENCE))
                    .all()
                    .get()
                    .get(ConsumerGroups.INFERENCE)
                    .members()
                    .stream()
                    .map(member -> member.assignment().topicPartitions().size())
                    .toList();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
        consumers.values().forEach(KafkaConsumer::close);
        admin.close();
    }

    private KafkaConsumer<byte[], byte[]> fromBeginning(String topic) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "max.poll.records", 5_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> all = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
        return consumer;
    }

    private static void join(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}

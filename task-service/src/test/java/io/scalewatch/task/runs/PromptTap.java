package io.scalewatch.task.runs;

import static org.awaitility.Awaitility.await;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.embedded.test.TestStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Everything that is published on `prompts` from now on.
public final class PromptTap implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<PromptIssued> seen = new ArrayList<>();
    private final List<Consumer<List<PromptIssued>>> listeners = new ArrayList<>();

    public PromptTap() {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrap()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.PROMPTS).stream()
                .map(p -> new TopicPartition(Topics.PROMPTS, p.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /// Answers what comes.
    public PromptTap answering(Consumer<List<PromptIssued>> listener) {
        listeners.add(listener);
        return this;
    }

    /// The prompts of a run so far.
    public List<PromptIssued> of(UUID run) {
        poll();
        return seen.stream().filter(p -> p.id().runId().equals(run)).toList();
    }

    /// @return the prompts of a run, when there are so many
    public List<PromptIssued> awaitPrompts(UUID run, int count) {
        return await("prompts of the run").atMost(Duration.ofSeconds(60)).until(() -> of(run), p -> p.size() >= count);
    }

    private void poll() {
        List<PromptIssued> fresh = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
            try {
                fresh.add(Codecs.PROMPT_ISSUED.decode(record.headers(), record.value()));
            } catch (UnreadableEventException e) {
                throw new AssertionError(e);
            }
        }
        seen.addAll(fresh);
        if (!fresh.isEmpty()) {
            listeners.forEach(listener -> listener.accept(fresh));
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}

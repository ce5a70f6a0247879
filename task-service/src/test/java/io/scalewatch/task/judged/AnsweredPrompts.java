package io.scalewatch.task.judged;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.event.Failure;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.FinishReason;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.event.TokenUsage;
import io.scalewatch.contracts.topic.PromptPartition;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.embedded.test.TestStack;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Completions as the workers would send them.
final class AnsweredPrompts {

    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    void said(PromptIssued prompt, String text) {
        send(prompt, Optional.of(text), Optional.empty());
    }

    void failed(PromptIssued prompt) {
        send(prompt, Optional.empty(), Optional.of(new Failure(FailureKind.TIMEOUT, "no answer")));
    }

    private void send(PromptIssued prompt, Optional<String> text, Optional<Failure> failure) {
        PromptCompleted completed = new PromptCompleted(
                prompt,
                text,
                failure,
                text.map(any -> FinishReason.STOP),
                new TokenUsage(10, 5),
                0,
                10,
                1,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                prompt.issuedAt());
        int partitions = producer.partitionsFor(Topics.COMPLETIONS).size();
        producer.send(new ProducerRecord<>(
                Topics.COMPLETIONS,
                PromptPartition.of(prompt.id(), partitions),
                (byte[]) null,
                Codecs.PROMPT_COMPLETED.encode(completed),
                Codecs.PROMPT_COMPLETED.headers(completed, "/test")));
    }

    /// Returns when the broker has them.
    void flush() {
        producer.flush();
        producer.close();
    }
}

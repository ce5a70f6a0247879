package io.scalewatch.task.deployments;

import io.scalewatch.contracts.topic.DeadLetter;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/// `model-deployments.dlq`: records as they came, with the reason.
@ApplicationScoped
class DeploymentDeadLetters {

    private static final byte[] NOTHING = {};

    private final MutinyEmitter<byte[]> emitter;

    @Inject
    DeploymentDeadLetters(@Channel("model-deployments-dead-letters") MutinyEmitter<byte[]> emitter) {
        this.emitter = emitter;
    }

    /// Returns when the broker has acknowledged the record.
    void send(ConsumerRecord<byte[], byte[]> record, Exception cause) {
        OutgoingKafkaRecordMetadata<byte[]> metadata = OutgoingKafkaRecordMetadata.<byte[]>builder()
                .withKey(record.key())
                .withHeaders(DeadLetter.headers(
                        record.topic(), record.partition(), record.offset(), record.headers(), cause))
                .build();
        byte[] value = Optional.ofNullable(record.value()).orElse(NOTHING);
        emitter.sendMessageAndAwait(Message.of(value, Metadata.of(metadata)));
    }
}

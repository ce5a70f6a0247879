package io.scalewatch.task.outbox;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/// Sends the events of the outbox to their topics.
@ApplicationScoped
class ReferencePublisher {

    private final MutinyEmitter<byte[]> emitter;

    ReferencePublisher(@Channel("reference-events") MutinyEmitter<byte[]> emitter) {
        this.emitter = emitter;
    }

    /// @return completes when the broker has acknowledged the event
    CompletableFuture<Void> send(OutboxEvent event) {
        Headers headers = new RecordHeaders();
        event.headers().forEach((name, text) -> headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
        OutgoingKafkaRecordMetadata<String> record = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(event.address().topic())
                .withKey(event.address().key())
                .withHeaders(headers)
                .build();
        // The emitter's threads inherit the context that it is called in: they must not find our transaction there.
        return QuarkusTransaction.suspendingExisting()
                .call(() -> emitter.sendMessage(Message.of(event.event(), Metadata.of(record)))
                        .subscribeAsCompletionStage());
    }
}

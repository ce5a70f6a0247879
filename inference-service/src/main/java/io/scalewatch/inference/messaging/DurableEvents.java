package io.scalewatch.inference.messaging;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.event.Failure;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.topic.DeadLetter;
import io.scalewatch.inference.ops.InferenceMetrics;
import io.scalewatch.tracing.PromptSpan;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/// Sends events and returns when the broker has acknowledged them, however long the broker is away.
@ApplicationScoped
public class DurableEvents {

    private static final Logger LOG = Logger.getLogger(DurableEvents.class);
    private static final String SOURCE = "/inference-service";
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Emitter<byte[]> completions;
    private final Emitter<byte[]> deadLetters;
    private final InferenceMetrics metrics;

    // The buffers have no bound of their own: each prompt in work sends one event and waits for it.
    DurableEvents(
            @Channel("completions") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) Emitter<byte[]> completions,
            @Channel("prompts-dlq") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) Emitter<byte[]> deadLetters,
            InferenceMetrics metrics) {
        this.completions = completions;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
    }

    /// Publishes a completion, to the partition of its prompt. Where the answer makes the record too large
    /// for the topic, the prompt fails instead; where the prompt itself does, it goes to the dead letter
    /// topic.
    ///
    /// @param span whose trace the completion goes on with
    /// @throws InterruptedException if the worker gives the prompt up: the completion may be durable or not
    public void complete(PromptCompleted completion, ConsumerRecord<byte[], byte[]> prompt, PromptSpan span)
            throws InterruptedException {
        try {
            send(completion, prompt.partition(), span);
        } catch (RecordTooLargeException e) {
            Failure failure = new Failure(FailureKind.INVALID_RESPONSE, "the answer is too long for an event");
            try {
                send(completion.without(failure), prompt.partition(), span);
            } catch (RecordTooLargeException again) {
                bury(prompt, again);
            }
        }
    }

    /// Sends a record that can't become a completion to the dead letter topic, as it is.
    public void bury(ConsumerRecord<byte[], byte[]> record, Exception why) throws InterruptedException {
        Headers headers =
                DeadLetter.headers(record.topic(), record.partition(), record.offset(), record.headers(), why);
        try {
            send(
                    deadLetters,
                    record.value(),
                    OutgoingKafkaRecordMetadata.<byte[]>builder()
                            .withKey(record.key())
                            .withHeaders(headers)
                            .build());
            metrics.deadLettered();
        } catch (RecordTooLargeException e) {
            // Nothing in the cluster takes it. The loss shows in the run: the barrier finds it.
            LOG.errorf(
                    "A record is too large for the dead letter topic and is dropped: partition=%d offset=%d",
                    record.partition(), record.offset());
        }
    }

    private void send(PromptCompleted completion, int partition, PromptSpan span) throws InterruptedException {
        Headers headers = Codecs.PROMPT_COMPLETED.headers(completion, SOURCE);
        span.writeTo(headers);
        send(
                completions,
                Codecs.PROMPT_COMPLETED.encode(completion),
                OutgoingKafkaRecordMetadata.<byte[]>builder()
                        .withPartition(partition)
                        .withHeaders(headers)
                        .build());
    }

    private static void send(Emitter<byte[]> channel, byte[] value, OutgoingKafkaRecordMetadata<byte[]> metadata)
            throws InterruptedException {
        Duration wait = FIRST_WAIT;
        while (true) {
            CompletableFuture<Void> acknowledged = new CompletableFuture<>();
            try {
                channel.send(Message.of(
                        value,
                        Metadata.of(metadata),
                        () -> {
                            acknowledged.complete(null);
                            return CompletableFuture.completedFuture(null);
                        },
                        reason -> {
                            acknowledged.completeExceptionally(reason);
                            return CompletableFuture.completedFuture(null);
                        }));
                acknowledged.get();
                return;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RecordTooLargeException tooLarge) {
                    throw tooLarge;
                }
                LOG.warnf("An event could not be sent and is sent again: wait=%s cause=%s", wait, e.getCause());
            } catch (IllegalStateException e) {
                LOG.warnf("An event could not be handed on and is sent again: wait=%s cause=%s", wait, e);
            }
            TimeUnit.MILLISECONDS.sleep(wait.toMillis());
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
        }
    }
}

package io.scalewatch.inference.messaging;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.Failure;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.inference.call.CallTrace;
import io.scalewatch.inference.call.PromptCaller;
import io.scalewatch.inference.client.ModelCallTrace;
import io.scalewatch.inference.ops.InferenceMetrics;
import io.scalewatch.inference.work.AssignedPartition;
import io.scalewatch.inference.work.Assignment;
import io.scalewatch.tracing.PromptSpan;
import io.scalewatch.tracing.PromptTracing;
import io.scalewatch.tracing.ScalewatchAttributes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/// Takes a prompt to its durable completion. Blocks; each prompt has a virtual thread of its own.
///
/// Offsets are settled by [AssignedPartition], not by the messages' acknowledgement: only what is durable
/// counts as processed, and the channel never sees a failure, which would stop it for good.
@ApplicationScoped
public class PromptWorker {

    private static final Logger LOG = Logger.getLogger(PromptWorker.class);

    private final Assignment assignment;
    private final PromptCaller caller;
    private final DurableEvents events;
    private final InferenceMetrics metrics;
    private final PromptTracing tracing;
    private final Clock clock;

    PromptWorker(
            Assignment assignment,
            PromptCaller caller,
            DurableEvents events,
            InferenceMetrics metrics,
            PromptTracing tracing,
            Clock clock) {
        this.assignment = assignment;
        this.caller = caller;
        this.events = events;
        this.metrics = metrics;
        this.tracing = tracing;
        this.clock = clock;
    }

    /// Returns when the prompt has ended, or is left to the partition's next holder; never throws.
    void process(ConsumerRecord<byte[], byte[]> record) {
        // Absent: the partition was let go after the record was fetched. Its next holder gets the record again.
        Optional<AssignedPartition> partition = assignment.partition(record.partition());
        if (partition.isPresent()) {
            PromptSpan span = tracing.resume("answer", record);
            try {
                process(record, partition.get(), span);
            } finally {
                span.end();
            }
        }
    }

    private void process(ConsumerRecord<byte[], byte[]> record, AssignedPartition partition, PromptSpan span) {
        PromptIssued prompt;
        try {
            prompt = Codecs.PROMPT_ISSUED.decode(record.headers(), record.value());
        } catch (UnreadableEventException e) {
            span.fail("unreadable");
            bury(record, partition, e);
            return;
        }
        span.identify(prompt.id());
        switch (partition.admit(prompt.id(), record.offset(), System.nanoTime())) {
            case CALL -> call(record, partition, prompt, span);
            case DUPLICATE -> {
                span.set(ScalewatchAttributes.OUTCOME, "duplicate");
                metrics.duplicateSkipped();
            }
            case REFUSED -> {
                span.set(ScalewatchAttributes.OUTCOME, "refused");
                LOG.debugf("A prompt is left to the partition's next holder: %s", prompt.id());
            }
        }
    }

    private void call(
            ConsumerRecord<byte[], byte[]> record, AssignedPartition partition, PromptIssued prompt, PromptSpan span) {
        try (PromptGate gate = new PromptGate(prompt.id(), partition)) {
            PromptCompleted completion = complete(prompt, gate, span);
            events.complete(completion, record, span);
            partition.completed(prompt.id(), record.offset());
            metrics.completed(completion);
            completion.failure().ifPresent(failure -> span.fail(failure.kind(), failure.message()));
            span.set(ScalewatchAttributes.OUTCOME, completion.failure().isEmpty() ? "answered" : "failed");
        } catch (InterruptedException e) {
            partition.givenUp(prompt.id());
            metrics.cancelled();
            span.fail("cancelled");
        } catch (Throwable e) {
            // An Error, or no room for a thread: the prompt stays above the low-water mark.
            partition.givenUp(prompt.id());
            span.fail(e.getClass().getSimpleName());
            LOG.errorf(e, "A prompt could not be processed and waits for redelivery: %s", prompt.id());
        }
    }

    private PromptCompleted complete(PromptIssued prompt, PromptGate gate, PromptSpan span)
            throws InterruptedException {
        try {
            CallTrace trace = span.isTraced() ? new ModelCallTrace(span) : CallTrace.NONE;
            return caller.complete(prompt, gate, trace);
        } catch (RuntimeException e) {
            // A fault of ours: the prompt must end all the same.
            LOG.errorf(e, "A call ended in a fault: %s", prompt.id());
            Failure failure = new Failure(
                    FailureKind.INVALID_RESPONSE,
                    "the call ended in " + e.getClass().getSimpleName());
            return PromptCaller.failure(prompt, failure, clock);
        }
    }

    private void bury(
            ConsumerRecord<byte[], byte[]> record, AssignedPartition partition, UnreadableEventException why) {
        if (!partition.admitUnreadable()) {
            return;
        }
        boolean durable = false;
        try {
            LOG.warnf(
                    "An unreadable record goes to the dead letter topic: partition=%d offset=%d reason=%s",
                    record.partition(), record.offset(), why.getMessage());
            events.bury(record, why);
            durable = true;
        } catch (InterruptedException e) {
            LOG.debugf("An unreadable record is left to the partition's next holder: offset=%d", record.offset());
        } finally {
            partition.unreadableEnded(record.offset(), durable);
        }
    }
}

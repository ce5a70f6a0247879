package io.scalewatch.tracing;

import static io.opentelemetry.semconv.incubating.MessagingIncubatingAttributes.MESSAGING_DESTINATION_NAME;
import static io.opentelemetry.semconv.incubating.MessagingIncubatingAttributes.MESSAGING_DESTINATION_PARTITION_ID;
import static io.opentelemetry.semconv.incubating.MessagingIncubatingAttributes.MESSAGING_KAFKA_OFFSET;
import static io.opentelemetry.semconv.incubating.MessagingIncubatingAttributes.MESSAGING_OPERATION_NAME;
import static io.opentelemetry.semconv.incubating.MessagingIncubatingAttributes.MESSAGING_OPERATION_TYPE;
import static io.opentelemetry.semconv.incubating.MessagingIncubatingAttributes.MESSAGING_SYSTEM;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.scalewatch.contracts.event.PromptIssued;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/// Begins the spans of a prompt's trace: `publish prompts`, `answer prompts`, `score completions`, `count scores`.
///
/// Whether a prompt is traced is decided once, when it is published; who finds no trace in a record begins none.
/// A prompt that is not traced costs the look at a header. Nothing here throws or waits: what the collector does
/// not take is dropped.
public final class PromptTracing {

    /// Traces nothing.
    public static final PromptTracing OFF = new PromptTracing(Optional.empty());

    private static final String SCOPE = "io.scalewatch";

    private final Optional<Tracer> tracer;

    private PromptTracing(Optional<Tracer> tracer) {
        this.tracer = tracer;
    }

    public static PromptTracing with(OpenTelemetry telemetry) {
        return new PromptTracing(Optional.of(telemetry.getTracer(SCOPE)));
    }

    /// Begins a prompt's trace, at its publication.
    public PromptSpan publish(PromptIssued prompt, String topic) {
        if (tracer.isEmpty()) {
            return PromptSpan.NONE;
        }
        Span span = tracer.get()
                .spanBuilder("publish " + topic)
                .setNoParent()
                .setSpanKind(SpanKind.PRODUCER)
                .setAttribute(MESSAGING_SYSTEM, "kafka")
                .setAttribute(MESSAGING_OPERATION_NAME, "publish")
                .setAttribute(MESSAGING_OPERATION_TYPE, "send")
                .setAttribute(MESSAGING_DESTINATION_NAME, topic)
                .startSpan();
        if (!span.getSpanContext().isSampled()) {
            return PromptSpan.NONE;
        }
        PromptSpan root = new PromptSpan(tracer.get(), span);
        root.identify(prompt.id());
        root.set(ScalewatchAttributes.FAMILY, prompt.model().family());
        root.set(ScalewatchAttributes.MODEL, prompt.model().model());
        root.set(ScalewatchAttributes.MODEL_VERSION, prompt.model().version());
        root.set(ScalewatchAttributes.TASK, prompt.trial().task());
        root.set(ScalewatchAttributes.TASK_VERSION, prompt.trial().taskVersion());
        root.set(ScalewatchAttributes.VARIANT, prompt.trial().variant());
        root.set(ScalewatchAttributes.SAMPLE, prompt.trial().sample());
        root.set(ScalewatchAttributes.TRIAL, (long) prompt.trial().number());
        return root;
    }

    /// Goes on with the trace that a record is part of.
    ///
    /// @param operation what is done with it, a verb: the span is named after it and the topic
    public PromptSpan resume(String operation, ConsumerRecord<byte[], byte[]> record) {
        return resume(operation, record.topic(), record.partition(), record.offset(), record.headers());
    }

    public PromptSpan resume(String operation, String topic, int partition, long offset, Headers headers) {
        if (tracer.isEmpty()) {
            return PromptSpan.NONE;
        }
        Optional<Context> parent = TraceHeaders.read(headers);
        if (parent.isEmpty()) {
            return PromptSpan.NONE;
        }
        return new PromptSpan(
                tracer.get(),
                tracer.get()
                        .spanBuilder(operation + " " + topic)
                        .setParent(parent.get())
                        .setSpanKind(SpanKind.CONSUMER)
                        .setAttribute(MESSAGING_SYSTEM, "kafka")
                        .setAttribute(MESSAGING_OPERATION_NAME, operation)
                        .setAttribute(MESSAGING_OPERATION_TYPE, "process")
                        .setAttribute(MESSAGING_DESTINATION_NAME, topic)
                        .setAttribute(MESSAGING_DESTINATION_PARTITION_ID, Integer.toString(partition))
                        .setAttribute(MESSAGING_KAFKA_OFFSET, offset)
                        .startSpan());
    }
}

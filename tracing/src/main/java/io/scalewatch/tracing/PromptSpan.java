package io.scalewatch.tracing;

import static io.opentelemetry.semconv.ErrorAttributes.ERROR_TYPE;
import static io.opentelemetry.semconv.incubating.MessagingIncubatingAttributes.MESSAGING_MESSAGE_ID;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.PromptId;
import java.util.Locale;
import org.apache.kafka.common.header.Headers;

/// One step of a prompt's trace. Parents are passed on by hand and never through a thread: a prompt's steps are
/// virtual threads, batches and records.
public final class PromptSpan {

    /// Of a prompt that is not traced; whatever is done with it does nothing.
    public static final PromptSpan NONE = new PromptSpan(TracerProvider.noop().get("none"), Span.getInvalid());

    private final Tracer tracer;
    private final Span span;

    PromptSpan(Tracer tracer, Span span) {
        this.tracer = tracer;
        this.span = span;
    }

    /// Whether this is a step of a trace at all.
    public boolean isTraced() {
        return this != NONE;
    }

    /// Says which prompt it is about, as soon as that is known.
    public void identify(PromptId prompt) {
        if (isTraced()) {
            span.setAttribute(MESSAGING_MESSAGE_ID, prompt.toString());
            span.setAttribute(ScalewatchAttributes.RUN_ID, prompt.runId().toString());
            span.setAttribute(ScalewatchAttributes.PROMPT_INDEX, prompt.index());
            span.setAttribute(ScalewatchAttributes.PROMPT_ATTEMPT, (long) prompt.attempt());
        }
    }

    public <T> void set(AttributeKey<T> key, T value) {
        span.setAttribute(key, value);
    }

    /// A step within this one.
    public PromptSpan child(String name, SpanKind kind, Attributes attributes) {
        if (!isTraced()) {
            return NONE;
        }
        return new PromptSpan(
                tracer,
                tracer.spanBuilder(name)
                        .setParent(Context.root().with(span))
                        .setSpanKind(kind)
                        .setAllAttributes(attributes)
                        .startSpan());
    }

    /// Makes the record that these are the headers of part of the trace.
    public void writeTo(Headers headers) {
        if (isTraced()) {
            TraceHeaders.write(span, headers);
        }
    }

    /// @param type the kind of error, one of few
    public void fail(String type) {
        span.setAttribute(ERROR_TYPE, type);
        span.setStatus(StatusCode.ERROR);
    }

    /// @param message without prompt, completion or key
    public void fail(FailureKind kind, String message) {
        span.setAttribute(ERROR_TYPE, kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        span.setStatus(StatusCode.ERROR, message);
    }

    public void end() {
        span.end();
    }
}

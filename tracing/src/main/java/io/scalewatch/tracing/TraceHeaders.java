package io.scalewatch.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/// The W3C trace context as headers of a Kafka record (`traceparent`, `tracestate`), where every tool reads it.
final class TraceHeaders {

    static final String TRACE_PARENT = "traceparent";

    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    /// In place of any that a copied record brought along.
    private static final TextMapSetter<Headers> SETTER =
            (headers, name, value) -> headers.remove(name).add(name, value.getBytes(StandardCharsets.US_ASCII));

    private static final TextMapGetter<Headers> GETTER = new TextMapGetter<>() {

        @Override
        public Iterable<String> keys(Headers headers) {
            return StreamSupport.stream(headers.spliterator(), false)
                    .map(Header::key)
                    .toList();
        }

        /// Null where there is none, as the interface wants it.
        @Override
        public String get(Headers headers, String name) {
            Header header = headers.lastHeader(name);
            return header == null || header.value() == null
                    ? null
                    : new String(header.value(), StandardCharsets.US_ASCII);
        }
    };

    private TraceHeaders() {}

    static void write(Span span, Headers headers) {
        W3C.inject(Context.root().with(span), headers, SETTER);
    }

    /// The trace that the record is part of, if it is part of one that is collected.
    static Optional<Context> read(Headers headers) {
        // Looked for first: of most records of a large run nothing is collected.
        if (headers.lastHeader(TRACE_PARENT) == null) {
            return Optional.empty();
        }
        Context context = W3C.extract(Context.root(), headers, GETTER);
        return Span.fromContext(context).getSpanContext().isSampled() ? Optional.of(context) : Optional.empty();
    }
}

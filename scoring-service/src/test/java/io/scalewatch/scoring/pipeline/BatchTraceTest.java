package io.scalewatch.scoring.pipeline;

import static io.opentelemetry.semconv.ErrorAttributes.ERROR_TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.scalewatch.tracing.PromptTracing;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class BatchTraceTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final InMemorySpanExporter collected = InMemorySpanExporter.create();
    private final BatchTrace batch = new BatchTrace(PromptTracing.with(OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(collected))
                    .build())
            .build()));

    @Test
    void aScoresSpanEndsWithTheCommit() {
        batch.begin(traced(1));
        batch.begin(untraced(2));
        batch.begin(traced(3));
        assertThat(collected.getFinishedSpanItems()).isEmpty();

        batch.committed();

        assertThat(collected.getFinishedSpanItems())
                .hasSize(2)
                .allSatisfy(span -> assertThat(span.getName()).isEqualTo("score completions"))
                .extracting(span -> span.getAttributes().get(ERROR_TYPE))
                .containsOnlyNulls();
    }

    @Test
    void anAbortedScoreSaysSo() {
        batch.begin(traced(1));

        batch.aborted();

        SpanData span = collected.getFinishedSpanItems().getFirst();
        assertThat(span.getAttributes().get(ERROR_TYPE)).isEqualTo("aborted");
        assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
    }

    private static ConsumerRecord<byte[], byte[]> untraced(long offset) {
        return new ConsumerRecord<>("completions", 0, offset, null, new byte[0]);
    }

    private static ConsumerRecord<byte[], byte[]> traced(long offset) {
        ConsumerRecord<byte[], byte[]> record = untraced(offset);
        record.headers().add("traceparent", TRACE.getBytes(StandardCharsets.US_ASCII));
        return record;
    }
}

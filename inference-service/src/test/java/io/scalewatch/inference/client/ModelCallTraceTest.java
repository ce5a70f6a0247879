package io.scalewatch.inference.client;

import static io.opentelemetry.semconv.ErrorAttributes.ERROR_TYPE;
import static io.opentelemetry.semconv.ServerAttributes.SERVER_ADDRESS;
import static io.opentelemetry.semconv.ServerAttributes.SERVER_PORT;
import static io.opentelemetry.semconv.incubating.GenAiIncubatingAttributes.GEN_AI_REQUEST_MODEL;
import static io.opentelemetry.semconv.incubating.GenAiIncubatingAttributes.GEN_AI_RESPONSE_FINISH_REASONS;
import static io.opentelemetry.semconv.incubating.GenAiIncubatingAttributes.GEN_AI_RESPONSE_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.scalewatch.contracts.event.FinishReason;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.event.TokenUsage;
import io.scalewatch.inference.call.CallTrace;
import io.scalewatch.inference.provider.CallResult;
import io.scalewatch.inference.testing.Prompts;
import io.scalewatch.tracing.PromptTracing;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelCallTraceTest {

    private static final URI ADDRESS = URI.create("https://models.test/v1");

    private final InMemorySpanExporter collected = InMemorySpanExporter.create();
    private final PromptTracing tracing = PromptTracing.with(OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(collected))
                    .build())
            .build());
    private final PromptIssued prompt =
            Prompts.prompt(Prompts.id(1), "local", "model", Optional.of("served-by-this-name"));
    private final CallTrace trace = new ModelCallTrace(tracing.publish(prompt, "prompts"));

    @Test
    void anAnswerIsDescribedWithoutItsText() {
        try (CallTrace.Call call = trace.begin(prompt, ADDRESS, "openai", 1)) {
            call.cameTo(new CallResult.Answered(
                    "forty-two marbles",
                    Optional.of(FinishReason.CONTENT_FILTER),
                    new TokenUsage(3, 4),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("chatcmpl-1")));
        }

        SpanData span = collected.getFinishedSpanItems().getFirst();
        assertThat(span.getName()).isEqualTo("chat served-by-this-name");
        assertThat(span.getAttributes().get(GEN_AI_REQUEST_MODEL)).isEqualTo("served-by-this-name");
        assertThat(span.getAttributes().get(GEN_AI_RESPONSE_ID)).isEqualTo("chatcmpl-1");
        assertThat(span.getAttributes().get(GEN_AI_RESPONSE_FINISH_REASONS)).isEqualTo(List.of("content_filter"));
        assertThat(span.getAttributes().get(SERVER_ADDRESS)).isEqualTo("models.test");
        assertThat(span.getAttributes().get(SERVER_PORT)).isEqualTo(443);
        assertThat(span.getAttributes().get(ERROR_TYPE)).isNull();
        assertThat(span.toString()).doesNotContain("marbles");
    }

    @Test
    void aCallThatIsBrokenOffIsCancelled() {
        trace.begin(prompt, ADDRESS, "openai", 1).close();

        SpanData span = collected.getFinishedSpanItems().getFirst();
        assertThat(span.getAttributes().get(ERROR_TYPE)).isEqualTo("cancelled");
    }
}

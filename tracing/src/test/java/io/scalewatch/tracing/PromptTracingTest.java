package io.scalewatch.tracing;

import static io.opentelemetry.semconv.ErrorAttributes.ERROR_TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.event.Trial;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class PromptTracingTest {

    private static final PromptId ID = new PromptId(UUID.randomUUID(), 42, 1);
    private static final PromptIssued PROMPT = new PromptIssued(
            ID,
            new ModelVersion("family", "model", "v1", 70_000_000),
            new Trial("task", "hash", "baseline", "sample-7", "group", false, 3, Map.of()),
            List.of(new Message(Message.Role.USER, "how many marbles")),
            GenerationParameters.DEFAULT,
            new AnswerSpec(AnswerKind.NUMBER, List.of("forty-two"), Map.of()),
            "endpoint",
            Optional.empty(),
            Instant.EPOCH);

    private final InMemorySpanExporter collected = InMemorySpanExporter.create();
    private final PromptTracing tracing = tracing(Sampler.alwaysOn());

    @Test
    void aTraceGoesOnThroughTheHeadersOfRecords() {
        Headers prompt = new RecordHeaders();
        Headers completion = new RecordHeaders();
        PromptSpan publish = tracing.publish(PROMPT, "prompts");
        publish.writeTo(prompt);
        PromptSpan answer = tracing.resume("answer", "prompts", 5, 77, prompt);
        PromptSpan chat = answer.child("chat model", SpanKind.CLIENT, Attributes.empty());
        answer.writeTo(completion);
        PromptSpan score = tracing.resume("score", "completions", 5, 78, completion);
        List.of(score, chat, answer, publish).forEach(PromptSpan::end);

        List<SpanData> spans = collected.getFinishedSpanItems().reversed();
        assertThat(spans)
                .extracting(SpanData::getName)
                .containsExactly("publish prompts", "answer prompts", "chat model", "score completions");
        assertThat(spans)
                .extracting(SpanData::getTraceId)
                .containsOnly(spans.getFirst().getTraceId());
        assertThat(spans)
                .extracting(SpanData::getParentSpanId)
                .containsExactly(
                        "0000000000000000",
                        spans.get(0).getSpanId(),
                        spans.get(1).getSpanId(),
                        spans.get(1).getSpanId());
    }

    @Test
    void theRootSaysWhichPromptItIsAndNotWhatItSays() {
        tracing.publish(PROMPT, "prompts").end();

        SpanData root = collected.getFinishedSpanItems().getFirst();
        assertThat(texts(root.getAttributes()))
                .containsEntry("messaging.system", "kafka")
                .containsEntry("messaging.destination.name", "prompts")
                .containsEntry("messaging.message.id", ID.toString())
                .containsEntry("scalewatch.run.id", ID.runId().toString())
                .containsEntry("scalewatch.prompt.index", "42")
                .containsEntry("scalewatch.prompt.attempt", "1")
                .containsEntry("scalewatch.family", "family")
                .containsEntry("scalewatch.model", "model")
                .containsEntry("scalewatch.model.version", "v1")
                .containsEntry("scalewatch.task", "task")
                .containsEntry("scalewatch.variant", "baseline")
                .containsEntry("scalewatch.sample", "sample-7")
                .containsEntry("scalewatch.trial", "3");
        assertThat(root.toString()).doesNotContain("marbles", "forty-two");
    }

    @Test
    void aFailureHasItsKindAsTheTypeOfError() {
        PromptSpan span = tracing.publish(PROMPT, "prompts");
        span.fail(FailureKind.SERVER_ERROR, "HTTP status 500");
        span.end();

        SpanData failed = collected.getFinishedSpanItems().getFirst();
        assertThat(failed.getAttributes().get(ERROR_TYPE)).isEqualTo("server-error");
        assertThat(failed.getStatus()).isEqualTo(StatusData.create(StatusCode.ERROR, "HTTP status 500"));
    }

    @Test
    void aRecordThatIsCopiedOnGetsTheHeaderOfItsNewStepAlone() {
        Headers headers = new RecordHeaders();
        tracing.publish(PROMPT, "prompts").writeTo(headers);
        String before = header(headers);
        tracing.resume("answer", "prompts", 0, 0, headers).writeTo(headers);

        assertThat(headers.headers(TraceHeaders.TRACE_PARENT)).hasSize(1);
        assertThat(header(headers)).isNotEqualTo(before);
    }

    @Test
    void whatIsNotSampledLeavesNoHeaderAndNoSpan() {
        Headers headers = new RecordHeaders();
        PromptSpan span = tracing(Sampler.alwaysOff()).publish(PROMPT, "prompts");
        span.writeTo(headers);
        span.end();

        assertThat(span.isTraced()).isFalse();
        assertThat(headers).isEmpty();
        assertThat(collected.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void aRecordWithoutATraceOrWithAnUnreadableOneGetsNoSpan() {
        Headers unreadable =
                new RecordHeaders().add(TraceHeaders.TRACE_PARENT, "00-zz".getBytes(StandardCharsets.UTF_8));
        Headers empty = new RecordHeaders().add(TraceHeaders.TRACE_PARENT, null);

        for (Headers headers : List.of(new RecordHeaders(), unreadable, empty)) {
            PromptSpan span = tracing.resume("score", "completions", 0, 0, headers);
            span.identify(ID);
            span.child("chat", SpanKind.CLIENT, Attributes.empty()).end();
            span.end();
            assertThat(span.isTraced()).isFalse();
        }
        assertThat(collected.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void offMeansThatAHeaderIsLeftAlone() {
        Headers headers = new RecordHeaders();
        tracing.publish(PROMPT, "prompts").writeTo(headers);
        String before = header(headers);

        PromptSpan span = PromptTracing.OFF.resume("answer", "prompts", 0, 0, headers);
        span.writeTo(headers);

        assertThat(span.isTraced()).isFalse();
        assertThat(PromptTracing.OFF.publish(PROMPT, "prompts").isTraced()).isFalse();
        assertThat(header(headers)).isEqualTo(before);
    }

    private PromptTracing tracing(Sampler sampler) {
        return PromptTracing.with(OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setSampler(sampler)
                        .addSpanProcessor(SimpleSpanProcessor.create(collected))
                        .build())
                .build());
    }

    private static String header(Headers headers) {
        return new String(headers.lastHeader(TraceHeaders.TRACE_PARENT).value(), StandardCharsets.US_ASCII);
    }

    private static Map<String, String> texts(Attributes attributes) {
        return attributes.asMap().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> ((AttributeKey<?>) entry.getKey()).getKey(),
                        entry -> entry.getValue().toString()));
    }
}

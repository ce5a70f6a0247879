package io.scalewatch.inference.client;

import static io.opentelemetry.semconv.ServerAttributes.SERVER_ADDRESS;
import static io.opentelemetry.semconv.ServerAttributes.SERVER_PORT;
import static io.opentelemetry.semconv.incubating.GenAiIncubatingAttributes.GEN_AI_OPERATION_NAME;
import static io.opentelemetry.semconv.incubating.GenAiIncubatingAttributes.GEN_AI_PROVIDER_NAME;
import static io.opentelemetry.semconv.incubating.GenAiIncubatingAttributes.GEN_AI_REQUEST_MAX_TOKENS;
import static io.opentelemetry.semconv.incubating.GenAiIncubatingAttributes.GEN_AI_REQUEST_MODEL;
import static io.opentelemetry.semconv.incubating.GenAiIncubatingAttributes.GEN_AI_REQUEST_SEED;
import static io.opentelemetry.semconv.incubating.GenAiIncubatingAttributes.GEN_AI_REQUEST_TEMPERATURE;
import static io.opentelemetry.semconv.incubating.GenAiIncubatingAttributes.GEN_AI_RESPONSE_FINISH_REASONS;
import static io.opentelemetry.semconv.incubating.GenAiIncubatingAttributes.GEN_AI_RESPONSE_ID;
import static io.opentelemetry.semconv.incubating.GenAiIncubatingAttributes.GEN_AI_RESPONSE_MODEL;
import static io.opentelemetry.semconv.incubating.GenAiIncubatingAttributes.GEN_AI_USAGE_INPUT_TOKENS;
import static io.opentelemetry.semconv.incubating.GenAiIncubatingAttributes.GEN_AI_USAGE_OUTPUT_TOKENS;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.scalewatch.contracts.event.FinishReason;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.inference.call.CallTrace;
import io.scalewatch.inference.provider.CallResult;
import io.scalewatch.inference.provider.Provider;
import io.scalewatch.tracing.PromptSpan;
import io.scalewatch.tracing.ScalewatchAttributes;
import java.net.URI;
import java.util.List;

/// A span per call, by OpenTelemetry's conventions for generative AI
/// (<https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/>). What they say of messages is left
/// out.
public final class ModelCallTrace implements CallTrace {

    private static final String CHAT = "chat";

    private final PromptSpan prompt;

    /// @param prompt the span that the calls belong to
    public ModelCallTrace(PromptSpan prompt) {
        this.prompt = prompt;
    }

    @Override
    public Call begin(PromptIssued asked, URI address, String provider, int number) {
        String model = Provider.model(asked);
        AttributesBuilder request = Attributes.builder()
                .put(GEN_AI_OPERATION_NAME, CHAT)
                // Whose protocol it is; who answers behind it, nobody says.
                .put(GEN_AI_PROVIDER_NAME, provider)
                .put(GEN_AI_REQUEST_MODEL, model)
                .put(GEN_AI_REQUEST_MAX_TOKENS, (long) asked.generation().maxTokens())
                .put(GEN_AI_REQUEST_TEMPERATURE, asked.generation().temperature())
                .put(ScalewatchAttributes.CALL, (long) number)
                .put(SERVER_ADDRESS, address.getHost())
                .put(SERVER_PORT, (long) port(address));
        asked.generation().seed().ifPresent(seed -> request.put(GEN_AI_REQUEST_SEED, seed));
        return new ModelCall(prompt.child(CHAT + " " + model, SpanKind.CLIENT, request.build()));
    }

    private static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return "https".equals(address.getScheme()) ? 443 : 80;
    }

    private static final class ModelCall implements Call {

        private final PromptSpan span;
        private boolean brokenOff = true;

        ModelCall(PromptSpan span) {
            this.span = span;
        }

        @Override
        public void cameTo(CallResult result) {
            brokenOff = false;
            switch (result) {
                case CallResult.Answered answered -> describe(answered);
                case CallResult.Failed failed -> span.fail(failed.kind(), failed.message());
            }
        }

        private void describe(CallResult.Answered answered) {
            answered.id().ifPresent(id -> span.set(GEN_AI_RESPONSE_ID, id));
            answered.servedModel().ifPresent(served -> span.set(GEN_AI_RESPONSE_MODEL, served));
            answered.finishReason()
                    .ifPresent(reason -> span.set(GEN_AI_RESPONSE_FINISH_REASONS, List.of(name(reason))));
            span.set(GEN_AI_USAGE_INPUT_TOKENS, answered.tokens().prompt());
            span.set(GEN_AI_USAGE_OUTPUT_TOKENS, answered.tokens().completion());
        }

        /// As the protocol spells it.
        private static String name(FinishReason reason) {
            return switch (reason) {
                case STOP -> "stop";
                case LENGTH -> "length";
                case CONTENT_FILTER -> "content_filter";
                case OTHER -> "other";
            };
        }

        @Override
        public void close() {
            if (brokenOff) {
                span.fail("cancelled");
            }
            span.end();
        }
    }
}

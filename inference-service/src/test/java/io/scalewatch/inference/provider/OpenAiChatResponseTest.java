package io.scalewatch.inference.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.FinishReason;
import io.scalewatch.contracts.event.TokenUsage;
import io.scalewatch.inference.provider.CallResult.Answered;
import io.scalewatch.inference.provider.CallResult.Failed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiChatResponseTest {

    private static final String FULL = """
            {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"pythia-70m",
             "choices":[{"index":0,"message":{"role":"assistant","content":"It is 42 \\u00e9.","a":[{"b":[1]}]},
                         "logprobs":null,"finish_reason":"stop"},
                        {"index":1,"message":{"role":"assistant","content":"another"},"finish_reason":"length"}],
             "usage":{"prompt_tokens":12,"completion_tokens":5,"total_tokens":17,"details":{"x":1}},
             "system_fingerprint":"fp_1"}
            """;

    @Test
    void readsTheFirstChoiceAndWhatServedIt() {
        CallResult result = decode(FULL);

        assertThat(result)
                .isEqualTo(new Answered(
                        "It is 42 é.",
                        Optional.of(FinishReason.STOP),
                        new TokenUsage(12, 5),
                        Optional.of("pythia-70m"),
                        Optional.of("fp_1"),
                        Optional.of("chatcmpl-1")));
    }

    @Test
    void needsNothingButTheContent() {
        CallResult result = decode("{\"choices\":[{\"message\":{\"content\":\"\"}}]}");

        assertThat(result)
                .isEqualTo(new Answered(
                        "", Optional.empty(), TokenUsage.NONE, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"stop,STOP", "length,LENGTH", "content_filter,CONTENT_FILTER", "tool_calls,OTHER", "eos,OTHER"})
    void namesWhyTheModelStopped(String name, FinishReason expected) {
        CallResult result =
                decode("{\"choices\":[{\"message\":{\"content\":\"a\"},\"finish_reason\":\"" + name + "\"}]}");

        assertThat(((Answered) result).finishReason()).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"content\":null}", "{}", "null"})
    void noContentIsAnEmptyAnswerWhenTheTokensRanOut(String message) {
        CallResult result = decode("{\"choices\":[{\"finish_reason\":\"length\",\"message\":" + message + "}]}");

        assertThat(((Answered) result).text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":{\"content\":null,\"reasoning_content\":\"Hm.\"},\"finish_reason\":\"stop\"}",
                "{\"message\":{\"content\":null,\"reasoning\":\"Hm.\"},\"finish_reason\":\"stop\"}",
                "{\"message\":{\"content\":null},\"finish_reason\":\"content_filter\"}"
            })
    void aModelThatOnlyReasonedOrWasFilteredHasAnsweredNothing(String choice) {
        CallResult result = decode("{\"choices\":[" + choice + "]}");

        assertThat(((Answered) result).text()).isEmpty();
    }

    @Test
    void aRefusalIsTheAnswer() {
        CallResult result = decode("{\"choices\":[{\"message\":{\"content\":null,\"refusal\":\"I won't.\"}}]}");

        assertThat(((Answered) result).text()).isEqualTo("I won't.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "42",
                "\"text\"",
                "[]",
                "{}",
                "<html><body>502 Bad Gateway</body></html>",
                "data: {\"choices\":[]}",
                "{\"choices\":null}",
                "{\"choices\":[]}",
                "{\"choices\":[null]}",
                "{\"choices\":{}}",
                "{\"choices\":[{}]}",
                "{\"choices\":[{\"message\":null}]}",
                "{\"choices\":[{\"message\":{\"content\":null}}]}",
                "{\"choices\":[{\"message\":{\"content\":null},\"finish_reason\":\"stop\"}]}",
                "{\"choices\":[{\"message\":{\"content\":[{\"type\":\"text\"}]}}]}",
                "{\"choices\":[{\"message\":{\"content\":7}}]}",
                "{\"choices\":[{\"message\":{\"content\":\"a\"}}]",
                "{\"error\":{\"message\":\"boom\"}}",
                "{\"usage\":{\"prompt_tokens\":99999999999999999999},\"choices\":[{\"message\":{\"content\":\"a\"}}]}"
            })
    void whatIsNotTheProtocolIsAnInvalidResponse(String body) {
        CallResult result = decode(body);

        assertThat(result).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.kind()).isEqualTo(FailureKind.INVALID_RESPONSE);
            assertThat(failed.message()).isNotBlank().doesNotContain("boom", "Gateway");
        });
    }

    @Test
    void everyCutOfAResponseIsInvalid() {
        byte[] whole = FULL.strip().getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length++) {
            byte[] half = Arrays.copyOf(whole, length);

            assertThat(OpenAiChatResponse.decode(half)).as("cut at %d", length).isInstanceOf(Failed.class);
        }
    }

    @Test
    void noGarbageEverThrows() {
        SplittableRandom random = new SplittableRandom(1);
        byte[] whole = FULL.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] garbage = whole.clone();
            for (int n = random.nextInt(1, 8); n > 0; n--) {
                garbage[random.nextInt(garbage.length)] = (byte) random.nextInt(256);
            }

            assertThat(OpenAiChatResponse.decode(garbage)).isNotNull();
        }
    }

    @Test
    void aHugeAnswerIsRead() {
        String text = "x".repeat(5_000_000);

        CallResult result = decode("{\"choices\":[{\"message\":{\"content\":\"" + text + "\"}}]}");

        assertThat(((Answered) result).text()).hasSize(5_000_000);
        assertThat(result.toString()).doesNotContain("xxx");
    }

    @Test
    void deepNestingIsInvalidNotAnOverflow() {
        CallResult result = decode("{\"a\":" + "[".repeat(200_000) + "]".repeat(200_000) + "}");

        assertThat(result).isInstanceOf(Failed.class);
    }

    private static CallResult decode(String body) {
        return OpenAiChatResponse.decode(body.getBytes(StandardCharsets.UTF_8));
    }
}

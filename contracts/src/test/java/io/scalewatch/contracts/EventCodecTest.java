package io.scalewatch.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.EventCodec;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.PromptId;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class EventCodecTest {

    private static final Headers ISSUED = Codecs.PROMPT_ISSUED.headers(Examples.issued(), "/test");

    @Test
    void whatIsWrittenIsRead() throws Exception {
        assertRoundTrip(Codecs.PROMPT_ISSUED, Examples.issued());
        assertRoundTrip(Codecs.PROMPT_COMPLETED, Examples.completed());
        assertRoundTrip(Codecs.COMPLETION_SCORED, Examples.scored());
    }

    @Test
    void theIdentityIsInTheHeadersAlone() throws Exception {
        Headers headers = Codecs.PROMPT_COMPLETED.headers(Examples.completed(), "/test");

        assertThat(PromptId.parse(EventCodec.id(headers))).isEqualTo(Examples.ID);
        assertThat(new String(headers.lastHeader("ce_specversion").value(), StandardCharsets.UTF_8))
                .isEqualTo("1.0");
        assertThat(new String(headers.lastHeader("ce_time").value(), StandardCharsets.UTF_8))
                .isEqualTo("2026-01-02T03:04:05.678Z");
    }

    @Test
    void anUnknownFieldIsIgnored() throws Exception {
        String json = new String(Codecs.PROMPT_ISSUED.encode(Examples.issued()), StandardCharsets.UTF_8);
        String newer = json.replaceFirst("\\{", "{\"fromTheFuture\":{\"x\":1},");

        assertThat(Codecs.PROMPT_ISSUED.decode(ISSUED, newer.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Examples.issued());
    }

    @Test
    void anotherTypeIsNotRead() {
        byte[] value = Codecs.PROMPT_ISSUED.encode(Examples.issued());

        assertThatThrownBy(() -> Codecs.PROMPT_COMPLETED.decode(ISSUED, value))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessage(
                        "expected an event of type io.scalewatch.prompt.completed, found io.scalewatch.prompt.issued");
        assertThatThrownBy(() -> Codecs.PROMPT_ISSUED.decode(new RecordHeaders(), value))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessage("the header ce_type is missing");
    }

    @Test
    void anErrorNamesTheFieldAndNeverTheContent() {
        String json = new String(Codecs.PROMPT_ISSUED.encode(Examples.issued()), StandardCharsets.UTF_8);

        assertUnreadable(json.replace("\"parameters\":7000000000", "\"parameters\":-1"), "parameters must be positive");
        assertUnreadable(json.replace("\"parameters\":7000000000", "\"parameters\":\"secret\""), "model.parameters");
        assertUnreadable(json.substring(0, json.length() - 40), "not");
        assertUnreadable("secret", "not JSON");
        assertUnreadable("null", "null");
        assertUnreadable("{}", "id is missing");
        assertThatThrownBy(() -> Codecs.PROMPT_ISSUED.decode(ISSUED, null))
                .isInstanceOf(UnreadableEventException.class);
    }

    private static void assertUnreadable(String json, String reason) {
        assertThatThrownBy(() -> Codecs.PROMPT_ISSUED.decode(ISSUED, json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("train");
    }

    private static <T> void assertRoundTrip(EventCodec<T> codec, T event) throws Exception {
        assertThat(codec.decode(codec.headers(event, "/test"), codec.encode(event)))
                .isEqualTo(event);
    }
}

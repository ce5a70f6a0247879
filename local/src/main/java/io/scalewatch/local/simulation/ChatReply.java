package io.scalewatch.local.simulation;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.scalewatch.contracts.event.FinishReason;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// The body of an answer. Written by hand: it is always the same but for a few values.
final class ChatReply {

    private static final int CHARACTERS_PER_TOKEN = 4;

    private ChatReply() {}

    static byte[] of(ChatCall call, Phrasing.Completion completion, long created) {
        int promptTokens = tokens(call.promptLength());
        int completionTokens = tokens(completion.text().length());
        StringBuilder json = new StringBuilder(400 + completion.text().length())
                .append("{\"id\":\"chatcmpl-")
                .append(HexFormat.of().toHexDigits(call.prompt()))
                .append("\",\"object\":\"chat.completion\",\"created\":")
                .append(created)
                .append(",\"model\":\"");
        JsonStringEncoder.getInstance().quoteAsString(call.model(), json);
        json.append("\",\"system_fingerprint\":\"simulated\",\"choices\":[{\"index\":0,\"message\":"
                + "{\"role\":\"assistant\",\"content\":\"");
        JsonStringEncoder.getInstance().quoteAsString(completion.text(), json);
        return json.append("\"},\"finish_reason\":\"")
                .append(completion.finish() == FinishReason.LENGTH ? "length" : "stop")
                .append("\"}],\"usage\":{\"prompt_tokens\":")
                .append(promptTokens)
                .append(",\"completion_tokens\":")
                .append(completionTokens)
                .append(",\"total_tokens\":")
                .append(promptTokens + completionTokens)
                .append("}}")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static int tokens(int characters) {
        return (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
    }
}

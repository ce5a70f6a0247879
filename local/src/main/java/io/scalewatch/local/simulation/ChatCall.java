package io.scalewatch.local.simulation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.scalewatch.contracts.codec.Json;
import java.io.IOException;

/// A chat completion request: whom it asks, and the hash of what it asks. Read in one pass without building
/// texts.
///
/// @param model empty where the request names none
/// @param prompt as [PromptHash] has it
/// @param promptLength in characters
/// @param messages how many
/// @param text of the last message, for those few that have to read it; else empty
record ChatCall(String model, long prompt, int promptLength, int messages, String text) {

    private static final JsonFactory JSON = new JsonFactory();

    /// @throws IOException if it is not JSON, or not a request
    static ChatCall read(byte[] body) throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            Reader reader = new Reader(json);
            reader.request();
            return new ChatCall(reader.model, reader.hash.value(), reader.length, reader.messages, "");
        }
    }

    /// The same with the text of its last message.
    ///
    /// @param body that this was read from
    ChatCall withText(byte[] body) throws IOException {
        String last = Json.mapper()
                .readTree(body)
                .at("/messages/" + (messages - 1) + "/content")
                .asText();
        return new ChatCall(model, prompt, promptLength, messages, last);
    }

    private static final class Reader {

        private final JsonParser json;
        private final PromptHash hash = new PromptHash();
        private String model = "";
        private int length;
        private int messages;

        Reader(JsonParser json) {
            this.json = json;
        }

        void request() throws IOException {
            expect(json.nextToken(), JsonToken.START_OBJECT, "the request");
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                switch (field) {
                    case "model" -> {
                        expect(value, JsonToken.VALUE_STRING, "model");
                        model = json.getText();
                    }
                    case "messages" -> messages(value);
                    default -> json.skipChildren();
                }
            }
        }

        private void messages(JsonToken value) throws IOException {
            expect(value, JsonToken.START_ARRAY, "messages");
            while (json.nextToken() != JsonToken.END_ARRAY) {
                expect(json.currentToken(), JsonToken.START_OBJECT, "messages");
                message();
                messages++;
            }
        }

        /// Clients write the role first, but need not.
        private void message() throws IOException {
            boolean roleSeen = false;
            String early = "";
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                switch (field) {
                    case "role" -> {
                        expect(value, JsonToken.VALUE_STRING, field);
                        roleSeen = true;
                        hashText();
                    }
                    case "content" -> {
                        expect(value, JsonToken.VALUE_STRING, field);
                        length += json.getTextLength();
                        if (roleSeen) {
                            hashText();
                        } else {
                            early = json.getText();
                        }
                    }
                    default -> json.skipChildren();
                }
            }
            if (!early.isEmpty()) {
                hash.add(early);
                hash.end();
            }
        }

        private void hashText() throws IOException {
            hash.add(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
            hash.end();
        }

        private static void expect(JsonToken token, JsonToken expected, String what) throws IOException {
            if (token != expected) {
                throw new IOException(what + " is not what the protocol says");
            }
        }
    }
}

package io.scalewatch.inference.provider;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.codec.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// Bodies of requests and responses.
final class JsonBody {

    private JsonBody() {}

    /// Writes the fields of an object.
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    /// An object in JSON, UTF-8.
    static byte[] of(Fields fields) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(512);
                JsonGenerator json = Json.mapper().getFactory().createGenerator(bytes)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
            json.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void writeTexts(JsonGenerator json, String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    /// @throws InvalidBodyException if it is no JSON object
    static JsonNode object(byte[] body) throws InvalidBodyException {
        if (body == null || body.length == 0) {
            throw new InvalidBodyException("the response is empty");
        }
        try {
            JsonNode node = Json.mapper().readTree(body);
            if (!node.isObject()) {
                throw new InvalidBodyException("the response is not a JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new InvalidBodyException(notJson(e, body));
        } catch (IOException e) {
            throw new InvalidBodyException("the response is not JSON");
        }
    }

    /// Where a body ceases to be JSON. It never quotes: the body may hold prompt and completion.
    static String notJson(JsonProcessingException e, byte[] body) {
        String place =
                e.getLocation() == null ? "" : ", at byte " + e.getLocation().getByteOffset();
        return "the response is not JSON" + place + ", of " + body.length + " bytes";
    }

    /// Not negative; 0 where there is none.
    static long count(JsonNode node) {
        return node.isIntegralNumber() ? Math.max(0, node.asLong()) : 0;
    }
}

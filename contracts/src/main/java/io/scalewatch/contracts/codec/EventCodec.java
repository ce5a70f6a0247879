package io.scalewatch.contracts.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// One kind of event as a Kafka record: JSON, CloudEvents 1.0 in binary mode. The attributes travel as `ce_*`
/// headers, so that an identity can be read without the content.
///
/// @param <T> the event
public final class EventCodec<T> {

    public static final String ID_HEADER = "ce_id";
    public static final String TYPE_HEADER = "ce_type";
    private static final String SPEC_VERSION_HEADER = "ce_specversion";
    private static final String SOURCE_HEADER = "ce_source";
    private static final String TIME_HEADER = "ce_time";
    private static final String CONTENT_TYPE_HEADER = "content-type";
    private static final byte[] SPEC_VERSION = ascii("1.0");
    private static final byte[] CONTENT_TYPE = ascii("application/json");

    private final String type;
    private final byte[] typeBytes;
    private final Function<T, String> id;
    private final Function<T, Instant> time;
    private final ObjectWriter writer;
    private final ObjectReader reader;

    EventCodec(Class<T> event, String type, Function<T, String> id, Function<T, Instant> time) {
        this(event, type, id, time, Json.mapper());
    }

    EventCodec(Class<T> event, String type, Function<T, String> id, Function<T, Instant> time, ObjectMapper mapper) {
        this.type = type;
        this.typeBytes = ascii(type);
        this.id = id;
        this.time = time;
        this.writer = mapper.writerFor(event);
        // An error's message would quote the source, which holds prompts and completions.
        this.reader = mapper.readerFor(event).without(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION);
    }

    /// The CloudEvents type, for example `io.scalewatch.prompt.issued`.
    public String type() {
        return type;
    }

    /// The record's headers.
    ///
    /// @param source the service that speaks, for example `/task-service`
    public Headers headers(T event, String source) {
        return new RecordHeaders()
                .add(SPEC_VERSION_HEADER, SPEC_VERSION)
                .add(ID_HEADER, id.apply(event).getBytes(StandardCharsets.UTF_8))
                .add(SOURCE_HEADER, source.getBytes(StandardCharsets.UTF_8))
                .add(TYPE_HEADER, typeBytes)
                .add(TIME_HEADER, ascii(time.apply(event).toString()))
                .add(CONTENT_TYPE_HEADER, CONTENT_TYPE);
    }

    /// The record's value.
    public byte[] encode(T event) {
        try {
            return writer.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads a record.
    ///
    /// @throws UnreadableEventException if headers or value are missing, of another type, or can't be parsed
    public T decode(Headers headers, byte[] value) throws UnreadableEventException {
        requireType(headers);
        return decode(value);
    }

    /// Reads of an event only what a part of it has.
    ///
    /// @param of a record whose components the event has, too
    public <P extends Record> EventPart<P> part(Class<P> of) {
        return new EventPart<>(this, of);
    }

    /// @throws UnreadableEventException if the headers are those of another event
    void requireType(Headers headers) throws UnreadableEventException {
        String found = header(headers, TYPE_HEADER);
        if (!type.equals(found)) {
            throw new UnreadableEventException("expected an event of type " + type + ", found " + found);
        }
    }

    /// Reads a value whose type is known, for example from a state store.
    ///
    /// @throws UnreadableEventException if it is missing or can't be parsed
    public T decode(byte[] value) throws UnreadableEventException {
        if (value == null) {
            throw new UnreadableEventException("an event of type " + type + " without a value");
        }
        try {
            T event = reader.readValue(value);
            if (event == null) {
                throw new UnreadableEventException("an event of type " + type + " whose value is null");
            }
            return event;
        } catch (JsonMappingException e) {
            String path = e.getPath().stream()
                    .map(r -> r.getFieldName() != null ? r.getFieldName() : "[" + r.getIndex() + "]")
                    .collect(Collectors.joining("."));
            throw new UnreadableEventException("not an event of type " + type + ": at '" + path + "': " + reason(e));
        } catch (JsonProcessingException e) {
            throw new UnreadableEventException(
                    "not JSON, at byte " + e.getLocation().getByteOffset());
        } catch (IOException e) {
            throw new UnreadableEventException("not JSON");
        }
    }

    /// The identity of a record, from its headers alone.
    ///
    /// @throws UnreadableEventException if there is none
    public static String id(Headers headers) throws UnreadableEventException {
        return header(headers, ID_HEADER);
    }

    private static String header(Headers headers, String name) throws UnreadableEventException {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            throw new UnreadableEventException("the header " + name + " is missing");
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    /// Our own constructors' messages name fields only; Jackson's may quote values.
    private static String reason(JsonMappingException e) {
        return e.getCause() instanceof IllegalArgumentException own ? own.getMessage() : "unexpected content";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

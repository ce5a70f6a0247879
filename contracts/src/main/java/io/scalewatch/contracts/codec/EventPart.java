package io.scalewatch.contracts.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;

/// Reads a part of an event, and of the rest no more than lies before it: whoever passes events on needs not know
/// what is in them. What is behind the part may be no JSON at all.
///
/// @param <P> a record whose components the event has, too; all of them must be there
public final class EventPart<P extends Record> {

    private final EventCodec<?> codec;
    private final RecordComponent[] components;
    private final Constructor<P> constructor;

    EventPart(EventCodec<?> codec, Class<P> of) {
        this.codec = codec;
        this.components = of.getRecordComponents();
        try {
            this.constructor = of.getDeclaredConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class[]::new));
            this.constructor.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every record has a canonical constructor", e);
        }
    }

    /// Reads a record.
    ///
    /// @throws UnreadableEventException if headers or value are missing or of another type, or the part is
    ///     not there
    public P decode(Headers headers, byte[] value) throws UnreadableEventException {
        codec.requireType(headers);
        if (value == null) {
            throw new UnreadableEventException("an event of type " + codec.type() + " without a value");
        }
        Object[] found = new Object[components.length];
        try (JsonParser parser = Json.mapper().createParser(value)) {
            read(parser, found);
        } catch (IOException e) {
            throw new UnreadableEventException("not an event of type " + codec.type() + ", or not JSON");
        }
        for (int i = 0; i < found.length; i++) {
            if (found[i] == null) {
                throw new UnreadableEventException(
                        "not an event of type " + codec.type() + ": " + components[i].getName() + " is missing");
            }
        }
        try {
            return constructor.newInstance(found);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a part that can't be made of what it consists of", e);
        }
    }

    private void read(JsonParser parser, Object[] found) throws IOException {
        int missing = found.length;
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (missing > 0 && parser.nextToken() == JsonToken.FIELD_NAME) {
            int component = component(parser.currentName());
            parser.nextToken();
            if (component < 0) {
                parser.skipChildren();
            } else {
                missing -= found[component] == null ? 1 : 0;
                found[component] = Json.mapper().readValue(parser, components[component].getType());
            }
        }
    }

    private int component(String name) {
        for (int i = 0; i < components.length; i++) {
            if (components[i].getName().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}

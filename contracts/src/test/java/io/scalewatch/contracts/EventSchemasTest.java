package io.scalewatch.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventSchemasTest {

    static Stream<Class<?>> events() {
        return EventSchemas.EVENTS.stream();
    }

    /// With `-Dschemas.write` the files are written instead, for a change that is meant.
    @ParameterizedTest
    @MethodSource("events")
    void theSchemaThatIsCheckedInIsTheRecords(Class<?> event) throws Exception {
        String derived = EventSchemas.text(EventSchemas.schema(event));
        if (System.getProperty("schemas.write") != null) {
            Files.createDirectories(EventSchemas.file(event).getParent());
            Files.writeString(EventSchemas.file(event), derived);
        }
        assertThat(EventSchemas.file(event)).hasContent(derived);
    }

    @Test
    void thereIsNoSchemaWithoutAnEvent() throws Exception {
        try (Stream<java.nio.file.Path> files = Files.list(java.nio.file.Path.of("schemas"))) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            events().map(e -> e.getSimpleName() + ".json").toList());
        }
    }
}

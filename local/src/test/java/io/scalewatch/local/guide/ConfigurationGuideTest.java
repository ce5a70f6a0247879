package io.scalewatch.local.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The table of docs/configuration.md is made of the services' documented interfaces.
class ConfigurationGuideTest {

    private static final Path ROOT = Path.of("..");
    private static final Path GUIDE = ROOT.resolve("docs/configuration.md");
    private static final String BEGIN = "<!-- generated: -Dguide.write -->\n";
    private static final List<String> SERVICES =
            List.of("task-service", "inference-service", "scoring-service", "analysis-service", "http");

    /// With `-Dguide.write` the table is written instead.
    @Test
    void theGuideListsEveryProperty() throws IOException {
        String guide = Files.readString(GUIDE);
        int begin = guide.indexOf(BEGIN);
        assertThat(begin).as("the mark in the guide").isPositive();
        String expected = guide.substring(0, begin) + BEGIN + tables();
        if (System.getProperty("guide.write") != null) {
            Files.writeString(GUIDE, expected);
        }
        assertThat(Files.readString(GUIDE)).isEqualTo(expected);
    }

    @Test
    void everyPropertyIsDocumented() throws IOException {
        for (String service : SERVICES) {
            assertThat(properties(service))
                    .as(service)
                    .isNotEmpty()
                    .allSatisfy(property -> assertThat(property.description())
                            .as(property.name())
                            .isNotBlank());
        }
    }

    private static String tables() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String service : SERVICES) {
            text.append("\n## ").append(service).append("\n\n");
            text.append("| property | default | meaning |\n|---|---|---|\n");
            properties(service)
                    .forEach(p -> text.append("| `%s` | %s | %s |\n"
                            .formatted(
                                    p.name(),
                                    p.defaultValue().isEmpty() ? "" : "`" + p.defaultValue() + "`",
                                    p.description())));
        }
        return text.toString();
    }

    private static List<ConfigProperties.Property> properties(String service) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(service).resolve("src/main/java"))) {
            List<Path> sources = files.filter(file -> file.toString().endsWith("Config.java"))
                    .sorted()
                    .toList();
            return ConfigProperties.of(sources);
        }
    }
}

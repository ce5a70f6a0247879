package com.example.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// docs/subscribe.md shows the files that the tests run, to the letter.
class SubscribeGuideTest {

    private static final Path ROOT = Path.of("../../..");
    private static final Pattern QUOTED =
            Pattern.compile("<!-- (examples/\\S+) -->\\n```[a-z]*\\n(.*?)```\\n", Pattern.DOTALL);

    @Test
    void theGuideQuotesTheExamples() throws IOException {
        Map<String, String> quoted = new TreeMap<>();
        Map<String, String> files = new TreeMap<>();
        Matcher matcher = QUOTED.matcher(Files.readString(ROOT.resolve("docs/subscribe.md")));
        while (matcher.find()) {
            quoted.put(matcher.group(1), matcher.group(2));
            files.put(matcher.group(1), Files.readString(ROOT.resolve(matcher.group(1))));
        }

        assertThat(quoted)
                .isEqualTo(files)
                .containsOnlyKeys(
                        "examples/subscribe/java/src/main/java/com/example/alerts/AlertSubscriber.java",
                        "examples/subscribe/java/src/main/resources/application.properties",
                        "examples/subscribe/javascript/subscribe.js",
                        "examples/subscribe/shell/subscribe.sh");
    }
}

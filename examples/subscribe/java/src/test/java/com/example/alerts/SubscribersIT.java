package com.example.alerts;

import io.scalewatch.embedded.test.TestStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The examples that are programs of their own, against the real broker.
class SubscribersIT {

    private final String bootstrapServers = TestStack.shared().kafkaBootstrap();

    @TempDir
    Path folder;

    @Test
    void theShellExampleTellsOfWhatIsOpenAndThenOfEveryEventOnce() throws Exception {
        Programs.assumeInstalled("kcat", "jq", "bash");
        holds(Programs.EXAMPLES.resolve("shell"), "./subscribe.sh");
    }

    @Test
    void theJavaScriptExampleTellsOfWhatIsOpenAndThenOfEveryEventOnce() throws Exception {
        holds(Programs.javaScript(folder.resolve("npm.log")), "node", "subscribe.js");
    }

    private void holds(Path example, String... command) throws Exception {
        try (AlertTopics topics = new AlertTopics(bootstrapServers)) {
            SubscriberScenario scenario = new SubscriberScenario(topics);
            scenario.prepare();
            Path log = folder.resolve("subscriber.log");
            Process subscriber = Programs.start(
                    example,
                    log,
                    Map.of("KAFKA", bootstrapServers, "GROUP", UUID.randomUUID().toString()),
                    command);
            try {
                scenario.holds(() -> heard(log));
            } finally {
                Programs.stop(subscriber);
            }
        }
    }

    /// A line is status, severity, kind, alert and sequence, summary; or that an alert is no longer open.
    private static List<String> heard(Path log) {
        try {
            return Files.readAllLines(log).stream()
                    .map(line -> line.split("\t"))
                    .filter(fields -> fields.length == 5)
                    .map(fields -> fields[0] + " " + fields[3])
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

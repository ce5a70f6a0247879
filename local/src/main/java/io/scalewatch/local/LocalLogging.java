package io.scalewatch.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/// How the command line and the servers that run from this module log: what is wrong, a line each. Named to the
/// JVM by the property `java.util.logging.config.class`.
public final class LocalLogging {

    private static final String SETTINGS = """
            handlers=java.util.logging.ConsoleHandler
            .level=WARNING
            # That a broker is away for a moment is told by the supervisor, once.
            org.apache.kafka.clients.level=SEVERE
            java.util.logging.SimpleFormatter.format=%1$tF %1$tT.%1$tL %4$-7s [%3$s] %5$s%6$s%n
            """;

    public LocalLogging() throws IOException {
        LogManager.getLogManager()
                .readConfiguration(new ByteArrayInputStream(SETTINGS.getBytes(StandardCharsets.ISO_8859_1)));
    }
}

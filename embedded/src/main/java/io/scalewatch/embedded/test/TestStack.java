package io.scalewatch.embedded.test;

import io.scalewatch.embedded.EmbeddedKafka;
import io.scalewatch.embedded.EmbeddedPostgresServer;
import io.scalewatch.embedded.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// The Kafka and the PostgreSQL that all tests of one JVM share. Each is started when it is first asked for,
/// and ends with the JVM; a test takes topics and groups of its own.
public final class TestStack {

    private static TestStack shared;

    private final Path directory;
    private EmbeddedKafka kafka;
    private EmbeddedPostgresServer postgres;

    private TestStack() throws IOException {
        directory = Files.createTempDirectory("scalewatch-test-");
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "test-stack-close"));
    }

    public static synchronized TestStack shared() {
        try {
            if (shared == null) {
                shared = new TestStack();
            }
            return shared;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public synchronized String kafkaBootstrap() {
        try {
            if (kafka == null) {
                kafka = EmbeddedKafka.start(directory.resolve("kafka"), FreePort.find());
            }
            return kafka.bootstrapServers();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public synchronized String jdbcUrl() {
        try {
            if (postgres == null) {
                postgres = EmbeddedPostgresServer.start(
                        directory.resolve("postgres"), FreePort.find(), directory.resolve("postgres.log"));
            }
            return postgres.jdbcUrl();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String databaseUser() {
        return EmbeddedPostgresServer.USER;
    }

    private synchronized void close() {
        try {
            if (postgres != null) {
                postgres.close();
            }
            if (kafka != null) {
                kafka.close();
            }
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.scalewatch.embedded.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// The Kafka and the PostgreSQL that all tests of one JVM share. Each is started when it is first asked for,
/// and ends with the JVM; a test takes topics and groups of its own. Both are embedded, or containers where the
/// tests run with `-Dstack=containers`.
public final class TestStack {

    private static TestStack shared;

    private final Path directory;
    private TestBroker kafka;
    private TestDatabase postgres;

    private TestStack() throws IOException {
        directory = Files.createTempDirectory("scalewatch-test-");
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "test-stack-close"));
    }

    /// What the system property `stack` says; embedded where it says nothing.
    ///
    /// @throws IllegalStateException if it says neither `embedded` nor `containers`
    public static boolean inContainers() {
        String stack = System.getProperty("stack", "embedded");
        return switch (stack) {
            case "embedded" -> false;
            case "containers" -> true;
            default -> throw new IllegalStateException("-Dstack is embedded or containers, not " + stack);
        };
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

    public String kafkaBootstrap() {
        return kafka().bootstrapServers();
    }

    public String jdbcUrl() {
        return postgres().jdbcUrl();
    }

    public String databaseUser() {
        return postgres().user();
    }

    public String databasePassword() {
        return postgres().password();
    }

    /// SIGKILL to a server, and a new start with its data.
    ///
    /// @param server `kafka` or `postgres`
    /// @throws IllegalStateException if it is not a container
    public void killContainer(String server) {
        if (server.equals("kafka") && kafka() instanceof ContainerBroker broker) {
            broker.killAndStartAgain();
        } else if (server.equals("postgres") && postgres().server() instanceof FixedPortContainer database) {
            database.killAndStartAgain();
        } else {
            throw new IllegalStateException(server + " is not a container");
        }
    }

    private synchronized TestBroker kafka() {
        try {
            if (kafka == null) {
                kafka = TestBroker.start(directory.resolve("kafka"));
            }
            return kafka;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized TestDatabase postgres() {
        try {
            if (postgres == null) {
                postgres = TestDatabase.start(directory);
            }
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        } catch (Exception e) {
            throw new IllegalStateException("the servers of the tests did not end", e);
        }
    }
}

package io.scalewatch.embedded.test;

import io.scalewatch.embedded.EmbeddedPostgresServer;
import io.scalewatch.embedded.FreePort;
import java.io.IOException;
import java.nio.file.Path;

/// A PostgreSQL server for tests: embedded, or in a container where they run with `-Dstack=containers`.
///
/// @param server what ends when the database does
public record TestDatabase(String jdbcUrl, String user, String password, AutoCloseable server)
        implements AutoCloseable {

    static final String IMAGE = "postgres:18.6";

    private static final int PORT = 5432;

    /// @param directory where an embedded one keeps its tables and its log
    public static TestDatabase start(Path directory) throws IOException {
        return TestStack.inContainers() ? container() : embedded(directory);
    }

    private static TestDatabase embedded(Path directory) throws IOException {
        EmbeddedPostgresServer server = EmbeddedPostgresServer.start(
                directory.resolve("postgres"), FreePort.find(), directory.resolve("postgres.log"));
        return new TestDatabase(server.jdbcUrl(), EmbeddedPostgresServer.USER, "", server);
    }

    private static TestDatabase container() {
        String password = "only-for-tests";
        FixedPortContainer container = new FixedPortContainer(IMAGE, PORT)
                .withEnv("POSTGRES_USER", EmbeddedPostgresServer.USER)
                .withEnv("POSTGRES_PASSWORD", password)
                .withEnv("POSTGRES_DB", EmbeddedPostgresServer.DATABASE);
        container.start();
        return new TestDatabase(
                "jdbc:postgresql://127.0.0.1:" + container.port() + "/" + EmbeddedPostgresServer.DATABASE,
                EmbeddedPostgresServer.USER,
                password,
                container);
    }

    @Override
    public void close() throws Exception {
        server.close();
    }
}

package io.scalewatch.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/// One PostgreSQL server on the loopback interface, with the database `scalewatch`. A data directory that was
/// used before is used again, with what is in it.
public final class EmbeddedPostgresServer implements AutoCloseable {

    public static final String USER = "postgres";
    public static final String DATABASE = "scalewatch";

    private final EmbeddedPostgres server;

    private EmbeddedPostgresServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /// Starts the server, and makes the database if it does not have it.
    ///
    /// @param data where its tables are
    /// @param port where clients connect
    /// @param log a file that its messages are appended to
    public static EmbeddedPostgresServer start(Path data, int port, Path log) throws IOException {
        return start(data, port, log, Map.of());
    }

    /// @param settings more of the server's settings, by name
    public static EmbeddedPostgresServer start(Path data, int port, Path log, Map<String, String> settings)
            throws IOException {
        Files.createDirectories(data.toAbsolutePath().getParent());
        Redirect messages = Redirect.appendTo(log.toFile());
        UnpackedPrograms programs = UnpackedPrograms.ofUser();
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(programs.folder().toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("max_connections", "100")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setOutputRedirector(messages)
                .setErrorRedirector(messages);
        settings.forEach(builder::setServerConfig);
        EmbeddedPostgresServer started = new EmbeddedPostgresServer(programs.alone(builder::start));
        started.createDatabase();
        return started;
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + DATABASE;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void createDatabase() throws IOException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet there =
                    statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
                if (there.next()) {
                    return;
                }
            }
            statement.execute("create database " + DATABASE);
        } catch (SQLException e) {
            throw new IOException("the database could not be made", e);
        }
    }
}

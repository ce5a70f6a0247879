package io.scalewatch.task.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.embedded.test.FreshDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;

/// A database that the first release has filled is brought to the schema of today, with everything in it.
class MigrationIT {

    private static final String SCHEMA = "task";
    private static final String FIRST_RELEASE = "2";
    /// Of the scripts that were released, by version: they are never changed again, a new one is written.
    private static final Map<String, Integer> RELEASED = Map.of("1", 1994935135, "2", -258584694);

    @Test
    void releasedScriptsAreWhatTheyWere() throws SQLException {
        Map<String, Integer> checksums = new TreeMap<>();
        for (MigrationInfo script : flyway(FreshDatabase.create()).load().info().all()) {
            checksums.put(script.getVersion().getVersion(), script.getChecksum());
        }

        assertThat(checksums).containsAllEntriesOf(RELEASED);
    }

    @Test
    void whatTheFirstReleaseHasStoredStaysThere() throws SQLException, IOException {
        FreshDatabase database = FreshDatabase.create();
        flyway(database).target(FIRST_RELEASE).load().migrate();
        fill(database);
        Map<String, Long> before = database.rows(SCHEMA);
        assertThat(before).doesNotContainValue(0L);

        flyway(database).load().migrate();

        assertThat(database.rows(SCHEMA)).containsAllEntriesOf(before);
        assertThat(database.structure(SCHEMA))
                .isEqualTo(migrated(FreshDatabase.create()).structure(SCHEMA));
        flyway(database).load().validate();
    }

    private static FluentConfiguration flyway(FreshDatabase database) {
        return Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA);
    }

    private static FreshDatabase migrated(FreshDatabase database) {
        flyway(database).load().migrate();
        return database;
    }

    /// A row in each table.
    private static void fill(FreshDatabase database) throws SQLException, IOException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                InputStream rows = MigrationIT.class.getResourceAsStream("first-release.sql")) {
            connection.setSchema(SCHEMA);
            statement.execute(new String(rows.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}

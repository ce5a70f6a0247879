package io.scalewatch.embedded.test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// A service's schema as the first release had it, and what today's migrations make of it. The scripts are those on the
/// class path.
///
/// @param schema its name
/// @param firstRelease the version of the last script of that release
/// @param rows SQL that puts a row into each of its tables
public record ReleasedSchema(String schema, String firstRelease, String rows) {

    /// @param rowsBefore how many rows each table had in the first release
    /// @param rowsAfter how many it has now
    /// @param structure of the migrated schema
    /// @param structureOfNew of one that was made by all scripts at once
    public record Upgrade(
            Map<String, Long> rowsBefore,
            Map<String, Long> rowsAfter,
            List<String> structure,
            List<String> structureOfNew) {}

    /// Of all scripts, by their versions.
    public Map<String, Integer> checksums() throws SQLException {
        Map<String, Integer> checksums = new TreeMap<>();
        for (MigrationInfo script : flyway(FreshDatabase.create()).load().info().all()) {
            checksums.put(script.getVersion().getVersion(), script.getChecksum());
        }
        return checksums;
    }

    /// Fills a database of the first release and migrates it.
    public Upgrade upgrade() throws SQLException {
        FreshDatabase database = FreshDatabase.create();
        flyway(database).target(firstRelease).load().migrate();
        fill(database);
        Map<String, Long> before = database.rows(schema);

        flyway(database).load().migrate();
        flyway(database).load().validate();

        FreshDatabase fresh = FreshDatabase.create();
        flyway(fresh).load().migrate();
        return new Upgrade(before, database.rows(schema), database.structure(schema), fresh.structure(schema));
    }

    private FluentConfiguration flyway(FreshDatabase database) {
        return Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .schemas(schema)
                .defaultSchema(schema);
    }

    private void fill(FreshDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setSchema(schema);
            statement.execute(rows);
        }
    }
}

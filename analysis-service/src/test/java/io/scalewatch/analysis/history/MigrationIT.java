package io.scalewatch.analysis.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.embedded.test.ReleasedSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A database that the first release has filled is brought to the schema of today, with everything in it.
class MigrationIT {

    /// Of the scripts that were released, by version: they are never changed again, a new one is written.
    private static final Map<String, Integer> RELEASED = Map.of("1", 1543371265);

    @Test
    void releasedScriptsAreWhatTheyWere() throws SQLException, IOException {
        assertThat(schema().checksums()).containsAllEntriesOf(RELEASED);
    }

    @Test
    void whatTheFirstReleaseHasStoredStaysThere() throws SQLException, IOException {
        ReleasedSchema.Upgrade upgrade = schema().upgrade();

        assertThat(upgrade.rowsBefore()).isNotEmpty().doesNotContainValue(0L);
        assertThat(upgrade.rowsAfter()).containsAllEntriesOf(upgrade.rowsBefore());
        assertThat(upgrade.structure()).isEqualTo(upgrade.structureOfNew());
    }

    private static ReleasedSchema schema() throws IOException {
        try (InputStream rows = MigrationIT.class.getResourceAsStream("first-release.sql")) {
            return new ReleasedSchema("analysis", "1", new String(rows.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}

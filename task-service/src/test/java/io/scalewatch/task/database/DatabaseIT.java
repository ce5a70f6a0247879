package io.scalewatch.task.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.scalewatch.embedded.test.StackResource;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(StackResource.class)
class DatabaseIT {

    @Inject
    Database database;

    /// Else an instance that is stopped in the middle of a transaction would hold up the others for as long as it
    /// likes, with the lease of its endpoints long over.
    @Test
    void theDatabaseEndsATransactionThatNobodyGoesOnWith() {
        String timeout = database.transaction(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SHOW idle_in_transaction_session_timeout")) {
                row.next();
                return row.getString(1);
            }
        });

        assertThat(timeout).isEqualTo("90s");
    }
}

package io.scalewatch.task.deployments;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.scalewatch.task.database.Database;
import io.scalewatch.task.fleet.VersionRegistry;
import io.scalewatch.task.runs.RunStore;
import io.scalewatch.task.runs.Runs;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Ends the runs that still ask a version which is no longer there: a newer one of the model answers at the same
/// endpoint under the same name, and its answers would count as the older one's.
///
/// A deployment does so in its own transaction. It holds the lock of its model and must not wait for a run's, since
/// whoever completes a run waits the other way round; so it passes over the runs that are locked just then. Those,
/// and a run that was created at the same time, are found again every second.
@ApplicationScoped
class ReplacedVersions {

    private static final Logger LOG = Logger.getLogger(ReplacedVersions.class);

    /// A model that is done in its run was asked while it was there.
    private static final String RUNS = """
            SELECT r.id FROM task.run r WHERE r.state IN %s AND EXISTS (
                SELECT FROM task.run_cursor c
                JOIN task.run_progress p ON p.run_id = c.run_id AND p.ordinal = c.ordinal
                JOIN task.model_version v ON v.model = c.model AND v.version = c.version
                JOIN task.model_version n ON %s
                WHERE c.run_id = r.id AND p.scored + p.failed < c.planned)
            FOR UPDATE SKIP LOCKED
            """.formatted(RunStore.OPEN, VersionRegistry.REPLACES);

    private final Database database;
    private final Runs runs;

    ReplacedVersions(Database database, Runs runs) {
        this.database = database;
        this.runs = runs;
    }

    /// Never throws: what can't be ended now is found again in a second.
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        try {
            QuarkusTransaction.requiringNew().run(this::supersedeRuns);
        } catch (RuntimeException e) {
            LOG.warnf("Runs of replaced versions can't be ended now, cause=%s", e);
        }
    }

    /// Takes part in the caller's transaction, and waits for no lock.
    void supersedeRuns() {
        locked().forEach(runs::supersede);
    }

    private List<UUID> locked() {
        return database.call(connection -> {
            List<UUID> ids = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(RUNS);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getObject(1, UUID.class));
                }
            }
            return ids;
        });
    }
}

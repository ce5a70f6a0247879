package io.scalewatch.task.deployments;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.scalewatch.contracts.event.ModelDeployed;
import io.scalewatch.task.deployments.DeploymentRuns.Started;
import io.scalewatch.task.fleet.VersionRegistry;
import io.scalewatch.task.problem.InvalidRequestException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Enters a deployed version, ends the runs of the one that it replaces, and starts the run that a standing
/// evaluation asks for: all or nothing, and once, however often the deployment is told and by whichever way.
///
/// That a model is deployed is so whatever we are to ask of it: where the run is refused, since the standing
/// evaluation is not valid any more, the version is entered without, and the answer says why.
@ApplicationScoped
public class Deployments {

    private static final Logger LOG = Logger.getLogger(Deployments.class);

    private final VersionRegistry versions;
    private final ReplacedVersions replaced;
    private final DeploymentRuns runs;
    private final TransactionSynchronizationRegistry transactions;
    private final MeterRegistry meters;

    @Inject
    Deployments(
            VersionRegistry versions,
            ReplacedVersions replaced,
            DeploymentRuns runs,
            TransactionSynchronizationRegistry transactions,
            MeterRegistry meters) {
        this.versions = versions;
        this.replaced = replaced;
        this.runs = runs;
        this.transactions = transactions;
        this.meters = meters;
    }

    /// @throws InvalidRequestException names every field that is wrong; nothing has changed then
    @Transactional
    public Deployment deploy(ModelDeployed deployed) {
        DeploymentRules.check(deployed);
        VersionRegistry.Registration registration = versions.register(deployed);
        Started started = new Started(registration.runId(), List.of());
        if (registration.created()) {
            replaced.supersedeRuns();
            started = runs.start(deployed);
        }
        countAfterCommit(meters.counter(
                "scalewatch.task.deployments", "outcome", registration.created() ? "registered" : "repeated"));
        LOG.infof(
                "Deployment, model=%s, version=%s, new=%s, run=%s",
                deployed.model(),
                deployed.version(),
                registration.created(),
                started.run().map(UUID::toString).orElse("none"));
        if (!started.refused().isEmpty()) {
            countAfterCommit(meters.counter("scalewatch.task.deployments.runs.refused"));
            LOG.warnf(
                    "Run of a deployment refused, model=%s, version=%s, reasons=%s",
                    deployed.model(), deployed.version(), started.refused());
        }
        return new Deployment(deployed.model(), deployed.version(), started.run(), started.refused());
    }

    private void countAfterCommit(Counter counter) {
        transactions.registerInterposedSynchronization(new CountAfterCommit(counter));
    }

    /// A deployment that is rolled back and tried again is counted once.
    private record CountAfterCommit(Counter counter) implements Synchronization {

        @Override
        public void beforeCompletion() {
            // Nothing to prepare.
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                counter.increment();
            }
        }
    }
}

package io.scalewatch.task.deployments;

import io.micrometer.core.instrument.MeterRegistry;
import io.scalewatch.contracts.event.ModelDeployed;
import io.scalewatch.task.fleet.VersionRegistry;
import io.scalewatch.task.problem.InvalidRequestException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Enters a deployed version, ends the runs of the one that it replaces, and starts the run that a standing
/// evaluation asks for: all or nothing, and once, however often the deployment is told and by whichever way.
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
        Optional<UUID> run = registration.runId();
        if (registration.created()) {
            replaced.supersedeRuns();
            run = runs.start(deployed);
        }
        transactions.registerInterposedSynchronization(
                new CountAfterCommit(meters, registration.created() ? "registered" : "repeated"));
        LOG.infof(
                "Deployment, model=%s, version=%s, new=%s, run=%s",
                deployed.model(),
                deployed.version(),
                registration.created(),
                run.map(UUID::toString).orElse("none"));
        return new Deployment(deployed.model(), deployed.version(), run);
    }

    /// A deployment that is rolled back and tried again is counted once.
    private record CountAfterCommit(MeterRegistry meters, String outcome) implements Synchronization {

        @Override
        public void beforeCompletion() {
            // Nothing to prepare.
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                meters.counter("scalewatch.task.deployments", "outcome", outcome)
                        .increment();
            }
        }
    }
}

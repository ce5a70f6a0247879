package io.scalewatch.task.deployments;

import io.scalewatch.contracts.event.ModelDeployed;
import io.scalewatch.task.evaluations.StandingEvaluations;
import io.scalewatch.task.fleet.Families;
import io.scalewatch.task.fleet.VersionRegistry;
import io.scalewatch.task.problem.InvalidRequestException;
import io.scalewatch.task.problem.InvalidRequestException.Violation;
import io.scalewatch.task.runs.RunOrigins;
import io.scalewatch.task.runs.Runs;
import io.scalewatch.task.standing.StandingEvaluation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The run that a deployed version is asked for: by its family's own standing evaluation, else by the named one
/// that has the family's deployments. Takes part in the caller's transaction.
@ApplicationScoped
class DeploymentRuns {

    private final Families families;
    private final StandingEvaluations evaluations;
    private final VersionRegistry versions;
    private final Runs runs;
    private final RunOrigins origins;

    DeploymentRuns(
            Families families,
            StandingEvaluations evaluations,
            VersionRegistry versions,
            Runs runs,
            RunOrigins origins) {
        this.families = families;
        this.evaluations = evaluations;
        this.versions = versions;
        this.runs = runs;
        this.origins = origins;
    }

    /// @param run the run, if one is asked for
    /// @param refused what is wrong with the standing evaluation by now, if it is; then there is no run
    record Started(Optional<UUID> run, List<Violation> refused) {

        private static final Started NONE = new Started(Optional.empty(), List.of());
    }

    /// Where the run is refused the caller's transaction goes on without it.
    Started start(ModelDeployed deployed) {
        String family = deployed.family();
        return families.standingEvaluation(family)
                .map(own -> start(own, "standingEvaluation of family " + family, Optional.empty(), deployed))
                .or(() -> evaluations
                        .atDeployment(family)
                        .map(named -> start(
                                named.evaluation(),
                                "standing evaluation " + named.name(),
                                Optional.of(named.name()),
                                deployed)))
                .orElse(Started.NONE);
    }

    private Started start(StandingEvaluation evaluation, String whose, Optional<String> name, ModelDeployed deployed) {
        UUID run;
        try {
            run = runs.create(evaluation.of(List.of(deployed.model())));
        } catch (InvalidRequestException e) {
            // It was valid when it was set: say whose field it is now.
            return new Started(
                    Optional.empty(),
                    e.violations().stream()
                            .map(v -> new Violation(whose + ": " + v.field(), v.reason(), v.remedy()))
                            .toList());
        }
        versions.started(deployed.model(), deployed.version(), run);
        origins.deployment(run, name, deployed.family());
        return new Started(Optional.of(run), List.of());
    }
}

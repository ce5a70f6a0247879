package io.scalewatch.task.fleet;

import io.scalewatch.contracts.event.ModelDeclared;
import io.scalewatch.task.standing.StandingEvaluation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A family with its models, the smallest first.
public record FamilyView(
        String name, String description, Optional<StandingEvaluation> standingEvaluation, List<Model> models) {

    public FamilyView {
        models = List.copyOf(models);
    }

    /// @param parameters number of parameters
    /// @param versions in the order of their deployment
    public record Model(String model, long parameters, Optional<Double> trainingFlops, List<Version> versions) {

        public Model {
            versions = List.copyOf(versions);
        }
    }

    /// @param servedModel the model name that the endpoint knows it by; the model's own name where absent
    /// @param runId the run that the standing evaluation started for it
    public record Version(
            String version,
            ModelDeclared.Status status,
            String endpoint,
            Optional<String> servedModel,
            Instant deployedAt,
            Optional<UUID> runId) {}
}

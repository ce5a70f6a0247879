package io.scalewatch.task.deployments;

import io.scalewatch.contracts.event.ModelDeployed;
import io.scalewatch.task.problem.Violations;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/// A deployment as a user tells it over HTTP; anything may be missing.
///
/// @param parameters a whole number; `1.4e9` is one
/// @param servedModel the model name that the endpoint knows it by; the model's own name where absent
/// @param deployedAt now where absent
public record DeploymentRequest(
        String family,
        String model,
        String version,
        BigDecimal parameters,
        Optional<Double> trainingFlops,
        String endpoint,
        Optional<String> servedModel,
        Optional<Instant> deployedAt) {

    public DeploymentRequest {
        trainingFlops = trainingFlops == null ? Optional.empty() : trainingFlops;
        servedModel = servedModel == null ? Optional.empty() : servedModel;
        deployedAt = deployedAt == null ? Optional.empty() : deployedAt;
    }

    /// @throws io.scalewatch.task.problem.InvalidRequestException names every field that is missing or impossible
    ModelDeployed toEvent(Instant now) {
        Violations violations = new Violations();
        DeploymentRules.checkNames(family, model, version, endpoint, violations);
        checkParameters(violations);
        DeploymentRules.checkOptional(trainingFlops, servedModel, violations);
        violations.throwIfAny();
        return new ModelDeployed(
                family,
                model,
                version,
                parameters.longValueExact(),
                trainingFlops,
                endpoint,
                servedModel,
                deployedAt.orElse(now));
    }

    private void checkParameters(Violations violations) {
        String remedy = "give the number of parameters, such as 410000000";
        if (!violations.require(parameters != null, "parameters", "is missing", remedy)
                || !violations.require(parameters.signum() > 0, "parameters", "must be positive", remedy)) {
            return;
        }
        try {
            parameters.longValueExact();
        } catch (ArithmeticException e) {
            violations.add("parameters", "is not a whole number below 2^63", remedy);
        }
    }
}

package io.scalewatch.task.deployments;

import io.scalewatch.contracts.event.ModelDeployed;
import io.scalewatch.task.problem.Violations;
import java.util.Optional;

/// What a deployment must fulfil, whichever way it comes, before anything is looked up.
final class DeploymentRules {

    private static final int MAX_SERVED_MODEL = 500;

    private DeploymentRules() {}

    /// @throws io.scalewatch.task.problem.InvalidRequestException names every field that is wrong
    static void check(ModelDeployed deployed) {
        Violations violations = new Violations();
        checkNames(deployed.family(), deployed.model(), deployed.version(), deployed.endpoint(), violations);
        checkOptional(deployed.trainingFlops(), deployed.servedModel(), violations);
        violations.throwIfAny();
    }

    static void checkNames(String family, String model, String version, String endpoint, Violations violations) {
        violations.requireName("family", family);
        violations.requireModelName("model", model);
        violations.requireName("version", version);
        violations.requireName("endpoint", endpoint);
    }

    static void checkOptional(Optional<Double> trainingFlops, Optional<String> servedModel, Violations violations) {
        trainingFlops.ifPresent(flops -> violations.require(
                flops > 0 && !flops.isInfinite(),
                "trainingFlops",
                "must be positive",
                "give the number of operations, such as 1.2e21, or leave it out"));
        servedModel.ifPresent(name -> violations.require(
                !name.isBlank() && name.length() <= MAX_SERVED_MODEL,
                "servedModel",
                "is blank or longer than 500 characters",
                "give the model name that the endpoint knows, or leave it out"));
    }
}

package io.scalewatch.contracts.event;

import java.time.Instant;
import java.util.Optional;

/// A deploy pipeline says that a version of a model can be called. Topic `model-deployments`, keyed by family.
///
/// @param parameters number of parameters, positive
/// @param endpoint the name of the endpoint that serves it
/// @param servedModel the model name that the endpoint knows it by; the model's own name where absent
/// @param deployedAt when it was deployed
public record ModelDeployed(
        String family,
        String model,
        String version,
        long parameters,
        Optional<Double> trainingFlops,
        String endpoint,
        Optional<String> servedModel,
        Instant deployedAt) {

    public ModelDeployed {
        Require.notBlank(family, "family");
        Require.notBlank(model, "model");
        Require.notBlank(version, "version");
        Require.that(parameters > 0, "parameters must be positive");
        trainingFlops = Require.orEmpty(trainingFlops);
        Require.notBlank(endpoint, "endpoint");
        servedModel = Require.orEmpty(servedModel);
        Require.notNull(deployedAt, "deployedAt");
    }
}

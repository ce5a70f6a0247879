package io.scalewatch.contracts.event;

import java.util.Optional;

/// One deployed revision of one size of a family.
///
/// @param parameters number of parameters (not in billions), positive
/// @param trainingFlops floating point operations spent in training, where known
public record ModelVersion(
        String family, String model, String version, long parameters, Optional<Double> trainingFlops) {

    public ModelVersion {
        Require.notBlank(family, "family");
        Require.notBlank(model, "model");
        Require.notBlank(version, "version");
        Require.that(parameters > 0, "parameters must be positive");
        trainingFlops = Require.orEmpty(trainingFlops);
    }

    public ModelVersion(String family, String model, String version, long parameters) {
        this(family, model, version, parameters, Optional.empty());
    }

    /// log10 of the parameters: the default axis of every curve.
    public double log10Parameters() {
        return Math.log10(parameters);
    }
}

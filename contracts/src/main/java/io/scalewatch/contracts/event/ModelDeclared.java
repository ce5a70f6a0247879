package io.scalewatch.contracts.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One size of a family with its versions. Compacted topic `models`, keyed by the model's name.
///
/// @param parameters number of parameters, positive
public record ModelDeclared(
        String family, String model, long parameters, Optional<Double> trainingFlops, List<Version> versions) {

    public ModelDeclared {
        Require.notBlank(family, "family");
        Require.notBlank(model, "model");
        Require.that(parameters > 0, "parameters must be positive");
        trainingFlops = Require.orEmpty(trainingFlops);
        versions = List.copyOf(versions);
    }

    /// One deployed revision.
    public record Version(String version, Status status, String endpoint, Instant deployedAt) {

        public Version {
            Require.notBlank(version, "version");
            Require.notNull(status, "status");
            Require.notBlank(endpoint, "endpoint");
            Require.notNull(deployedAt, "deployedAt");
        }
    }

    /// Which of a model's versions stands in the family's current curve.
    public enum Status {
        /// Its run is not complete, and an older version is still current.
        PENDING,
        CURRENT,
        /// Replaced.
        RETIRED
    }

    /// The version in the family's current curve, if there is one.
    public Optional<ModelVersion> current() {
        return versions.stream()
                .filter(v -> v.status() == Status.CURRENT)
                .findFirst()
                .map(v -> new ModelVersion(family, model, v.version(), parameters, trainingFlops));
    }
}

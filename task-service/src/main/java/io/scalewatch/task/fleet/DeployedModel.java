package io.scalewatch.task.fleet;

import io.scalewatch.contracts.event.ModelVersion;
import java.util.Optional;

/// A model version with where it is served.
///
/// @param endpoint name of the endpoint
/// @param servedModel the model name that the endpoint knows it by; the model's own name where absent
public record DeployedModel(ModelVersion model, String endpoint, Optional<String> servedModel) {

    public DeployedModel {
        // Jackson gives null for an absent property of a record.
        servedModel = servedModel == null ? Optional.empty() : servedModel;
    }
}

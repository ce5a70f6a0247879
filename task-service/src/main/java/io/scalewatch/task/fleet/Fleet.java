package io.scalewatch.task.fleet;

import io.scalewatch.contracts.event.EndpointDeclared;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What is deployed. "Newest" is the pending version of a model where there is one, else its current one.
public interface Fleet {

    /// The newest version of every model of a family, the smallest first; nothing for an unknown family.
    Optional<List<DeployedModel>> family(String family);

    /// The newest version of a model.
    Optional<DeployedModel> model(String model);

    /// What is declared of an endpoint.
    Optional<EndpointDeclared> endpoint(String name);

    /// The models of a family whose current version is still what is asked of them, by name: none is pending
    /// beside it, and the run that evaluates it has ended.
    List<String> unchanged(String family);

    /// Makes a pending version current and retires the one before, if this run is the one that it waits for:
    /// its own, or any where it has none, or its own was ended early. Else changes nothing.
    void promote(String model, String version, UUID run);
}

package io.scalewatch.task.deployments;

import java.util.Optional;
import java.util.UUID;

/// What became of a deployment.
///
/// @param runId the run that the family's standing evaluation asks for; the same for a deployment that comes
/// again
public record Deployment(String model, String version, Optional<UUID> runId) {}

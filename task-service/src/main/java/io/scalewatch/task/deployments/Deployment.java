package io.scalewatch.task.deployments;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.scalewatch.task.problem.InvalidRequestException.Violation;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What became of a deployment.
///
/// @param runId the run that the family's standing evaluation asks for; the same for a deployment that comes
/// again
/// @param runRefused why there is no run though one was asked for: what is wrong with the standing evaluation
/// by now. Said once, not for a deployment that comes again
public record Deployment(
        String model,
        String version,
        Optional<UUID> runId,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> runRefused) {

    public Deployment {
        runRefused = List.copyOf(runRefused);
    }
}

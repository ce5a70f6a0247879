package io.scalewatch.task.deployments;

import io.scalewatch.task.problem.Violations;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.jboss.resteasy.reactive.RestResponse;

/// Deployments over HTTP, for those who don't publish to `model-deployments`.
@Path("/api/deployments")
@Produces(MediaType.APPLICATION_JSON)
public class DeploymentResource {

    private final Deployments deployments;
    private final Clock clock;

    @Inject
    DeploymentResource(Deployments deployments, Clock clock) {
        this.deployments = deployments;
        this.clock = clock;
    }

    /// Enters a version; the same once more changes nothing and answers with the same run.
    ///
    /// @return 202: the run that is started, if any, goes on by itself
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<Deployment> deploy(DeploymentRequest request) {
        return RestResponse.accepted(
                deployments.deploy(Violations.requireBody(request).toEvent(clock.instant())));
    }
}

package io.scalewatch.task.deployments;

import io.scalewatch.task.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// The problem details that only deployments have.
public class DeploymentProblems {

    @ServerExceptionMapper
    Response refused(WebhookRefusedException e) {
        return Response.status(401)
                .header(HttpHeaders.WWW_AUTHENTICATE, "HMAC-SHA256")
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(401, "Unauthorized", e.getMessage()))
                .build();
    }
}

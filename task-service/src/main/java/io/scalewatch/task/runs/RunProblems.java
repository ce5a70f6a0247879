package io.scalewatch.task.runs;

import io.scalewatch.task.problem.Problem;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// The problem details that only runs have.
public class RunProblems {

    @ServerExceptionMapper
    Response conflict(RunConflictException e) {
        return Response.status(409)
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(409, "Conflict", e.getMessage()))
                .build();
    }

    @ServerExceptionMapper
    Response reused(IdempotencyKeyReusedException e) {
        return Response.status(422)
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(422, "Unprocessable Content", e.getMessage()))
                .build();
    }
}

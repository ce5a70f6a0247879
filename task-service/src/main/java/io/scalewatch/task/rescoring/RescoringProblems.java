package io.scalewatch.task.rescoring;

import io.scalewatch.task.problem.Problem;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// The problem details that only re-scorings have.
public class RescoringProblems {

    @ServerExceptionMapper
    Response away(BrokerAwayException e) {
        return Response.status(503)
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(503, "Service Unavailable", e.getMessage()))
                .build();
    }
}

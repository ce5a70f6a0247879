package io.scalewatch.inference.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.scalewatch.http.Problem;
import io.scalewatch.http.Problem.Violation;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Every error over HTTP is a problem detail.
class ProblemMappers {

    @ServerExceptionMapper
    Response refused(RefusedException e) {
        return response(e.problem());
    }

    /// Its own mapper, since the framework has one for it too.
    @ServerExceptionMapper
    Response malformed(MismatchedInputException e) {
        return malformed((JsonProcessingException) e);
    }

    @ServerExceptionMapper
    Response malformed(JsonProcessingException e) {
        String field = e instanceof JsonMappingException at && !at.getPath().isEmpty()
                ? at.getPath().stream()
                        .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                        .collect(Collectors.joining("."))
                : "body";
        return response(new RefusedException(List.of(
                        new Violation(field, "is not what it may be", "send a JSON object as /q/openapi describes it")))
                .problem());
    }

    @ServerExceptionMapper
    Response http(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return malformed(json);
        }
        Response said = e.getResponse();
        String title = said.getStatusInfo().getReasonPhrase();
        return said.getStatus() < 400
                ? said
                : response(new Problem(said.getStatus(), title, title + "; see /q/openapi", List.of()));
    }

    private static Response response(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}

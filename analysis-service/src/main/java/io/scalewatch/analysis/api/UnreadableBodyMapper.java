package io.scalewatch.analysis.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.scalewatch.analysis.api.Problem.Violation;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// A body that is not what is asked for, without quoting it and without naming our classes.
class UnreadableBodyMapper {

    /// Its own mapper, since the framework has one for it too.
    @ServerExceptionMapper
    Response map(MismatchedInputException e) {
        String field = e.getPath().isEmpty() || e.getPath().getFirst().getFieldName() == null
                ? "body"
                : e.getPath().getFirst().getFieldName();
        return unreadable(new Violation(field, "is of the wrong type", "see /q/openapi"));
    }

    @ServerExceptionMapper
    Response map(JsonProcessingException e) {
        return unreadable(new Violation("body", "is not JSON", "send one JSON object"));
    }

    @ServerExceptionMapper
    Response map(WebApplicationException e) {
        return e.getCause() instanceof JsonProcessingException json ? map(json) : e.getResponse();
    }

    private static Response unreadable(Violation violation) {
        return Problem.response(
                Response.Status.BAD_REQUEST,
                "The request can't be read: " + violation.field() + " " + violation.reason() + ".",
                violation);
    }
}

package io.scalewatch.task.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.scalewatch.task.problem.InvalidRequestException.Violation;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Every error over HTTP is a problem detail.
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response invalid(InvalidRequestException e) {
        return invalid(e.violations());
    }

    @ServerExceptionMapper
    Response unknown(UnknownNameException e) {
        return respond(Problem.of(404, "Not Found", e.getMessage()));
    }

    @ServerExceptionMapper
    Response tooLarge(TooLargeException e) {
        return respond(Problem.of(
                413,
                "Content Too Large",
                "the body is larger than " + e.limit() + " bytes",
                List.of(new Violation("body", "is larger than " + e.limit() + " bytes", e.remedy()))));
    }

    /// Its own mapper, since the framework has one for it too.
    @ServerExceptionMapper
    Response malformed(MismatchedInputException e) {
        return invalid(List.of(JsonProblem.of(e)));
    }

    @ServerExceptionMapper
    Response malformed(JsonProcessingException e) {
        return invalid(List.of(JsonProblem.of(e)));
    }

    /// Unknown paths, methods and media types, and JSON that the framework could not read.
    @ServerExceptionMapper
    Response http(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return invalid(List.of(JsonProblem.of(json)));
        }
        int status = e.getResponse().getStatus();
        if (status < 400) {
            return e.getResponse();
        }
        String title = e.getResponse().getStatusInfo().getReasonPhrase();
        return respond(Problem.of(
                status,
                title,
                switch (status) {
                    case 404 -> "there is nothing at this path; see /q/openapi";
                    case 405 -> "this path does not take this method; see /q/openapi";
                    case 406 -> "this path answers with application/json";
                    case 415 -> "this path does not take this content type; see /q/openapi";
                    default -> title;
                }));
    }

    /// What nobody foresaw: the log has the cause, the answer a number to find it by.
    @ServerExceptionMapper
    Response unexpected(Throwable e) {
        UUID id = UUID.randomUUID();
        LOG.errorf(e, "Request failed, error=%s", id);
        return respond(Problem.of(500, "Internal Server Error", "an unexpected error; the log has it as " + id));
    }

    private static Response invalid(List<Violation> violations) {
        String detail = violations.size() == 1
                ? violations.getFirst().field() + " " + violations.getFirst().reason()
                : violations.size() + " fields are invalid";
        return respond(Problem.of(400, "Bad Request", detail, violations));
    }

    private static Response respond(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}

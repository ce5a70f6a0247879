package io.scalewatch.inference.api;

import io.scalewatch.http.Problem;
import io.scalewatch.http.Problem.Violation;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;

/// A request that is not carried out, and why.
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    RefusedException(Status status, String detail) {
        this(status, detail, List.of());
    }

    /// @param violations what is wrong with the request; at least one
    RefusedException(List<Violation> violations) {
        this(
                Status.BAD_REQUEST,
                violations.getFirst().field() + " " + violations.getFirst().reason(),
                violations);
    }

    private RefusedException(Status status, String detail, List<Violation> violations) {
        super(detail);
        this.problem = new Problem(status.getStatusCode(), status.getReasonPhrase(), detail, violations);
    }

    Problem problem() {
        return problem;
    }
}

package io.scalewatch.analysis.api;

import jakarta.ws.rs.core.Response;
import java.util.List;

/// A problem detail as in RFC 9457.
///
/// @param violations what about the request is wrong, field by field
public record Problem(String type, String title, int status, String detail, List<Violation> violations) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /// @param remedy what would be right
    public record Violation(String field, String reason, String remedy) {}

    public static Response response(Response.Status status, String detail, Violation... violations) {
        return Response.status(status)
                .type(MEDIA_TYPE)
                .entity(new Problem(
                        "about:blank", status.getReasonPhrase(), status.getStatusCode(), detail, List.of(violations)))
                .build();
    }
}

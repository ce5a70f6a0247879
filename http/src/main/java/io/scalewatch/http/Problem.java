package io.scalewatch.http;

import java.util.List;

/// A problem detail as in RFC 9457. Its type is always `about:blank`: the title says what the status says.
///
/// @param detail what went wrong this time
/// @param violations what about the request is wrong, field by field
public record Problem(String type, String title, int status, String detail, List<Violation> violations) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /// @param remedy what would be right
    public record Violation(String field, String reason, String remedy) {}

    public Problem(int status, String title, String detail, List<Violation> violations) {
        this("about:blank", title, status, detail, List.copyOf(violations));
    }
}

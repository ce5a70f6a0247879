package io.scalewatch.task.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.scalewatch.task.problem.InvalidRequestException.Violation;
import java.util.List;
import java.util.Optional;

/// A problem detail (RFC 9457). Its type is always `about:blank`: the title says what the status says.
///
/// @param detail what went wrong this time
/// @param violations the fields that are wrong, at most [#MAX_VIOLATIONS] of them
/// @param errors how many are wrong in all
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> violations,
        Optional<Integer> errors) {

    /// `application/problem+json`
    public static final String MEDIA_TYPE = "application/problem+json";

    /// How many violations one answer lists.
    public static final int MAX_VIOLATIONS = 100;

    public static Problem of(int status, String title, String detail) {
        return new Problem("about:blank", title, status, detail, List.of(), Optional.empty());
    }

    /// A request whose content is wrong.
    public static Problem of(int status, String title, String detail, List<Violation> violations) {
        return of(status, title, detail, violations, violations.size());
    }

    /// A request whose content is wrong in more places than there are violations here.
    ///
    /// @param errors how many in all
    public static Problem of(int status, String title, String detail, List<Violation> violations, int errors) {
        return new Problem(
                "about:blank",
                title,
                status,
                detail,
                violations.stream().limit(MAX_VIOLATIONS).toList(),
                Optional.of(errors));
    }
}

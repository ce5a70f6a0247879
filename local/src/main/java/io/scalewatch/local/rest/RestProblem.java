package io.scalewatch.local.rest;

import java.util.List;
import java.util.stream.Collectors;

/// A problem detail (RFC 9457), as the services answer errors.
///
/// @param errors how many violations there are in all; the list may be cut
public record RestProblem(int status, String title, String detail, List<Violation> violations, int errors) {

    public RestProblem {
        violations = violations == null ? List.of() : List.copyOf(violations);
        errors = Math.max(errors, violations.size());
    }

    /// @param field what is wrong, for example `line 17`
    public record Violation(String field, String reason, String remedy) {}

    /// In one line, for a person.
    public String inWords() {
        if (violations.isEmpty()) {
            return detail == null ? title : detail;
        }
        return violations.stream()
                .map(violation -> violation.field() + " " + violation.reason())
                .collect(Collectors.joining("; "));
    }
}

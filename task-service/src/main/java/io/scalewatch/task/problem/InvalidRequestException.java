package io.scalewatch.task.problem;

import java.util.List;

/// A request that can't be carried out, with every reason. Becomes a problem detail (RFC 9457) with status 400.
public final class InvalidRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    public InvalidRequestException(List<Violation> violations) {
        super(violations.size() == 1 ? violations.getFirst().toString() : violations.size() + " fields are invalid");
        this.violations = List.copyOf(violations);
    }

    public List<Violation> violations() {
        return violations;
    }

    /// @param field path of the field, for example `models[1]`
    /// @param reason what is wrong with it
    /// @param remedy what to do about it
    public record Violation(String field, String reason, String remedy) {

        @Override
        public String toString() {
            return field + ": " + reason + " (" + remedy + ")";
        }
    }
}

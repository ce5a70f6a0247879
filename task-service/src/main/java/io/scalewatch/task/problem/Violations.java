package io.scalewatch.task.problem;

import io.scalewatch.contracts.event.Names;
import io.scalewatch.task.problem.InvalidRequestException.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Collects everything that is wrong with a request, so that a user hears of it at once.
public final class Violations {

    private final List<Violation> found = new ArrayList<>();

    /// Gives the request back if there is one.
    ///
    /// @throws InvalidRequestException if the body is empty
    public static <T> T requireBody(T request) {
        if (request == null) {
            new Violations().add("body", "is missing", "send a JSON object").throwIfAny();
        }
        return request;
    }

    public Violations add(String field, String reason, String remedy) {
        found.add(new Violation(field, reason, remedy));
        return this;
    }

    public Violations addAll(List<Violation> violations) {
        found.addAll(violations);
        return this;
    }

    /// Adds a violation unless the condition holds.
    ///
    /// @return the condition
    public boolean require(boolean holds, String field, String reason, String remedy) {
        if (!holds) {
            add(field, reason, remedy);
        }
        return holds;
    }

    /// Requires a name of the characters that [Names] allows.
    ///
    /// @return whether it is one
    public boolean requireName(String field, String value) {
        return requireName(field, value, Names::isName, "letters, digits and . _ : @ ( ) -, at most 100");
    }

    /// Requires a model's name, which may have one `provider/` in front.
    ///
    /// @return whether it is one
    public boolean requireModelName(String field, String value) {
        return requireName(
                field,
                value,
                Names::isModelName,
                "letters, digits and . _ : @ ( ) -, with one provider/ in front if any");
    }

    /// @return whether the text is there and not blank
    public boolean requireText(String field, String value) {
        return require(value != null && !value.isBlank(), field, "is missing", "add it");
    }

    private boolean requireName(String field, String value, Predicate<String> isName, String allowed) {
        return requireText(field, value)
                && require(isName.test(value), field, "is not a name", "use " + allowed + ", a letter or digit first");
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Violation> list() {
        return List.copyOf(found);
    }

    /// @throws InvalidRequestException if anything was found
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidRequestException(found);
        }
    }
}

package io.scalewatch.task.runs;

import io.scalewatch.task.listing.NamedValue;
import io.scalewatch.task.problem.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which runs are listed: those that fulfil all that is given.
///
/// @param states any of these; all where empty
/// @param family of one of its models
/// @param model one of its models
/// @param task one of its tasks
record RunFilter(List<RunState.Name> states, Optional<String> family, Optional<String> model, Optional<String> task) {

    /// @param violations gets the states that there are not
    static RunFilter of(
            List<String> states,
            Optional<String> family,
            Optional<String> model,
            Optional<String> task,
            Violations violations) {
        List<RunState.Name> known = new ArrayList<>();
        for (String state : states) {
            NamedValue.of("state", state, RunState.Name.values(), violations).ifPresent(known::add);
        }
        return new RunFilter(known, family, model, task);
    }
}

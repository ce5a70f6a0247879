package io.scalewatch.task.runs;

import io.scalewatch.task.problem.Violations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
            Optional<RunState.Name> name = Arrays.stream(RunState.Name.values())
                    .filter(n -> n.name().equals(state))
                    .findFirst();
            violations.require(
                    name.isPresent(),
                    "state",
                    "is no state of a run",
                    "use "
                            + Arrays.stream(RunState.Name.values())
                                    .map(Enum::name)
                                    .collect(Collectors.joining(", ")));
            name.ifPresent(known::add);
        }
        return new RunFilter(known, family, model, task);
    }
}

package io.scalewatch.local.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// How one process of the stack is run.
///
/// @param name unique in the stack, also the name of its log
/// @param command the program and its arguments
/// @param environment added to the supervisor's own
/// @param directory where it runs
/// @param ready asked until it says yes; a process that never is within [#startLimit()] is started anew
/// @param after the processes that must be ready before this one is started for the first time
/// @param startLimit how long it may take to become ready
/// @param stopLimit how long it may take to end after SIGTERM; then it gets SIGKILL
/// @param companions processes that belong to it without being its children
record ProcessSpec(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Readiness ready,
        Set<String> after,
        Duration startLimit,
        Duration stopLimit,
        Supplier<List<ProcessHandle>> companions) {

    ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        after = Set.copyOf(after);
    }
}

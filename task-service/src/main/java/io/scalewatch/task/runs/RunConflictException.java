package io.scalewatch.task.runs;

import java.util.Locale;

/// A run was asked for something that its state does not allow. Becomes a problem detail with status 409.
public final class RunConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RunConflictException(RunState.Command command, RunState state) {
        super("a run that is " + state.name() + " can't be asked to "
                + command.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    public RunConflictException(String reason) {
        super(reason);
    }
}

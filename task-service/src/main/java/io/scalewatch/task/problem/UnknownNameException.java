package io.scalewatch.task.problem;

/// Something was asked for by a name, in the path, that nothing has. Becomes a problem detail with status 404.
public final class UnknownNameException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param kind what was asked for, for example `family`
    public UnknownNameException(String kind, String name) {
        super("there is no " + kind + " '" + name + "'");
    }
}

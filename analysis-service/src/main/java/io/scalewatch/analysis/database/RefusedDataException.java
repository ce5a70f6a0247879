package io.scalewatch.analysis.database;

/// The database does not take what it is given, and would not if it were asked again. Its message quotes no data.
public final class RefusedDataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final SqlFault fault;

    RefusedDataException(SqlFault fault, Throwable cause) {
        super("the database refuses the data: " + fault, cause);
        this.fault = fault;
    }

    public SqlFault fault() {
        return fault;
    }
}

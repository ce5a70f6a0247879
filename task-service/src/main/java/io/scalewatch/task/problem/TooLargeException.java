package io.scalewatch.task.problem;

/// A body is larger than a setting allows. Becomes a problem detail with status 413.
public final class TooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long limit;
    private final String remedy;

    /// @param limit bytes
    /// @param remedy what to do about it
    public TooLargeException(long limit, String remedy) {
        super("the body is larger than " + limit + " bytes");
        this.limit = limit;
        this.remedy = remedy;
    }

    public long limit() {
        return limit;
    }

    public String remedy() {
        return remedy;
    }
}

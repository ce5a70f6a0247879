package io.scalewatch.analysis.export;

/// A column of a table.
///
/// @param optional whether cells may be empty
public record Column(String name, Type type, boolean optional) {

    public enum Type {
        TEXT,
        /// A `Long`.
        WHOLE,
        /// A `Double`.
        NUMBER,
        YES_NO,
        /// An `Instant`, to the microsecond.
        MOMENT
    }

    public static Column of(String name, Type type) {
        return new Column(name, type, false);
    }

    public static Column optional(String name, Type type) {
        return new Column(name, type, true);
    }
}

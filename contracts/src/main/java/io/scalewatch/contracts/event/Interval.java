package io.scalewatch.contracts.event;

/// A closed interval.
public record Interval(double lower, double upper) {

    public Interval {
        Require.that(lower <= upper, "an interval's lower end must not lie above its upper end");
    }

    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }
}

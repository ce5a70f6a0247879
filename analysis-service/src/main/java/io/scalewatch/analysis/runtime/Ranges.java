package io.scalewatch.analysis.runtime;

import java.time.Duration;

/// Holds settings against their ranges, and names the property that is out of its own.
///
/// @param prefix of the properties, with the dot at its end
public record Ranges(String prefix) {

    /// @throws IllegalArgumentException if the value is not between the two
    public void between(long value, long least, long most, String property) {
        require(least <= value && value <= most, property, "must lie between " + least + " and " + most);
    }

    /// @throws IllegalArgumentException if the value is not between the two
    public void between(Duration value, Duration least, Duration most, String property) {
        require(
                value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
                property,
                "must lie between " + least + " and " + most);
    }

    /// @param otherwise what must be, for the message
    /// @throws IllegalArgumentException if it does not hold
    public void require(boolean holds, String property, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(prefix + property + " " + otherwise);
        }
    }
}

package io.scalewatch.contracts.event;

/// A range of a completion's UTF-16 characters.
///
/// @param start the first character
/// @param end the one after the last
public record Span(int start, int end) {

    public Span {
        Require.that(0 <= start && start <= end, "a span starts at 0 or later and does not end before it starts");
    }
}

package io.scalewatch.scoring.extraction;

import io.scalewatch.contracts.event.Span;

/// The start and the end of a text, folded: a bound on the work for one completion. A text up to the two
/// lengths is there as a whole.
///
/// @param text a line end parts the two where something is left out
/// @param leftOut how many characters are, less the line end
record Excerpt(String text, int leftOut) {

    static final int HEAD = 2_048;
    static final int TAIL = 6_144;
    static final Excerpt EMPTY = new Excerpt("", 0);

    static Excerpt of(String text) {
        int tail = text.length() - TAIL;
        if (tail <= HEAD + 1) {
            return new Excerpt(Folding.fold(text), 0);
        }
        return new Excerpt(Folding.fold(text.substring(0, HEAD) + "\n" + text.substring(tail)), tail - HEAD - 1);
    }

    /// Where a range of the excerpt is in the text.
    Span inText(Span span) {
        return new Span(inText(span.start()), inText(span.end()));
    }

    private int inText(int place) {
        return place <= HEAD ? place : place + leftOut;
    }
}

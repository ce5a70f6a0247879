package io.scalewatch.scoring.extraction;

import io.scalewatch.contracts.event.Span;

/// The start and the end of a text, folded: a bound on the work for one completion. A text up to the two
/// lengths is there as a whole. For one thread.
final class Excerpt {

    static final int HEAD = 2_048;
    static final int TAIL = 6_144;
    static final Excerpt EMPTY = new Excerpt("", 0);

    /// A line end parts the two where something is left out.
    private final String text;
    /// How many characters are left out, less the line end.
    private final int leftOut;
    /// Cut when first asked for, and once: every rule reads the same.
    private Words words;

    private Excerpt(String text, int leftOut) {
        this.text = text;
        this.leftOut = leftOut;
    }

    static Excerpt of(String text) {
        int tail = text.length() - TAIL;
        if (tail <= HEAD + 1) {
            return new Excerpt(Folding.fold(text), 0);
        }
        return new Excerpt(Folding.fold(text.substring(0, HEAD) + "\n" + text.substring(tail)), tail - HEAD - 1);
    }

    String text() {
        return text;
    }

    Words words() {
        if (words == null) {
            words = new Words(text);
        }
        return words;
    }

    /// Where a range of the excerpt is in the text.
    Span inText(Span span) {
        return new Span(inText(span.start()), inText(span.end()));
    }

    private int inText(int place) {
        return place <= HEAD ? place : place + leftOut;
    }
}

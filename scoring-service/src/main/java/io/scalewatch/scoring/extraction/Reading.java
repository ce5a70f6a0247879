package io.scalewatch.scoring.extraction;

/// What a stretch of text says.
sealed interface Reading {

    Reading NONE = new None();
    Reading SEVERAL = new Several();

    /// One answer.
    ///
    /// @param known whether it is one that the sample speaks of, or merely what stands there
    record One(String value, int from, int to, boolean known) implements Reading {

        One(Mention mention) {
            this(mention.value(), mention.from(), mention.to(), true);
        }
    }

    /// More than one: not a guess.
    record Several() implements Reading {}

    record None() implements Reading {}
}

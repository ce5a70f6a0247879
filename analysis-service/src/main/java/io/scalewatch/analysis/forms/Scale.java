package io.scalewatch.analysis.forms;

import java.util.Optional;

/// How a form's parameter follows from one without bounds, which an optimiser may move anywhere; it grows with
/// it.
///
/// @param kind which function it is
/// @param from where the parameter begins
/// @param to where it ends
record Scale(Kind kind, double from, double to) {

    private static final double EDGE = 1e-6;
    private static final double STEEPEST = 20;
    private static final double FLATTEST = 1e-4;
    private static final double LARGEST = 50;

    private enum Kind {
        RATE,
        POSITIVE,
        REAL,
        PLACE
    }

    /// 0 to 1.
    static Scale rate() {
        return new Scale(Kind.RATE, 0, 1);
    }

    /// Above 0.
    static Scale positive() {
        return new Scale(Kind.POSITIVE, FLATTEST, STEEPEST);
    }

    static Scale real() {
        return new Scale(Kind.REAL, -LARGEST, LARGEST);
    }

    /// A log10 of a size in this range.
    static Scale place(double from, double to) {
        return new Scale(Kind.PLACE, from, to);
    }

    double shown(double free) {
        return switch (kind) {
            case RATE, PLACE -> from + (to - from) / (1 + Math.exp(-free));
            case POSITIVE -> Math.exp(free);
            case REAL -> free;
        };
    }

    double free(double shown) {
        return switch (kind) {
            case RATE, PLACE -> {
                double share = Math.clamp((shown - from) / (to - from), EDGE, 1 - EDGE);
                yield Math.log(share / (1 - share));
            }
            case POSITIVE -> Math.log(Math.clamp(shown, from, to));
            case REAL -> Math.clamp(shown, from, to);
        };
    }

    double least() {
        return free(from);
    }

    double most() {
        return free(to);
    }

    /// What an interval that the counts don't bound ends at: where the parameter itself ends, if it does.
    Optional<Double> end(boolean upper) {
        return switch (kind) {
            case RATE -> Optional.of(upper ? to : from);
            case POSITIVE -> upper ? Optional.empty() : Optional.of(0.0);
            case REAL, PLACE -> Optional.empty();
        };
    }
}

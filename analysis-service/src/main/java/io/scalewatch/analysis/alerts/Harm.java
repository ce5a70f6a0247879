package io.scalewatch.analysis.alerts;

import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.Finding;
import io.scalewatch.contracts.event.Interval;

/// How bad an effect is: whichever way a kind of alert points, positive is bad.
final class Harm {

    private Harm() {}

    /// A rate.
    static double of(Finding finding) {
        double change = finding.effect().change();
        return switch (direction(finding.kind())) {
            case DOWN -> -change;
            case UP -> change;
            case EITHER -> Math.abs(change);
        };
    }

    /// The most that is not excluded by the confidence sequence, a rate.
    static double atMost(Finding finding) {
        Interval live = finding.liveInterval();
        return switch (direction(finding.kind())) {
            case DOWN -> -live.lower();
            case UP -> live.upper();
            case EITHER -> Math.max(-live.lower(), live.upper());
        };
    }

    /// Which way is bad.
    private enum Direction {
        DOWN,
        UP,
        EITHER
    }

    private static Direction direction(AlertKind kind) {
        return switch (kind) {
            case INVERSE_SCALING, BELOW_FORECAST, VERSION_REGRESSION -> Direction.DOWN;
            case U_TURN, INVERTED_U, LABEL_SHIFT, UNPARSED_SKEW -> Direction.UP;
            case MODEL_DRIFT -> Direction.EITHER;
        };
    }
}

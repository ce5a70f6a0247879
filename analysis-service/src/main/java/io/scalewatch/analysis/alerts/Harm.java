package io.scalewatch.analysis.alerts;

import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.Finding;

/// How bad an effect is: whichever way a kind of alert points, positive is bad.
final class Harm {

    private Harm() {}

    /// A rate.
    static double of(Finding finding) {
        double change = finding.effect().change();
        return isBadBelowZero(finding.kind()) ? -change : change;
    }

    /// The most that is not excluded by the confidence sequence, a rate.
    static double atMost(Finding finding) {
        return isBadBelowZero(finding.kind())
                ? -finding.liveInterval().lower()
                : finding.liveInterval().upper();
    }

    private static boolean isBadBelowZero(AlertKind kind) {
        return switch (kind) {
            case INVERSE_SCALING, BELOW_FORECAST, VERSION_REGRESSION -> true;
            case U_TURN, INVERTED_U, LABEL_SHIFT, UNPARSED_SKEW -> false;
        };
    }
}

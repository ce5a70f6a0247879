package io.scalewatch.analysis.alerts;

import io.scalewatch.contracts.event.EvidenceReported;
import io.scalewatch.contracts.event.SeriesKey;
import java.util.Locale;

/// An alert in words.
final class AlertSummary {

    private static final String[] UNITS = {"", "K", "M", "B", "T"};
    private static final double LARGEST_ODDS = 300;

    private AlertSummary() {}

    static String inverseScaling(EvidenceReported evidence) {
        SeriesKey series = evidence.series();
        StringBuilder words = new StringBuilder(
                "%s gets worse at %s (%s) with size".formatted(series.family(), series.task(), series.variant()));
        evidence.ends()
                .ifPresent(ends -> words.append(": from %s at %s to %s at %s parameters"
                        .formatted(
                                percent(ends.smallestAccuracy()),
                                size(ends.smallestParameters()),
                                percent(ends.largestAccuracy()),
                                size(ends.largestParameters()))));
        words.append("; the trend is %s points (95 %% interval %s to %s), with odds of %s against chance"
                .formatted(
                        points(evidence.trend().change()),
                        points(evidence.trend().interval().lower()),
                        points(evidence.trend().interval().upper()),
                        odds(evidence.maxLogEInverse())));
        return words.toString();
    }

    /// 70M, 1.4B
    static String size(long parameters) {
        double value = parameters;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        String number = String.format(Locale.ROOT, value < 9.95 ? "%.1f" : "%.0f", value);
        return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number) + UNITS[unit];
    }

    private static String percent(double rate) {
        return Math.round(rate * 100) + " %";
    }

    private static String points(double rate) {
        return String.format(Locale.ROOT, "%+.1f", rate * 100);
    }

    /// An e-value is what a bet against the hypothesis would have paid.
    private static String odds(double logE) {
        double e = Math.exp(Math.min(logE, LARGEST_ODDS));
        return e < 100_000 ? Math.round(e) + " to 1" : String.format(Locale.ROOT, "%.0e to 1", e);
    }
}

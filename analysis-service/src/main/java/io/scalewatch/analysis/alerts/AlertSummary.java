package io.scalewatch.analysis.alerts;

import static io.scalewatch.analysis.curves.Wording.percent;
import static io.scalewatch.analysis.curves.Wording.points;
import static io.scalewatch.analysis.curves.Wording.size;

import io.scalewatch.contracts.event.EvidenceReported;
import io.scalewatch.contracts.event.Finding;
import io.scalewatch.contracts.event.SeriesKey;
import java.util.Locale;

/// An alert in words.
final class AlertSummary {

    private static final double LARGEST_ODDS = 300;

    private AlertSummary() {}

    static String of(EvidenceReported evidence, Finding finding) {
        SeriesKey series = evidence.series();
        String where = series.task() + " (" + series.variant() + ")";
        String sure = " (95 %% interval %s to %s), with odds of %s against chance"
                .formatted(
                        points(finding.effect().interval().lower()),
                        points(finding.effect().interval().upper()),
                        odds(finding.logE()));
        String effect = points(finding.effect().change()) + " points" + sure;
        return switch (finding.kind()) {
            case INVERSE_SCALING ->
                "%s gets worse at %s with size%s; the trend is %s"
                        .formatted(series.family(), where, ends(evidence), effect);
            case U_TURN ->
                "%s falls and then rises again at %s with size: %s; the smaller of both changes is %s"
                        .formatted(series.family(), where, finding.detail(), effect);
            case INVERTED_U ->
                "%s rises and then falls at %s with size: %s; the smaller of both changes is %s"
                        .formatted(series.family(), where, finding.detail(), effect);
            case LABEL_SHIFT ->
                (finding.concernsEffect()
                                ? "What %4$s (%5$s) puts there moves %1$s more as it grows: the %2$s goes %3$s; the trend is %6$s"
                                : "%1$s gives more answers of the kind %2$s at %4$s (%5$s) with size: %3$s; the trend is %6$s")
                        .formatted(
                                series.family(),
                                finding.subject(),
                                finding.detail(),
                                series.task(),
                                series.variant(),
                                effect);
            case BELOW_FORECAST ->
                "%s falls below the forecast of its family %s at %s: %s; it lies %s off"
                        .formatted(finding.subject(), series.family(), where, finding.detail(), effect);
            case VERSION_REGRESSION ->
                "%s got worse at %s with its new version: %s; the change is %s"
                        .formatted(finding.subject(), where, finding.detail(), effect);
            case MODEL_DRIFT ->
                isCertain(finding)
                        ? "%s of %s answers under another name than it did, without a new version: %s, first seen at %s"
                                .formatted(model(finding), series.family(), finding.detail(), where)
                        : "%s answers differently at %s than it did, without a new version: %s; the change is %s"
                                .formatted(finding.subject(), where, finding.detail(), effect);
            case UNPARSED_SKEW ->
                ("The curve of %s at %s is not to be trusted: the share of prompts without an answer differs by size,"
                                + " %s; a difference of %s")
                        .formatted(series.family(), where, finding.detail(), effect);
        };
    }

    static boolean isCertain(Finding finding) {
        return finding.logE() >= Finding.CERTAIN;
    }

    /// The model and its version, without the name.
    private static String model(Finding finding) {
        return finding.subject().substring(0, finding.subject().indexOf(" as "));
    }

    private static String ends(EvidenceReported evidence) {
        return evidence.ends()
                .map(ends -> ": from %s at %s to %s at %s parameters"
                        .formatted(
                                percent(ends.smallestAccuracy()),
                                size(ends.smallestParameters()),
                                percent(ends.largestAccuracy()),
                                size(ends.largestParameters())))
                .orElse("");
    }

    /// An e-value is what a bet against the hypothesis would have paid.
    private static String odds(double logE) {
        double e = Math.exp(Math.min(logE, LARGEST_ODDS));
        return e < 100_000 ? Math.round(e) + " to 1" : String.format(Locale.ROOT, "%.0e to 1", e);
    }
}

package io.scalewatch.analysis.series;

import io.scalewatch.analysis.curves.Curve;
import io.scalewatch.analysis.curves.RateCovariance;
import io.scalewatch.analysis.curves.ShapeClassifier;
import io.scalewatch.analysis.evidence.ConfidenceSequence;
import io.scalewatch.analysis.evidence.SkewEvidence;
import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.DataQuality;
import io.scalewatch.contracts.event.Finding;
import io.scalewatch.contracts.event.ModelVersion;
import java.util.List;
import java.util.Optional;

/// Whether the sizes leave different shares of the prompts without an answer: refused, unparsed or failed.
///
/// @param finding past the burn-in
record Skew(Optional<Finding> finding) {

    /// A smaller difference is proven soon, and moves no curve.
    private static final double LEAST_DIFFERENCE = 0.05;

    static Skew of(List<ModelVersion> models, OutcomeCounts unanswered) {
        int[] places = unanswered.inUse();
        Curve curve = unanswered.curve(models, places);
        if (curve.sizes() < 2
                || unanswered.samples() < 2
                || leastSamples(unanswered, places) < ShapeClassifier.LEAST_SAMPLES) {
            return new Skew(Optional.empty());
        }
        RateCovariance rates = unanswered.covariance(places);
        SkewEvidence skew = SkewEvidence.of(curve, rates, unanswered.designEffect(places, rates));
        return new Skew(Optional.of(new Finding(
                AlertKind.UNPARSED_SKEW,
                "",
                skew.logE(),
                skew.difference().trend(),
                skew.difference().liveInterval(),
                Findings.at(curve, skew.lowest()) + ", " + Findings.at(curve, skew.highest()))));
    }

    DataQuality quality() {
        if (finding.isEmpty()) {
            return new DataQuality(true, "too few prompts to tell");
        }
        boolean differs = finding.get().logE() >= Math.log(1 / ConfidenceSequence.ALPHA)
                && finding.get().effect().change() >= LEAST_DIFFERENCE;
        return new DataQuality(
                !differs,
                "prompts without an answer: lowest and highest " + finding.get().detail()
                        + (differs ? "; the sizes are not compared on the same questions" : ""));
    }

    /// How many samples the trials are worth, if all are asked equally often: `n^2 / sum n_s^2`.
    private static double leastSamples(OutcomeCounts counts, int[] places) {
        double least = Double.POSITIVE_INFINITY;
        for (int place : places) {
            double n = counts.trials()[place];
            least = Math.min(least, n * n / counts.trialPairs()[place][place]);
        }
        return least;
    }
}

package io.scalewatch.analysis.series;

import io.scalewatch.analysis.curves.Classification;
import io.scalewatch.analysis.curves.Curve;
import io.scalewatch.analysis.curves.RateCovariance;
import io.scalewatch.analysis.curves.ShapeClassifier;
import io.scalewatch.analysis.curves.Wilson;
import io.scalewatch.analysis.evidence.TrendEvidence;
import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.CurvePoint.LabelRate;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the points, the shape and the evidence off a series' counts. Stateless: equal counts give equal fits,
/// to the bit.
public final class SeriesFitter {

    private static final Label[] LABELS = Label.values();

    /// The fit of what the state has counted so far.
    public SeriesFit fit(SeriesState state) {
        return fit(state.counts());
    }

    /// The fit of a table of independent trials, all of them answered.
    ///
    /// @param modelsOrderedBySize the smallest first
    /// @param correct per model, between 0 and its trials
    /// @param trials per model
    public SeriesFit fitIndependent(List<ModelVersion> modelsOrderedBySize, long[] correct, long[] trials) {
        return fit(SeriesCounts.independent(List.copyOf(modelsOrderedBySize), correct, trials));
    }

    private static SeriesFit fit(SeriesCounts counts) {
        int[] inUse = counts.inUse();
        Curve curve = counts.curve(inUse);
        long leastSamples = counts.leastSamples(inUse);
        Classification classification = Classification.INSUFFICIENT;
        Optional<TrendEvidence> trend = Optional.empty();
        if (curve.sizes() >= 2 && counts.samplesWithAnswer() >= 2) {
            RateCovariance rates = counts.covariance(inUse);
            Curve independent = curve.dividedBy(counts.designEffect(inUse, rates));
            classification = ShapeClassifier.classify(independent, rates, leastSamples);
            trend = Optional.of(TrendEvidence.of(curve, rates));
        }
        boolean pastBurnIn =
                curve.sizes() >= ShapeClassifier.LEAST_SIZES && leastSamples >= ShapeClassifier.LEAST_SAMPLES;
        double charge = chargeForMissing(counts.models().size() - inUse.length);
        ShapeEvidence evidence = new ShapeEvidence(
                classification.peakP(),
                classification.valleyP(),
                classification.bic(),
                classification.dispersion(),
                classification.abrupt(),
                classification.largestDifference(),
                trend.map(TrendEvidence::trend),
                pastBurnIn ? trend.map(TrendEvidence::logEInverse).orElse(0.0) - charge : 0,
                pastBurnIn ? trend.map(TrendEvidence::logEPositive).orElse(0.0) - charge : 0,
                leastSamples);
        return new SeriesFit(
                points(counts), classification.shape(), evidence, counts.votes().levels(inUse), pastBurnIn);
    }

    /// A contrast over the models that answered so far is a hypothesis of its own, and the set of them only
    /// grows: with these weights all of them together add a tenth to the error rate of the full set's, and a
    /// model that never answers doesn't silence its family.
    private static double chargeForMissing(int missing) {
        return missing == 0 ? 0 : Math.log(10) + missing * Math.log(2);
    }

    private static List<CurvePoint> points(SeriesCounts counts) {
        List<CurvePoint> points = new ArrayList<>();
        for (int i = 0; i < counts.models().size(); i++) {
            long trials = 0;
            for (long count : counts.labels()[i]) {
                trials += count;
            }
            // A model that only failed is shown too: a prompt without an answer must not look like a lost one.
            if (trials > 0 || counts.failures()[i] > 0) {
                points.add(point(counts, i, trials));
            }
        }
        return points;
    }

    private static CurvePoint point(SeriesCounts counts, int i, long trials) {
        ModelVersion model = counts.models().get(i);
        long answered = counts.answered()[i];
        long correct = counts.correct()[i];
        Map<Label, LabelRate> labels = new EnumMap<>(Label.class);
        for (Label label : LABELS) {
            long count = counts.labels()[i][label.ordinal()];
            if (count > 0) {
                labels.put(label, new LabelRate(count, (double) count / trials, Wilson.interval(count, trials)));
            }
        }
        return new CurvePoint(
                model.model(),
                model.version(),
                model.parameters(),
                counts.labelledSamples()[i],
                trials,
                answered,
                correct,
                counts.failures()[i],
                answered == 0 ? 0 : (double) correct / answered,
                Wilson.interval(correct, answered),
                labels);
    }
}

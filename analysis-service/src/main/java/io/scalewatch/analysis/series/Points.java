package io.scalewatch.analysis.series;

import io.scalewatch.analysis.curves.Wilson;
import io.scalewatch.analysis.evidence.ConfidenceSequence;
import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.CurvePoint.LabelRate;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ModelVersion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The points of a curve with their intervals.
final class Points {

    private static final Label[] LABELS = Label.values();

    private Points() {}

    static List<CurvePoint> of(SeriesCounts counts) {
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
        OutcomeCounts accuracy = counts.accuracy();
        long answered = accuracy.trials()[i];
        long correct = accuracy.successes()[i];
        Interval live = live(accuracy, i, correct, answered);
        Map<Label, LabelRate> labels = new EnumMap<>(Label.class);
        for (Label label : LABELS) {
            long count = counts.labels()[i][label.ordinal()];
            if (count > 0) {
                // The rate of CORRECT among all labelled trials is no curve of its own, accuracy is.
                OutcomeCounts sums =
                        label == Label.CORRECT ? accuracy : counts.byLabel().get(label);
                labels.put(
                        label,
                        new LabelRate(
                                count,
                                (double) count / trials,
                                Wilson.interval(count, trials),
                                Optional.of(
                                        label == Label.CORRECT && trials == answered
                                                ? live
                                                : live(sums, i, count, trials))));
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
                labels,
                Optional.of(live),
                counts.confidences()[i].calibration(),
                model.trainingFlops());
    }

    /// Repeated trials of one sample are not independent: they count as what they are worth.
    private static Interval live(OutcomeCounts counts, int i, long hits, long trials) {
        double designEffect = counts == null ? 1 : counts.designEffect(i);
        return ConfidenceSequence.ofRate(hits / designEffect, trials / designEffect);
    }
}

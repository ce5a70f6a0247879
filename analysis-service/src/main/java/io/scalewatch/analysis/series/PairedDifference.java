package io.scalewatch.analysis.series;

import io.scalewatch.analysis.curves.ShapeClassifier;
import io.scalewatch.analysis.evidence.PairedEvidence;
import io.scalewatch.analysis.evidence.TrendEvidence;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How much more often the same models are right on the same samples when these are asked in a second way.
///
/// @param points by size, the smallest first; models without a sample that they have answered both ways are left out
/// @param trend least-squares change of the difference from the smallest to the largest size, over the models with 20
///     samples or more; with fewer than three such sizes there is none
/// @param liveTrend its 95 % confidence sequence
/// @param logEGrows natural logarithm of the e-value against "the difference does not grow with size"
/// @param logEShrinks natural logarithm of the e-value against "the difference does not shrink with size"
public record PairedDifference(
        List<Point> points,
        Optional<ShapeEvidence.Trend> trend,
        Optional<Interval> liveTrend,
        double logEGrows,
        double logEShrinks) {

    private static final PairedDifference NONE =
            new PairedDifference(List.of(), Optional.empty(), Optional.empty(), 0, 0);
    private static final Label[] LABELS = Label.values();

    public PairedDifference {
        points = List.copyOf(points);
    }

    /// Means over samples, each of which counts once however often it was asked; of the answered trials.
    ///
    /// @param samples answered both ways
    /// @param first the mean of the samples' shares of correct answers in the first way
    /// @param second in the second
    /// @param difference `second - first`
    /// @param interval 95 %, for a fixed number of samples
    /// @param liveInterval 95 % confidence sequence
    /// @param logEBetter natural logarithm of the e-value against "the second way is no better"; 0 before 20
    ///     samples, which leaves everything open
    /// @param logEWorse natural logarithm of the e-value against "the second way is no worse"
    public record Point(
            String model,
            String version,
            long parameters,
            long samples,
            double first,
            double second,
            double difference,
            Interval interval,
            Interval liveInterval,
            double logEBetter,
            double logEWorse) {}

    /// @param models by size, the smallest first
    /// @param first by model, and then by sample, how often it got each label, by the ordinal of [Label]
    /// @param second the same, asked in the second way
    public static PairedDifference of(
            List<ModelVersion> models, List<Map<String, int[]>> first, List<Map<String, int[]>> second) {
        int m = models.size();
        TrialSums clusters = new TrialSums(m);
        OutcomeSums differences = new OutcomeSums(m);
        PairedAnswers[] there = pairs(m);
        PairedAnswers[] back = pairs(m);
        Map<String, int[]> used = new HashMap<>();
        Map<String, int[]> shares = new HashMap<>();
        for (int model = 0; model < m; model++) {
            for (String sample : common(first.get(model), second.get(model))) {
                int[] before = first.get(model).get(sample);
                int[] after = second.get(model).get(sample);
                int n1 = answers(before);
                int n2 = answers(after);
                if (n1 == 0 || n2 == 0) {
                    continue;
                }
                int k1 = before[Label.CORRECT.ordinal()];
                int k2 = after[Label.CORRECT.ordinal()];
                if (!used.containsKey(sample)) {
                    clusters.sample();
                }
                int[] usedSoFar = used.computeIfAbsent(sample, unseen -> new int[m]);
                int[] sharesSoFar = shares.computeIfAbsent(sample, unseen -> new int[m]);
                int difference = Shares.of(k2, n2) - Shares.of(k1, n1);
                differences.add(sharesSoFar, usedSoFar, model, difference, 1);
                clusters.add(usedSoFar, model, 1);
                usedSoFar[model] = 1;
                sharesSoFar[model] = difference;
                there[model].count(n1, k1, n2, k2, 1);
                back[model].count(n2, k2, n1, k1, 1);
            }
        }
        return MeansReading.of(models, differences.counts(clusters))
                .map(means -> new PairedDifference(
                        means.points().stream()
                                .filter(point -> point.clusters() > 1)
                                .map(point -> point(models.get(point.place()), point, there, back))
                                .toList(),
                        means.trend().map(TrendEvidence::trend),
                        means.trend().map(TrendEvidence::liveInterval),
                        means.logEGrows(),
                        means.logEShrinks()))
                .orElse(NONE);
    }

    private static Point point(
            ModelVersion model, MeansReading.Point point, PairedAnswers[] there, PairedAnswers[] back) {
        PairedEvidence paired = PairedEvidence.of(there[point.place()].sorted());
        boolean enough = point.clusters() >= ShapeClassifier.LEAST_SAMPLES;
        PairedEvidence reversed = PairedEvidence.of(back[point.place()].sorted());
        return new Point(
                model.model(),
                model.version(),
                model.parameters(),
                point.clusters(),
                paired.first(),
                paired.second(),
                point.mean().effect(),
                point.interval(),
                point.liveInterval(),
                enough ? reversed.logEWorse() : 0,
                enough ? paired.logEWorse() : 0);
    }

    private static PairedAnswers[] pairs(int models) {
        PairedAnswers[] pairs = new PairedAnswers[models];
        Arrays.setAll(pairs, i -> new PairedAnswers());
        return pairs;
    }

    private static Set<String> common(Map<String, int[]> first, Map<String, int[]> second) {
        Set<String> common = new HashSet<>(first.keySet());
        common.retainAll(second.keySet());
        return common;
    }

    private static int answers(int[] byLabel) {
        int answers = 0;
        for (int i = 0; i < byLabel.length; i++) {
            answers += LABELS[i].isAnswer() ? byLabel[i] : 0;
        }
        return answers;
    }
}

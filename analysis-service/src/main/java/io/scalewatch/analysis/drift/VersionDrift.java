package io.scalewatch.analysis.drift;

import static io.scalewatch.analysis.curves.Wording.percent;

import io.scalewatch.analysis.curves.ShapeClassifier;
import io.scalewatch.analysis.drift.LaterAnswers.Count;
import io.scalewatch.analysis.evidence.ConfidenceSequence;
import io.scalewatch.analysis.evidence.PairedEvidence;
import io.scalewatch.analysis.evidence.PairedEvidence.Answers;
import io.scalewatch.analysis.series.PairedAnswers;
import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.Finding;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How one version's later answers in a series compare with those of its first run, sample by sample.
///
/// Each window of time has an e-value against "as often right as in the first run", the mean of those of both
/// directions. The version's is their mean with the weights 1/2, 1/6, 1/12 and so on, which add up to 1, where
/// each that has not begun counts 1: one test, however many runs there were, in which a change that comes late
/// has lost little.
///
/// The effect is that of the window with the most evidence. It is chosen by what it shows, so each window has a
/// confidence sequence at 5 % times its weight: all of them hold together, whichever is looked at.
public final class VersionDrift {

    private static final Interval NOTHING = new Interval(0, 0);

    private final SortedMap<Integer, PairedAnswers> windows = new TreeMap<>();

    /// Takes a change of one sample's answers.
    ///
    /// @param first the first run's
    public void change(Count firstBefore, LaterAnswers before, Count firstNow, LaterAnswers now) {
        count(firstBefore, before, -1);
        count(firstNow, now, 1);
    }

    private void count(Count first, LaterAnswers later, int delta) {
        later.windows()
                .forEach((window, count) -> windows.computeIfAbsent(window, w -> new PairedAnswers())
                        .count(first.trials(), first.hits(), count.trials(), count.hits(), delta));
    }

    /// What speaks for a drift.
    public List<Finding> findings(ModelVersion model, VersionHistory history) {
        List<Finding> findings = new ArrayList<>();
        for (String name : history.otherNames()) {
            findings.add(new Finding(
                    AlertKind.MODEL_DRIFT,
                    model.model() + " " + model.version() + " as " + name,
                    Finding.CERTAIN,
                    new ShapeEvidence.Trend(0, NOTHING),
                    NOTHING,
                    name + ", where it began as " + String.join("; ", history.ownNames())));
        }
        answers(model).ifPresent(findings::add);
        return findings;
    }

    private Optional<Finding> answers(ModelVersion model) {
        if (windows.isEmpty()) {
            return Optional.empty();
        }
        List<Double> terms = new ArrayList<>();
        double unused = 1;
        PairedEvidence strongest = null;
        double share = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (var window : windows.entrySet()) {
            List<Answers> answers = window.getValue().sorted();
            if (answers.stream().mapToLong(Answers::samples).sum() < ShapeClassifier.LEAST_SAMPLES) {
                continue;
            }
            double weight = 1 / ((window.getKey() + 1.0) * (window.getKey() + 2.0));
            PairedEvidence worse = PairedEvidence.of(answers);
            double both = logMean(
                    worse.logEWorse(), PairedEvidence.of(swapped(answers)).logEWorse());
            unused -= weight;
            terms.add(Math.log(weight) + both);
            if (terms.getLast() > most) {
                most = terms.getLast();
                strongest = worse;
                share = weight;
            }
        }
        if (strongest == null) {
            return Optional.empty();
        }
        terms.add(Math.log(unused));
        Interval live = strongest.change().liveInterval(share * ConfidenceSequence.ALPHA);
        return Optional.of(new Finding(
                AlertKind.MODEL_DRIFT,
                model.model(),
                logSum(terms),
                new ShapeEvidence.Trend(strongest.change().effect(), live),
                live,
                percent(strongest.first()) + " in its first run, " + percent(strongest.second()) + " later on the same "
                        + strongest.samples() + " samples"));
    }

    private static List<Answers> swapped(List<Answers> answers) {
        return answers.stream()
                .map(a -> new Answers(a.secondTrials(), a.secondHits(), a.firstTrials(), a.firstHits(), a.samples()))
                .toList();
    }

    private static double logMean(double a, double b) {
        return logSum(List.of(a, b)) - Math.log(2);
    }

    private static double logSum(List<Double> logs) {
        double largest = logs.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        return largest
                + Math.log(logs.stream()
                        .mapToDouble(log -> Math.exp(log - largest))
                        .sum());
    }
}

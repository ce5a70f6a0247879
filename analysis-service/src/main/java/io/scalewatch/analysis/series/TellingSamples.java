package io.scalewatch.analysis.series;

import io.scalewatch.contracts.event.Finding;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ModelVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;

/// The samples that show best what was found, for who wants to read an example: those whose own answers have
/// the most of the effect. Where samples are alike, those that more models were asked, and then by name; so
/// equal counts give equal samples, whatever the order in which they came.
public final class TellingSamples {

    /// How many an alert names.
    public static final int MOST = 5;

    private static final int CORRECT = Label.CORRECT.ordinal();
    private static final Comparator<Candidate> BEST_LAST = Comparator.comparingDouble(Candidate::effect)
            .thenComparingInt(Candidate::models)
            .thenComparing(Candidate::sample, Comparator.reverseOrder());

    private TellingSamples() {}

    private record Candidate(String sample, double effect, int models) {}

    /// The names of the samples, the best first; those that show nothing of it are left out. Takes time in
    /// proportion to the samples.
    public static List<String> of(SeriesState state, Finding finding) {
        ToDoubleFunction<SampleTally> effect = effect(state.models(), finding);
        PriorityQueue<Candidate> best = new PriorityQueue<>(BEST_LAST);
        for (Map.Entry<String, SampleTally> entry : state.tallies().entrySet()) {
            double shown = effect.applyAsDouble(entry.getValue());
            if (shown > 0) {
                best.add(new Candidate(entry.getKey(), shown, asked(entry.getValue())));
                if (best.size() > MOST) {
                    best.remove();
                }
            }
        }
        List<Candidate> ordered = new ArrayList<>(best);
        ordered.sort(BEST_LAST.reversed());
        return ordered.stream().map(Candidate::sample).toList();
    }

    private static int asked(SampleTally tally) {
        int models = 0;
        for (int trials : tally.labelled) {
            models += trials > 0 ? 1 : 0;
        }
        return models;
    }

    /// How much of the effect a sample shows; not above 0 where it shows none, or can't tell.
    private static ToDoubleFunction<SampleTally> effect(List<ModelVersion> models, Finding finding) {
        int last = models.size() - 1;
        return switch (finding.kind()) {
            case INVERSE_SCALING -> tally -> -trend(models, correct(tally));
            case LABEL_SHIFT -> {
                int label = finding.label().ordinal();
                yield tally -> trend(models, i -> rate(tally.counts(label)[i], tally.labelled[i]));
            }
            case U_TURN -> tally -> bend(last, correct(tally));
            case INVERTED_U -> tally -> -bend(last, correct(tally));
            case BELOW_FORECAST -> {
                int place = place(models, finding.subject());
                yield tally -> meanOfOthers(last, place, correct(tally))
                        - correct(tally).applyAsDouble(place);
            }
            case VERSION_REGRESSION -> {
                int place = place(models, finding.subject());
                yield tally -> rate(tally.lastCorrect(place), tally.lastAnswered(place))
                        - correct(tally).applyAsDouble(place);
            }
            // What a version answered when is not in the tallies.
            case MODEL_DRIFT -> tally -> 0;
            case UNPARSED_SKEW -> tally -> spread(last, i -> unanswered(tally, i));
        };
    }

    private static int place(List<ModelVersion> models, String model) {
        for (int i = 0; i < models.size(); i++) {
            if (models.get(i).model().equals(model)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no such model in the series");
    }

    private static IntToDoubleFunction correct(SampleTally tally) {
        return i -> rate(tally.counts(CORRECT)[i], tally.answered[i]);
    }

    private static double unanswered(SampleTally tally, int i) {
        return rate(tally.labelled[i] - tally.answered[i] + tally.failed(i), tally.labelled[i] + tally.failed(i));
    }

    /// Not a number where there are no trials: then neither is what is made of it, and nothing is shown.
    private static double rate(int hits, int trials) {
        return (double) hits / trials;
    }

    /// The sum of the rates, weighted by how far their sizes lie above the mean size, of those that were asked.
    private static double trend(List<ModelVersion> models, IntToDoubleFunction rate) {
        double size = 0;
        int known = 0;
        for (int i = 0; i < models.size(); i++) {
            if (!Double.isNaN(rate.applyAsDouble(i))) {
                size += models.get(i).log10Parameters();
                known++;
            }
        }
        double sum = 0;
        for (int i = 0; i < models.size(); i++) {
            double p = rate.applyAsDouble(i);
            sum += Double.isNaN(p) ? 0 : (models.get(i).log10Parameters() - size / known) * p;
        }
        return sum;
    }

    /// The mean of both ends above the mean of what lies between.
    private static double bend(int last, IntToDoubleFunction rate) {
        double inner = 0;
        int known = 0;
        for (int i = 1; i < last; i++) {
            double p = rate.applyAsDouble(i);
            if (!Double.isNaN(p)) {
                inner += p;
                known++;
            }
        }
        return (rate.applyAsDouble(0) + rate.applyAsDouble(last)) / 2 - inner / known;
    }

    private static double meanOfOthers(int last, int place, IntToDoubleFunction rate) {
        double sum = 0;
        int known = 0;
        for (int i = 0; i <= last; i++) {
            double p = rate.applyAsDouble(i);
            if (i != place && !Double.isNaN(p)) {
                sum += p;
                known++;
            }
        }
        return sum / known;
    }

    private static double spread(int last, IntToDoubleFunction share) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= last; i++) {
            double p = share.applyAsDouble(i);
            if (!Double.isNaN(p)) {
                least = Math.min(least, p);
                most = Math.max(most, p);
            }
        }
        return most - least;
    }
}

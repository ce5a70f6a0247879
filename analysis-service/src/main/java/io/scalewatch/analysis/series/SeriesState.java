package io.scalewatch.analysis.series;

import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ModelVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the trials of one series amount to, for one set of model versions: integers only, so that no order of
/// arrival leaves a trace. Counting one trial costs time in proportion to the number of models, however many
/// came before.
///
/// Duplicates are the caller's to filter. Not safe for use by several threads.
public final class SeriesState {

    private static final Label[] LABELS = Label.values();

    private final List<ModelVersion> models;
    private final long[][] labels;
    private final long[] failures;
    private final long[] labelledSamples;
    private final long[] answeredSamples;
    private final long[] answered;
    private final long[] correct;
    /// Sums over samples of products of two models' counts: correct x correct, correct x answered, answered x
    /// answered.
    private final long[][] correctPairs;

    private final long[][] correctAnsweredPairs;
    private final long[][] answeredPairs;
    private final Map<String, Tally> samples = new HashMap<>();
    private final Votes votes = new Votes();
    private long samplesWithAnswer;

    /// The counts of one sample, by model.
    private static final class Tally {
        private final int[] labelled;
        private final int[] answered;
        private final int[] correct;
        private boolean hasAnswer;

        Tally(int models) {
            labelled = new int[models];
            answered = new int[models];
            correct = new int[models];
        }
    }

    /// @param modelsOrderedBySize the smallest first
    /// @throws IllegalArgumentException if the models are not in that order
    public SeriesState(List<ModelVersion> modelsOrderedBySize) {
        models = List.copyOf(modelsOrderedBySize);
        int m = models.size();
        for (int i = 1; i < m; i++) {
            if (models.get(i).parameters() < models.get(i - 1).parameters()) {
                throw new IllegalArgumentException("the models of a series must be ordered by size");
            }
        }
        labels = new long[m][LABELS.length];
        failures = new long[m];
        labelledSamples = new long[m];
        answeredSamples = new long[m];
        answered = new long[m];
        correct = new long[m];
        correctPairs = new long[m][m];
        correctAnsweredPairs = new long[m][m];
        answeredPairs = new long[m][m];
    }

    /// The models, in the order that `model` arguments refer to.
    public List<ModelVersion> models() {
        return models;
    }

    /// Counts one labelled trial.
    ///
    /// @param model the place in [#models()]
    public void count(String sample, int model, Label label) {
        labels[model][label.ordinal()]++;
        add(sample, model, 1, label.isAnswer() ? 1 : 0, label == Label.CORRECT ? 1 : 0);
    }

    /// Counts many labelled trials of one sample and one model.
    ///
    /// @param countsByLabelOrdinal how many trials had each label; a shorter array says 0 for the labels after
    /// its end
    /// @throws IllegalArgumentException if a count is negative or for no label; nothing is counted then
    public void load(String sample, int model, int[] countsByLabelOrdinal) {
        if (countsByLabelOrdinal.length > LABELS.length) {
            throw new IllegalArgumentException("counts for more labels than there are");
        }
        int trials = 0;
        int answers = 0;
        int right = 0;
        for (int i = 0; i < countsByLabelOrdinal.length; i++) {
            int count = countsByLabelOrdinal[i];
            if (count < 0) {
                throw new IllegalArgumentException("a count must not be negative");
            }
            trials = Math.addExact(trials, count);
            answers += LABELS[i].isAnswer() ? count : 0;
            right += LABELS[i] == Label.CORRECT ? count : 0;
        }
        if (trials == 0) {
            return;
        }
        for (int i = 0; i < countsByLabelOrdinal.length; i++) {
            labels[model][i] += countsByLabelOrdinal[i];
        }
        add(sample, model, trials, answers, right);
    }

    /// Counts prompts that ended without a label.
    ///
    /// @param delta negative where failures were taken back, because a label came after all
    public void addFailures(int model, long delta) {
        failures[model] += delta;
    }

    private void add(String sample, int model, int trials, int answers, int right) {
        Tally tally = samples.computeIfAbsent(sample, unseen -> new Tally(models.size()));
        if (tally.labelled[model] == 0) {
            labelledSamples[model]++;
        }
        tally.labelled[model] += trials;
        if (answers == 0) {
            return;
        }
        if (tally.answered[model] == 0) {
            answeredSamples[model]++;
        }
        if (!tally.hasAnswer) {
            tally.hasAnswer = true;
            samplesWithAnswer++;
        }
        answered[model] += answers;
        correct[model] += right;
        for (int other = 0; other < tally.answered.length; other++) {
            if (other != model) {
                long otherAnswered = tally.answered[other];
                long otherCorrect = tally.correct[other];
                answeredPairs[model][other] += answers * otherAnswered;
                answeredPairs[other][model] += answers * otherAnswered;
                correctPairs[model][other] += right * otherCorrect;
                correctPairs[other][model] += right * otherCorrect;
                correctAnsweredPairs[model][other] += right * otherAnswered;
                correctAnsweredPairs[other][model] += answers * otherCorrect;
            }
        }
        long n = tally.answered[model];
        long k = tally.correct[model];
        answeredPairs[model][model] += answers * (2 * n + answers);
        correctPairs[model][model] += right * (2 * k + right);
        correctAnsweredPairs[model][model] += right * n + answers * k + (long) right * answers;
        votes.count(tally.answered, tally.correct, -1);
        tally.answered[model] += answers;
        tally.correct[model] += right;
        votes.count(tally.answered, tally.correct, 1);
    }

    /// A copy of the sums, which later trials do not change.
    SeriesCounts counts() {
        return new SeriesCounts(
                models,
                copy(labels),
                failures.clone(),
                labelledSamples.clone(),
                answeredSamples.clone(),
                answered.clone(),
                correct.clone(),
                copy(correctPairs),
                copy(correctAnsweredPairs),
                copy(answeredPairs),
                samplesWithAnswer,
                votes.copy());
    }

    private static long[][] copy(long[][] matrix) {
        long[][] copy = new long[matrix.length][];
        for (int i = 0; i < matrix.length; i++) {
            copy[i] = matrix[i].clone();
        }
        return copy;
    }
}

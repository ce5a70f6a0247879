package io.scalewatch.analysis.series;

import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ModelVersion;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the trials of one series amount to, for one set of model versions: integers only, so that no order of
/// arrival leaves a trace. Counting one trial costs time in proportion to the number of models, however many
/// came before.
///
/// Duplicates are the caller's to filter. Not safe for use by several threads.
public final class SeriesState {

    private static final Label[] LABELS = Label.values();
    private static final int CORRECT = Label.CORRECT.ordinal();
    private static final int[] NO_ANSWER = Arrays.stream(LABELS)
            .filter(label -> !label.isAnswer())
            .mapToInt(Label::ordinal)
            .toArray();

    private final List<ModelVersion> models;
    private final Map<String, String> lastVersions;
    private final long[][] labels;
    private final long[] failures;
    private final long[] labelledSamples;
    private final long[] answeredSamples;
    private final TrialSums answered;
    private final OutcomeSums correct;
    private final TrialSums labelled;
    /// By the label's ordinal, from its first occurrence on.
    private final OutcomeSums[] outcomes = new OutcomeSums[LABELS.length];

    private final TrialSums asked;
    private final OutcomeSums unanswered;
    private final Map<String, SampleTally> samples = new HashMap<>();
    /// By the place of the model, where it has a last version.
    private final PairedAnswers[] versions;
    private final SampleGroups groups;
    private final Votes votes = new Votes();
    private final ConfidenceBins[] confidences;
    private final int[] none;
    private final int[] askedBefore;
    private final int[] unansweredBefore;

    /// @param modelsOrderedBySize the smallest first
    /// @throws IllegalArgumentException if the models are not in that order
    public SeriesState(List<ModelVersion> modelsOrderedBySize) {
        this(modelsOrderedBySize, Map.of());
    }

    /// @param modelsOrderedBySize the smallest first
    /// @param lastVersions by the name of a model, the version that it had before
    /// @throws IllegalArgumentException if the models are not in that order
    public SeriesState(List<ModelVersion> modelsOrderedBySize, Map<String, String> lastVersions) {
        models = List.copyOf(modelsOrderedBySize);
        this.lastVersions = Map.copyOf(lastVersions);
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
        answered = new TrialSums(m);
        correct = new OutcomeSums(m);
        labelled = new TrialSums(m);
        asked = new TrialSums(m);
        unanswered = new OutcomeSums(m);
        versions = new PairedAnswers[m];
        for (int i = 0; i < m; i++) {
            versions[i] = lastVersions.containsKey(models.get(i).model()) ? new PairedAnswers() : null;
        }
        confidences = SeriesCounts.confidences(m);
        none = new int[m];
        groups = new SampleGroups(none);
        askedBefore = new int[m];
        unansweredBefore = new int[m];
    }

    /// The models, in the order that `model` arguments refer to.
    public List<ModelVersion> models() {
        return models;
    }

    /// Says which samples are compared with each other. Without this a sample is a biased one in a group of its own
    /// name; it may be said before or after its answers are counted.
    ///
    /// @param control whether it is the group's neutral control
    public void belongs(String sample, String group, boolean control) {
        SampleTally tally = tally(sample);
        tally.placed();
        if (!group.equals(sample) || control) {
            groups.join(
                    tally,
                    group,
                    control,
                    Optional.ofNullable(samples.get(group))
                            .filter(first -> first != tally && first.group().isEmpty()));
        }
    }

    /// Whether it was said which samples this one is compared with.
    public boolean isPlaced(String sample) {
        SampleTally tally = samples.get(sample);
        return tally != null && tally.isPlaced();
    }

    /// Counts one labelled trial.
    ///
    /// @param model the place in [#models()]
    public void count(String sample, int model, Label label) {
        int[] counts = new int[LABELS.length];
        counts[label.ordinal()] = 1;
        load(sample, model, counts);
    }

    /// Counts many labelled trials of one sample and one model.
    ///
    /// @param countsByLabelOrdinal how many trials had each label; a shorter array says 0 for the labels after
    /// its end
    /// @throws IllegalArgumentException if a count is negative or for no label; nothing is counted then
    public void load(String sample, int model, int[] countsByLabelOrdinal) {
        load(sample, model, countsByLabelOrdinal, 0);
    }

    /// Counts many labelled trials of one sample and one model, and says how many of the failures that
    /// [#addFailures] counts were of this sample.
    ///
    /// @param failed at least 0
    /// @throws IllegalArgumentException if a count is negative or for no label; nothing is counted then
    public void load(String sample, int model, int[] countsByLabelOrdinal, int failed) {
        if (countsByLabelOrdinal.length > LABELS.length) {
            throw new IllegalArgumentException("counts for more labels than there are");
        }
        int trials = 0;
        int answers = 0;
        for (int i = 0; i < countsByLabelOrdinal.length; i++) {
            int count = countsByLabelOrdinal[i];
            if (count < 0) {
                throw new IllegalArgumentException("a count must not be negative");
            }
            trials = Math.addExact(trials, count);
            answers += LABELS[i].isAnswer() ? count : 0;
        }
        if (failed < 0) {
            throw new IllegalArgumentException("a count must not be negative");
        }
        if (trials > 0) {
            addLabelled(tally(sample), model, countsByLabelOrdinal, trials, answers);
        }
        if (failed > 0) {
            addFailed(tally(sample), model, failed);
        }
    }

    /// Counts an answer that came with a confidence, beside its label.
    ///
    /// @param confidence 0 to 1
    public void countConfidence(int model, double confidence, boolean right) {
        confidences[model].count(confidence, right);
    }

    /// Takes over what was counted of a model's confidences before.
    public void loadConfidences(int model, ConfidenceBins bins) {
        confidences[model] = bins;
    }

    /// Counts prompts that ended without a label.
    ///
    /// @param delta negative where failures were taken back, because a label came after all
    public void addFailures(int model, long delta) {
        failures[model] += delta;
    }

    /// Counts a prompt of a sample that ended without a label, or takes one back. One that is not known to be
    /// of this sample is taken back all the same.
    ///
    /// @param delta 1 or -1
    public void countFailure(String sample, int model, int delta) {
        failures[model] += delta;
        SampleTally tally = tally(sample);
        if (tally.failed(model) + delta >= 0) {
            addFailed(tally, model, delta);
        }
    }

    /// Counts trials of one sample that the last version of a model had, before the present one: they are part
    /// of no curve, and only compared with what the present one answers.
    ///
    /// @param model the place of one that has a last version
    /// @param countsByLabelOrdinal one for every label, not negative
    public void loadLast(String sample, int model, int[] countsByLabelOrdinal) {
        int answers = 0;
        for (int i = 0; i < countsByLabelOrdinal.length; i++) {
            answers += LABELS[i].isAnswer() ? countsByLabelOrdinal[i] : 0;
        }
        if (answers > 0) {
            SampleTally tally = tally(sample);
            countVersions(tally, model, -1);
            tally.addLast(model, answers, countsByLabelOrdinal[CORRECT]);
            countVersions(tally, model, 1);
        }
    }

    private void countVersions(SampleTally tally, int model, int delta) {
        if (versions[model] != null) {
            versions[model].count(
                    tally.lastAnswered(model),
                    tally.lastCorrect(model),
                    tally.answered[model],
                    tally.counts(CORRECT)[model],
                    delta);
        }
    }

    private SampleTally tally(String sample) {
        SampleTally known = samples.get(sample);
        if (known != null) {
            return known;
        }
        SampleTally tally = new SampleTally(none, LABELS.length);
        samples.put(sample, tally);
        groups.opened(sample, tally);
        return tally;
    }

    private void addLabelled(SampleTally tally, int model, int[] byLabel, int trials, int answers) {
        for (int label = 0; label < byLabel.length; label++) {
            labels[model][label] += byLabel[label];
        }
        if (tally.isFirstLabel()) {
            labelled.sample();
        }
        if (tally.labelled[model] == 0) {
            labelledSamples[model]++;
        }
        addAsked(tally, model, trials, trials - answers);
        labelled.add(tally.labelled, model, trials);
        for (int label = 0; label < LABELS.length; label++) {
            int hits = label < byLabel.length ? byLabel[label] : 0;
            if (label != CORRECT && hits > 0 && outcomes[label] == null) {
                outcomes[label] = new OutcomeSums(models.size());
            }
            if (outcomes[label] != null) {
                outcomes[label].add(tally.counts(label), tally.labelled, model, hits, trials);
            }
        }
        if (answers > 0) {
            addAnswered(tally, model, byLabel.length > CORRECT ? byLabel[CORRECT] : 0, answers);
        }
        tally.labelled[model] += trials;
        for (int label = 0; label < byLabel.length; label++) {
            if (byLabel[label] > 0 && label != CORRECT) {
                tally.add(label, model, byLabel[label]);
            }
        }
        if (answers > 0) {
            groups.changed(tally, model);
        }
    }

    private void addAnswered(SampleTally tally, int model, int right, int answers) {
        if (tally.isFirstAnswer()) {
            answered.sample();
        }
        if (tally.answered[model] == 0) {
            answeredSamples[model]++;
        }
        answered.add(tally.answered, model, answers);
        correct.add(tally.counts(CORRECT), tally.answered, model, right, answers);
        votes.count(tally.answered, tally.counts(CORRECT), -1);
        countVersions(tally, model, -1);
        tally.answered[model] += answers;
        if (right > 0) {
            tally.add(CORRECT, model, right);
        }
        votes.count(tally.answered, tally.counts(CORRECT), 1);
        countVersions(tally, model, 1);
    }

    private void addFailed(SampleTally tally, int model, int more) {
        addAsked(tally, model, more, more);
        tally.addFailed(model, more);
    }

    private void addAsked(SampleTally tally, int model, int trials, int withoutAnswer) {
        if (tally.isFirstAsked()) {
            asked.sample();
        }
        tally.asked(askedBefore);
        tally.failedOr(NO_ANSWER, unansweredBefore);
        asked.add(askedBefore, model, trials);
        unanswered.add(unansweredBefore, askedBefore, model, withoutAnswer, trials);
    }

    /// What is counted of each sample; to be read before the next trial is counted.
    Map<String, SampleTally> tallies() {
        return samples;
    }

    /// The sums themselves: they are read before the next trial is counted, and a fit copies what it keeps.
    SeriesCounts counts() {
        Map<Label, OutcomeCounts> byLabel = new EnumMap<>(Label.class);
        for (Label label : LABELS) {
            if (outcomes[label.ordinal()] != null) {
                byLabel.put(label, outcomes[label.ordinal()].counts(labelled));
            }
        }
        return new SeriesCounts(
                models,
                labels,
                failures,
                labelledSamples,
                answeredSamples,
                correct.counts(answered),
                byLabel,
                unanswered.counts(asked).withSeparate(failuresOfUnknownSamples()),
                votes,
                pairedVersions(),
                confidences,
                groups.counts(
                        byLabel.keySet(),
                        Arrays.stream(correct.counts(answered).successes()).anyMatch(number -> number > 0)));
    }

    private Map<Integer, LastVersion> pairedVersions() {
        Map<Integer, LastVersion> paired = new TreeMap<>();
        for (int i = 0; i < versions.length; i++) {
            if (versions[i] != null) {
                String last = lastVersions.get(models.get(i).model());
                paired.put(i, new LastVersion(last, versions[i].sorted()));
            }
        }
        return paired;
    }

    /// Failures that were counted before samples were kept with them.
    private long[] failuresOfUnknownSamples() {
        long[] unknown = failures.clone();
        for (int i = 0; i < unknown.length; i++) {
            unknown[i] = Math.max(0, unknown[i] - (asked.trials()[i] - labelled.trials()[i]));
        }
        return unknown;
    }
}

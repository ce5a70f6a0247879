package io.scalewatch.analysis.series;

import java.util.Optional;

/// The counts of one sample, by model. What hardly any sample has is only made where it occurs.
final class SampleTally {

    final int[] labelled;
    final int[] answered;
    private final int[] none;
    private final int[][] byLabel;
    private int[] failed;
    private int[] lastAnswered;
    private int[] lastCorrect;
    private PairedGroup group;
    private boolean control;
    private boolean placed;
    private boolean seen;
    private boolean answeredOnce;
    private boolean askedOnce;

    /// @param none zeros, one per model, shared and never written
    SampleTally(int[] none, int labels) {
        this.none = none;
        this.labelled = new int[none.length];
        this.answered = new int[none.length];
        this.byLabel = new int[labels][];
        this.failed = none;
        this.lastAnswered = none;
        this.lastCorrect = none;
    }

    /// The samples that it is compared with, where any are known.
    Optional<PairedGroup> group() {
        return Optional.ofNullable(group);
    }

    /// Whether its group was said, not taken from its name.
    boolean isPlaced() {
        return placed;
    }

    void placed() {
        placed = true;
    }

    boolean isIn(PairedGroup other, boolean asControl) {
        return group == other && control == asControl;
    }

    void join(PairedGroup joined, boolean asControl) {
        group = joined;
        control = asControl;
    }

    /// Whether this is the first time that the sample has a label or a failure.
    boolean isFirstAsked() {
        boolean first = !askedOnce;
        askedOnce = true;
        return first;
    }

    /// Whether this is the first time that the sample has a label.
    boolean isFirstLabel() {
        boolean first = !seen;
        seen = true;
        return first;
    }

    /// Whether this is the first time that the sample has an answer.
    boolean isFirstAnswer() {
        boolean first = !answeredOnce;
        answeredOnce = true;
        return first;
    }

    /// How often each model got the label; not to be written.
    int[] counts(int label) {
        return byLabel[label] == null ? none : byLabel[label];
    }

    void add(int label, int model, int more) {
        if (byLabel[label] == null) {
            byLabel[label] = new int[none.length];
        }
        byLabel[label][model] += more;
    }

    int failed(int model) {
        return failed[model];
    }

    void addFailed(int model, int more) {
        if (failed == none) {
            failed = new int[none.length];
        }
        failed[model] += more;
    }

    /// What the last version of a model answered.
    int lastAnswered(int model) {
        return lastAnswered[model];
    }

    int lastCorrect(int model) {
        return lastCorrect[model];
    }

    void addLast(int model, int answers, int right) {
        if (lastAnswered == none) {
            lastAnswered = new int[none.length];
            lastCorrect = new int[none.length];
        }
        lastAnswered[model] += answers;
        lastCorrect[model] += right;
    }

    /// What the models were asked: labelled or failed.
    void asked(int[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = labelled[i] + failed[i];
        }
    }

    /// The sum of some labels and of the failures.
    void failedOr(int[] labels, int[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = failed[i];
        }
        for (int label : labels) {
            int[] counts = counts(label);
            for (int i = 0; i < into.length; i++) {
                into[i] += counts[i];
            }
        }
    }
}

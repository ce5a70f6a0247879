package io.scalewatch.task.imports;

import io.scalewatch.task.catalogue.Sample;
import java.util.List;

/// Makes samples of the rows of one format.
interface RowFormat {

    /// @param id what a sample is called that has no name of its own
    /// @throws RowException says what is wrong with the row
    ParsedRow parse(String id, Fields row) throws RowException;

    /// What the rows had to be changed in, or could not be used for, in words; said once all are read.
    default List<String> remarks() {
        return List.of();
    }

    /// @param samples one, or a biased one with its control
    /// @param heldOut whether they are examples, which are never evaluated
    record ParsedRow(List<Sample> samples, boolean heldOut) {

        public ParsedRow {
            samples = List.copyOf(samples);
        }

        static ParsedRow of(Sample sample) {
            return new ParsedRow(List.of(sample), false);
        }
    }

    /// The reader of a format.
    static RowFormat of(ImportOptions options) {
        TaskManifest manifest = options.manifest();
        return switch (options.format()) {
            case SCALEWATCH -> new ScalewatchRows(manifest.kind());
            case INVERSE_SCALING_PRIZE -> new ClassificationRows(manifest.label());
            case LOGODDS, ABSOLUTE_LOGODDS -> new LogOddsRows(manifest.label());
            case SEQUENCE_PROBABILITY -> new SequenceRows();
            case NUMERIC -> new NumericRows(manifest.label());
            case MODEL_WRITTEN_EVALS -> new ModelWrittenRows(manifest.label());
            case LM_EVALUATION_HARNESS ->
                new HarnessRows(
                        manifest.harness()
                                .orElseThrow(() -> new IllegalArgumentException("the format needs its templates")),
                        manifest.label());
        };
    }

    /// What is said about a task whose author says nothing.
    static String description(TaskFormat format) {
        return switch (format) {
            case SCALEWATCH -> "Imported.";
            case INVERSE_SCALING_PRIZE ->
                "Imported from a file in the format of the Inverse Scaling Prize. Every class that is not the answer "
                        + "is labelled TRAP.";
            case LOGODDS ->
                "Imported from a log-odds task of the Inverse Scaling Prize: how much a prompt moves the log-odds of "
                        + "the answer against its neutral control.";
            case ABSOLUTE_LOGODDS ->
                "Imported from an absolute log-odds task of the Inverse Scaling Prize: how much a prompt moves the "
                        + "log-odds of the answer against its neutral control, in either direction.";
            case SEQUENCE_PROBABILITY ->
                "Imported from a sequence probability task of the Inverse Scaling Prize: how probable a completion is.";
            case NUMERIC ->
                "Imported from a numeric task of the Inverse Scaling Prize: a number that the prompt mentions leads "
                        + "astray.";
            case MODEL_WRITTEN_EVALS ->
                "Imported from a model-written evaluation. No answer is correct: the rate of the answers that match "
                        + "the behaviour is the curve.";
            case LM_EVALUATION_HARNESS -> "Imported with templates of the lm-evaluation-harness.";
        };
    }
}

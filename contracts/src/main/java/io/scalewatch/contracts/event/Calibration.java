package io.scalewatch.contracts.event;

/// How well a model knows when it is right: of its answers that come with a confidence, stated or by the
/// likelihoods of classes.
///
/// @param answers with a confidence
/// @param brier mean squared difference between the confidence and 1 (right) or 0 (wrong); 0 is best
/// @param expectedError expected calibration error: over ten bins of confidence, the mean distance between the
///     accuracy of a bin and its mean confidence
/// @param confidentlyWrong the share of them that is wrong with a confidence of at least 0.9
public record Calibration(long answers, double brier, double expectedError, double confidentlyWrong) {

    public Calibration {
        Require.that(answers > 0, "a calibration needs answers with a confidence");
    }
}

package io.scalewatch.contracts.event;

import java.util.Optional;

/// How likely a model took the classes of a sample to be, natural logarithms.
///
/// @param probability of the likeliest class among the classes, 0 to 1
/// @param coverage log-sum-exp of the classes' log-probabilities: how much of the model's mass they hold
/// @param loss minus the log-probability of the answer among the classes, where the sample has an answer
/// @param logOdds of the answer against the other classes, where the sample has an answer and others
public record ClassLikelihood(double probability, double coverage, Optional<Double> loss, Optional<Double> logOdds) {

    public ClassLikelihood {
        Require.that(probability >= 0 && probability <= 1, "probability must be between 0 and 1");
        loss = Require.orEmpty(loss);
        logOdds = Require.orEmpty(logOdds);
    }
}

package io.scalewatch.contracts.event;

import java.util.Optional;

/// What an answer came from, as far as its endpoint tells: a version that stays the same should go on telling
/// the same.
///
/// @param model the model name that the endpoint answered with
/// @param fingerprint the endpoint's fingerprint of what served the call, or the model's digest
/// @param parameters a hash of how it was asked to generate, its seed left out: answers are compared with
///     answers that were asked for alike
/// @param reasoningBudget the most tokens of reasoning that it was asked for with, positive; earlier releases did not
///     say it
public record ServedBy(
        Optional<String> model,
        Optional<String> fingerprint,
        Optional<String> parameters,
        Optional<Integer> reasoningBudget) {

    public ServedBy {
        model = Require.orEmpty(model);
        fingerprint = Require.orEmpty(fingerprint);
        parameters = Require.orEmpty(parameters);
        reasoningBudget = Require.orEmpty(reasoningBudget);
        reasoningBudget.ifPresent(budget -> Require.that(budget > 0, "reasoningBudget must be positive"));
    }

    /// Of an answer that was asked for without a budget of reasoning.
    public ServedBy(Optional<String> model, Optional<String> fingerprint, Optional<String> parameters) {
        this(model, fingerprint, parameters, Optional.empty());
    }
}

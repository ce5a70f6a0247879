package io.scalewatch.contracts.event;

import java.util.Optional;

/// What an answer came from, as far as its endpoint tells: a version that stays the same should go on telling
/// the same.
///
/// @param model the model name that the endpoint answered with
/// @param fingerprint the endpoint's fingerprint of what served the call, or the model's digest
/// @param parameters a hash of how it was asked to generate, its seed left out: answers are compared with
///     answers that were asked for alike
public record ServedBy(Optional<String> model, Optional<String> fingerprint, Optional<String> parameters) {

    public ServedBy {
        model = Require.orEmpty(model);
        fingerprint = Require.orEmpty(fingerprint);
        parameters = Require.orEmpty(parameters);
    }
}

package io.scalewatch.contracts.event;

import java.util.Optional;

/// How the model is asked to generate.
///
/// @param maxTokens the most tokens that the answer may have, positive
/// @param temperature 0 to 2
/// @param seed passed on to endpoints that take one
public record GenerationParameters(int maxTokens, double temperature, Optional<Long> seed) {

    public static final GenerationParameters DEFAULT = new GenerationParameters(512, 0.0, Optional.empty());

    public GenerationParameters {
        Require.that(maxTokens > 0, "maxTokens must be positive");
        Require.that(temperature >= 0 && temperature <= 2, "temperature must lie in 0 to 2");
        seed = Require.orEmpty(seed);
    }
}

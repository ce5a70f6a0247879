package io.scalewatch.contracts.event;

import java.util.List;
import java.util.Optional;

/// How the model is asked to generate.
///
/// @param maxTokens the most tokens that the answer may have, those of its reasoning included, positive
/// @param temperature 0 to 2
/// @param seed passed on to endpoints that take one
/// @param topP the mass of the likeliest tokens that are sampled from, above 0, at most 1
/// @param stop texts that end the answer, at most 4
/// @param reasoningEffort for models that reason
/// @param reasoningBudget the most tokens of reasoning, positive and below `maxTokens`
public record GenerationParameters(
        int maxTokens,
        double temperature,
        Optional<Long> seed,
        Optional<Double> topP,
        Optional<List<String>> stop,
        Optional<ReasoningEffort> reasoningEffort,
        Optional<Integer> reasoningBudget) {

    public static final GenerationParameters DEFAULT = new GenerationParameters(512, 0.0, Optional.empty());

    private static final int MOST_STOPS = 4;

    public GenerationParameters {
        Require.that(maxTokens > 0, "maxTokens must be positive");
        Require.that(temperature >= 0 && temperature <= 2, "temperature must lie in 0 to 2");
        seed = Require.orEmpty(seed);
        topP = Require.orEmpty(topP);
        topP.ifPresent(p -> Require.that(p > 0 && p <= 1, "topP must be above 0, and at most 1"));
        stop = Require.orEmpty(stop).filter(texts -> !texts.isEmpty()).map(List::copyOf);
        stop.ifPresent(texts -> Require.that(
                texts.size() <= MOST_STOPS && texts.stream().noneMatch(String::isEmpty),
                "stop must be at most " + MOST_STOPS + " texts, none of them empty"));
        reasoningEffort = Require.orEmpty(reasoningEffort);
        reasoningBudget = Require.orEmpty(reasoningBudget);
        int most = maxTokens;
        reasoningBudget.ifPresent(budget ->
                Require.that(budget > 0 && budget < most, "reasoningBudget must be positive and below maxTokens"));
    }

    /// What every endpoint takes.
    public GenerationParameters(int maxTokens, double temperature, Optional<Long> seed) {
        this(maxTokens, temperature, seed, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}

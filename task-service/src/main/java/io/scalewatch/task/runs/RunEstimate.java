package io.scalewatch.task.runs;

import io.scalewatch.contracts.event.Prices;
import io.scalewatch.contracts.event.TokenUsage;
import io.scalewatch.task.fleet.DeployedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a run would take. Tokens and money are of prompts that are answered at the first time.
///
/// @param costUsd absent where an endpoint has no prices
/// @param seconds absent where of some model nothing was measured yet
/// @param basis what the figures rest on, in words
public record RunEstimate(
        long prompts,
        long promptTokens,
        long completionTokens,
        Optional<Double> costUsd,
        Optional<Double> seconds,
        List<Model> models,
        List<String> basis) {

    /// What a model is asked at once at first; its window only grows from there.
    private static final int AT_ONCE = 64;

    /// @param latencyMillis mean duration of its calls in its latest runs
    /// @param seconds that its calls take, 64 of them at once
    public record Model(
            String model,
            String version,
            String endpoint,
            long prompts,
            long promptTokens,
            long completionTokens,
            Optional<Double> costUsd,
            Optional<Double> latencyMillis,
            Optional<Double> seconds) {}

    /// What is known of a model's calls.
    ///
    /// @param answered prompts
    /// @param latencyMillis the sum of their calls' durations
    /// @param counted answers whose tokens the endpoint has counted
    /// @param completionTokens of those, in all
    record Measured(long answered, long latencyMillis, long counted, long completionTokens) {

        static final Measured NOTHING = new Measured(0, 0, 0, 0);

        Optional<Double> meanLatencyMillis() {
            return answered == 0 ? Optional.empty() : Optional.of((double) latencyMillis / answered);
        }

        Optional<Double> meanCompletionTokens() {
            return counted == 0 ? Optional.empty() : Optional.of((double) completionTokens / counted);
        }
    }

    /// @param measured by the model's name
    /// @param prices by the endpoint's name
    static RunEstimate of(
            RunSpec spec,
            long positions,
            PromptSizes sizes,
            Map<String, Measured> measured,
            Map<String, Prices> prices) {
        int limit = spec.generation().maxTokens();
        List<Model> models = new ArrayList<>();
        List<String> basis = new ArrayList<>();
        basis.add("prompt tokens: 4 characters a token, in " + sizes.seen() + " of " + sizes.distinct()
                + " prompts, trials apart");
        for (DeployedModel deployed : spec.models()) {
            String name = deployed.model().model();
            Measured known = measured.getOrDefault(name, Measured.NOTHING);
            double completion = Math.min(limit, known.meanCompletionTokens().orElse((double) limit));
            TokenUsage tokens =
                    new TokenUsage(Math.round(positions * sizes.meanTokens()), Math.round(positions * completion));
            models.add(new Model(
                    name,
                    deployed.model().version(),
                    deployed.endpoint(),
                    positions,
                    tokens.prompt(),
                    tokens.completion(),
                    Optional.ofNullable(prices.get(deployed.endpoint())).map(price -> price.costUsd(tokens)),
                    known.meanLatencyMillis(),
                    known.meanLatencyMillis()
                            .map(latency -> positions * latency / 1e3 / Math.min(AT_ONCE, positions))));
            basis.add(basis(name, known, limit));
        }
        spec.models().stream()
                .map(DeployedModel::endpoint)
                .distinct()
                .forEach(endpoint -> basis.add("cost at " + endpoint + ": "
                        + Optional.ofNullable(prices.get(endpoint))
                                .map(p -> p.promptPerMillion() + " and " + p.completionPerMillion()
                                        + " US dollars per million tokens read and written")
                                .orElse("not known, it has no prices; PUT /api/endpoints/" + endpoint
                                        + " takes them")));
        basis.add("time: of the slowest model, " + AT_ONCE + " of its prompts at once, at its mean latency");
        return new RunEstimate(
                positions * models.size(),
                models.stream().mapToLong(Model::promptTokens).sum(),
                models.stream().mapToLong(Model::completionTokens).sum(),
                models.stream().allMatch(m -> m.costUsd().isPresent())
                        ? Optional.of(models.stream()
                                .mapToDouble(m -> m.costUsd().orElseThrow())
                                .sum())
                        : Optional.empty(),
                models.stream().allMatch(m -> m.seconds().isPresent())
                        ? models.stream().flatMap(m -> m.seconds().stream()).max(Double::compare)
                        : Optional.empty(),
                models,
                basis);
    }

    /// The same, with more to say about what it rests on, first.
    RunEstimate resting(List<String> more) {
        List<String> all = new ArrayList<>(more);
        all.addAll(basis);
        return new RunEstimate(prompts, promptTokens, completionTokens, costUsd, seconds, models, all);
    }

    private static String basis(String model, Measured known, int limit) {
        String tokens = known.meanCompletionTokens()
                .map(mean -> String.format(Locale.ROOT, "%.1f tokens each in %d answers lately", mean, known.counted()))
                .orElse("the most that it may write, " + limit + " tokens each: none of its answers is counted yet");
        String latency = known.meanLatencyMillis()
                .map(mean -> String.format(Locale.ROOT, "%.0f ms each in %d answers lately", mean, known.answered()))
                .orElse("no latency is measured yet");
        return model + ": " + tokens + "; " + latency;
    }
}

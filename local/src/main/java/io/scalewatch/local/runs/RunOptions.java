package io.scalewatch.local.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/// What a run is to ask. What is not said is left to the service.
final class RunOptions {

    private static final int USUAL_MAX_TOKENS = 512;

    @Option(
            names = "--family",
            paramLabel = "NAME",
            split = ",",
            description = "All models of this family; repeatable.")
    private List<String> families = new ArrayList<>();

    @Option(names = "--model", paramLabel = "NAME", split = ",", description = "This model; repeatable.")
    private List<String> models = new ArrayList<>();

    @Option(
            names = "--task",
            paramLabel = "NAME",
            split = ",",
            required = true,
            description = "Ask this task; repeatable. ./scalewatch tasks lists them.")
    private List<String> tasks = new ArrayList<>();

    @Option(
            names = "--variant",
            paramLabel = "NAME",
            split = ",",
            description = "Ask in this way (default: baseline); repeatable.")
    private List<String> variants = new ArrayList<>();

    @Option(names = "--examples", paramLabel = "N", description = "Samples of each task (default: all).")
    private Optional<Integer> examples = Optional.empty();

    @Option(names = "--trials", paramLabel = "N", description = "How often each prompt is asked (default: once).")
    private Optional<Integer> trials = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "Which samples are taken, and in which order.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--priority", paramLabel = "N", description = "Higher ones go first (default: 0).")
    private Optional<Integer> priority = Optional.empty();

    @Option(names = "--temperature", paramLabel = "T", description = "0 to 2 (default: 0).")
    private Optional<Double> temperature = Optional.empty();

    @Option(names = "--max-answer", paramLabel = "N", description = "The most tokens of an answer (default: 512).")
    private Optional<Integer> maxTokens = Optional.empty();

    @Option(names = "--max-usd", paramLabel = "X", description = "Spend at most this much, in US dollars.")
    private Optional<Double> usd = Optional.empty();

    @Option(names = "--max-tokens", paramLabel = "N", description = "Read and write at most so many tokens.")
    private Optional<Long> tokens = Optional.empty();

    @Option(names = "--max-requests", paramLabel = "N", description = "Publish at most so many prompts.")
    private Optional<Long> requests = Optional.empty();

    Map<String, Object> request() {
        Map<String, Object> request = new TreeMap<>(Map.of("families", families, "models", models, "tasks", tasks));
        if (!variants.isEmpty()) {
            request.put("variants", variants);
        }
        examples.ifPresent(value -> request.put("examples", value));
        trials.ifPresent(value -> request.put("trials", value));
        seed.ifPresent(value -> request.put("seed", value));
        priority.ifPresent(value -> request.put("priority", value));
        if (temperature.isPresent() || maxTokens.isPresent()) {
            request.put(
                    "generation",
                    Map.of(
                            "temperature", temperature.orElse(0.0),
                            "maxTokens", maxTokens.orElse(USUAL_MAX_TOKENS)));
        }
        Map<String, Object> budget = new TreeMap<>();
        usd.ifPresent(value -> budget.put("usd", value));
        tokens.ifPresent(value -> budget.put("tokens", value));
        requests.ifPresent(value -> budget.put("requests", value));
        if (!budget.isEmpty()) {
            request.put("budget", budget);
        }
        return request;
    }
}

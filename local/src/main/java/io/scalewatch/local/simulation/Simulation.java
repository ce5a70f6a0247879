package io.scalewatch.local.simulation;

import io.scalewatch.contracts.event.Label;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/// What every simulated model answers to every prompt: a function of the spec, the model and the messages, and of
/// nothing else.
final class Simulation {

    private final SimulationSpec spec;
    private final PromptIndex prompts;
    private final Map<String, ModelAnswers> models = new LinkedHashMap<>();
    private final Map<String, SimulatedJudge> judges = new HashMap<>();

    /// @throws InvalidSpecException if an imported file has bad rows
    /// @throws IOException if one can't be read
    Simulation(SimulationSpec spec) throws IOException {
        this.spec = spec;
        this.prompts = PromptIndex.of(
                spec.imports(),
                spec.families().stream()
                        .flatMap(family -> family.tasks().keySet().stream())
                        .collect(Collectors.toSet()));
        for (SimulatedFamily family : spec.families()) {
            for (SimulatedModel model : family.models()) {
                model.judge().ifPresent(judge -> judges.put(model.name(), judge));
                models.put(model.name(), new ModelAnswers(spec.seed(), family, model, prompts.tasks()));
            }
        }
    }

    PromptIndex prompts() {
        return prompts;
    }

    List<String> models() {
        return List.copyOf(models.keySet());
    }

    boolean has(String model) {
        return models.containsKey(model);
    }

    /// @param model one of [#models()]
    /// @param prompt hash of the messages
    Phrasing.Completion answer(String model, long prompt) {
        ModelAnswers answers = models.get(model);
        Optional<KnownPrompt> known = prompts.find(prompt).filter(found -> answers.knows(found.task()));
        if (known.isEmpty()) {
            return Phrasing.unknown(spec.filler());
        }
        SplittableRandom random = random(model, prompt);
        AnswerValue value = AnswerValue.of(known.get().sample().answer(), answers.label(known.get()), random);
        return Phrasing.of(known.get(), value, spec.filler(), random);
    }

    /// Whether a model judges; then it is to be asked with the text of its prompt.
    boolean isJudge(String model) {
        return judges.containsKey(model);
    }

    /// @param model one that judges
    /// @param prompt hash of the messages
    /// @param text of the last message
    Phrasing.Completion judge(String model, long prompt, String text) {
        return judges.get(model).answer(text, random(model, prompt));
    }

    /// The label that the answer is meant to get; empty for a prompt that the model was not taught.
    Optional<Label> intended(String model, long prompt) {
        ModelAnswers answers = models.get(model);
        return prompts.find(prompt)
                .filter(found -> answers.knows(found.task()))
                .map(found -> AnswerValue.of(found.sample().answer(), answers.label(found), random(model, prompt))
                        .label());
    }

    private SplittableRandom random(String model, long prompt) {
        return new SplittableRandom(PromptHash.mix(spec.seed() ^ PromptHash.mix(prompt ^ model.hashCode())));
    }
}

package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/// A built-in task: what is said about it, and the generator of its samples.
///
/// @param description a paragraph for people
/// @param labels the labels that its samples provoke, beside CORRECT
public record TaskDefinition(
        String name,
        Mechanism mechanism,
        String description,
        AnswerKind kind,
        List<Label> labels,
        SampleGenerator generator) {

    /// How often a group is drawn again because one of its prompts was there before.
    private static final int DRAWS = 10_000;

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    public TaskDefinition {
        labels = List.copyOf(labels);
    }

    /// The task's samples, all different: always the same ones in the same order for the same arguments, and the
    /// first ones of any longer list with that seed.
    ///
    /// @throws IllegalArgumentException if the vocabulary does not suffice for so many
    public TaskVersion version(long seed, int examples) {
        List<Sample> samples = samples(seed, examples);
        return new TaskVersion(name, ContentHash.of(samples), mechanism, description, kind, labels, samples);
    }

    private List<Sample> samples(long seed, int examples) {
        SplittableRandom random = new SplittableRandom(seed * GOLDEN_GAMMA + name.hashCode());
        Set<String> prompts = new HashSet<>();
        List<Sample> samples = new ArrayList<>(examples);
        for (int group = 1; samples.size() < examples; group++) {
            String id = String.format(Locale.ROOT, "%04d", group);
            SampleGroup drawn = draw(random, prompts);
            samples.add(sample(id, id, false, drawn.biased()));
            if (samples.size() < examples) {
                drawn.control().ifPresent(control -> samples.add(sample(id + "-control", id, true, control)));
            }
        }
        return samples;
    }

    private SampleGroup draw(SplittableRandom random, Set<String> prompts) {
        for (int draw = 0; draw < DRAWS; draw++) {
            SampleGroup group = generator.draw(random);
            String control = group.control().map(SampleGroup.Question::prompt).orElse("");
            if (!prompts.contains(group.biased().prompt()) && !prompts.contains(control)) {
                prompts.add(group.biased().prompt());
                group.control().ifPresent(question -> prompts.add(question.prompt()));
                return group;
            }
        }
        throw new IllegalArgumentException("task " + name + " has no more than " + prompts.size() + " samples");
    }

    private static Sample sample(String id, String group, boolean control, SampleGroup.Question question) {
        return new Sample(id, List.of(Message.user(question.prompt())), group, control, Map.of(), question.answer());
    }
}

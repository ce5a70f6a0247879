package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/// A built-in task: what is said about it, and the generator of its samples.
///
/// @param description a paragraph for people
/// @param labels the labels that its samples provoke, beside CORRECT
/// @param dials what its samples differ in, each sample by a number
public record TaskDefinition(
        String name,
        Mechanism mechanism,
        String description,
        AnswerKind kind,
        List<Label> labels,
        List<Dial> dials,
        SampleGenerator generator) {

    /// How many samples are held out for examples: several times the most that a variant shows.
    static final int HELD_OUT = 64;

    /// How often a group is drawn again because one of its prompts was there before.
    private static final int DRAWS = 10_000;

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    /// Makes the stream of the held-out samples another one than that of the samples.
    private static final long HELD_OUT_STREAM = 0x5851F42D4C957F2DL;

    private static final String HELD_OUT_ID = "example-";

    public TaskDefinition {
        labels = List.copyOf(labels);
        dials = List.copyOf(dials);
    }

    /// A task without dials.
    public TaskDefinition(
            String name,
            Mechanism mechanism,
            String description,
            AnswerKind kind,
            List<Label> labels,
            SampleGenerator generator) {
        this(name, mechanism, description, kind, labels, List.of(), generator);
    }

    /// The task's samples, all different: always the same ones in the same order for the same arguments, and
    /// the first ones of any longer list with that seed. None of them is among the held-out ones, which
    /// depend on the seed alone.
    ///
    /// @throws IllegalArgumentException if the vocabulary does not suffice for so many
    public TaskVersion version(long seed, int examples) {
        long stream = seed * GOLDEN_GAMMA + name.hashCode();
        Set<List<Message>> prompts = new HashSet<>();
        List<Sample> heldOut = samples(new SplittableRandom(stream ^ HELD_OUT_STREAM), HELD_OUT, HELD_OUT_ID, prompts);
        List<Sample> samples = samples(new SplittableRandom(stream), examples, "", prompts);
        return new TaskVersion(
                name, ContentHash.of(samples, heldOut), mechanism, description, kind, labels, samples, heldOut);
    }

    private List<Sample> samples(SplittableRandom random, int examples, String prefix, Set<List<Message>> prompts) {
        List<Sample> samples = new ArrayList<>(examples);
        for (int group = 1; samples.size() < examples; group++) {
            String id = prefix + String.format(Locale.ROOT, "%04d", group);
            List<Question> questions = draw(random, prompts).questions();
            for (int i = 0; i < questions.size() && samples.size() < examples; i++) {
                samples.add(sample(id, i, questions));
            }
        }
        return samples;
    }

    private SampleGroup draw(SplittableRandom random, Set<List<Message>> prompts) {
        for (int draw = 0; draw < DRAWS; draw++) {
            SampleGroup group = generator.draw(random);
            List<List<Message>> inputs =
                    group.questions().stream().map(Question::input).toList();
            boolean different = new HashSet<>(inputs).size() == inputs.size();
            if (different && inputs.stream().noneMatch(prompts::contains)) {
                prompts.addAll(inputs);
                return group;
            }
        }
        throw new IllegalArgumentException("task " + name + " has no more than " + prompts.size() + " samples");
    }

    private static Sample sample(String group, int place, List<Question> questions) {
        Question question = questions.get(place);
        return new Sample(
                group + suffix(place, questions),
                question.input(),
                group,
                question.control(),
                question.dials(),
                question.answer(),
                question.steps());
    }

    /// `0001`, `0001-2`, `0001-3` for biased questions, `0001-control`, `0001-control-2` for controls.
    private static String suffix(int place, List<Question> questions) {
        boolean control = questions.get(place).control();
        long before = questions.stream()
                .limit(place)
                .filter(q -> q.control() == control)
                .count();
        return (control ? "-control" : "") + (before == 0 ? "" : "-" + (before + 1));
    }
}

package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A prompting strategy: what is said around a sample's question. It never changes what counts as which
/// answer.
public sealed interface Variant {

    /// The question as it is.
    Variant BASELINE = new Baseline();

    /// Says what the tasks are built to tempt a model away from.
    Variant EXPLICIT_INSTRUCTION = new Instruction(
            "explicit-instruction",
            "Follow the wording of the request exactly. Use only what is needed to answer, ignore every detail that "
                    + "is not, and do not let an opinion or a familiar phrase in the request decide for you.");

    /// Asks for reasoning first.
    Variant STEP_BY_STEP = new Instruction(
            "step-by-step",
            "Think step by step. When you are done, end with one line of this form, and nothing after it:\n"
                    + "ANSWER: your answer");

    /// Asks for nothing but the answer.
    Variant OUTPUT_CONSTRAINT = new Instruction(
            "output-constraint", "Reply with the answer alone: no introduction, no explanation, and nothing after it.");

    /// One answered sample first.
    Variant ONE_SHOT = new FewShot(1);

    /// Sub-questions first, in turns whose answers are given.
    Variant DECOMPOSED = new Decomposed();

    /// All of them, each number of shots counted.
    List<Variant> ALL = Stream.of(
                    Stream.of(BASELINE, EXPLICIT_INSTRUCTION, STEP_BY_STEP, OUTPUT_CONSTRAINT),
                    IntStream.rangeClosed(1, FewShot.MOST).<Variant>mapToObj(FewShot::new),
                    Stream.of(DECOMPOSED))
            .flatMap(variants -> variants)
            .toList();

    /// What there is, in words.
    String KNOWN = "baseline, explicit-instruction, step-by-step, output-constraint, one-shot, few-shot-2 to few-shot-"
            + FewShot.MOST + ", decomposed";

    /// The name in requests, events and series.
    String id();

    /// The turns that a model is asked with.
    ///
    /// @param task that the sample is of
    List<Message> messages(TaskVersion task, Sample sample);

    /// Why a variant can't be asked of some sample of a task, where it can't. No method of the variant's,
    /// because an interface with a default method is initialised by its records, and they by it.
    static Optional<String> problem(Variant variant, TaskVersion task) {
        return switch (variant) {
            case FewShot few -> few.problemWith(task);
            case Baseline _ -> Optional.empty();
            case Instruction _, Decomposed _ -> problemWithClasses(task);
        };
    }

    private static Optional<String> problemWithClasses(TaskVersion task) {
        return task.samples().stream().anyMatch(sample -> sample.answer().kind() == AnswerKind.LOGPROB)
                ? Optional.of("can't be asked of " + task.name()
                        + ": its classes are compared by log-probability, and must follow the sample's own words")
                : Optional.empty();
    }

    /// The variant of that name.
    static Optional<Variant> of(String id) {
        return ALL.stream().filter(variant -> variant.id().equals(id)).findFirst();
    }

    /// The sample's own turns.
    record Baseline() implements Variant {

        @Override
        public String id() {
            return "baseline";
        }

        @Override
        public List<Message> messages(TaskVersion task, Sample sample) {
            return sample.input();
        }
    }

    /// The sample's turns, with an instruction at the end of the last one.
    record Instruction(String id, String text) implements Variant {

        @Override
        public List<Message> messages(TaskVersion task, Sample sample) {
            return Turns.appended(sample.input(), text);
        }
    }

    /// Answered samples, each in turns of its own, then the sample.
    ///
    /// @param shots how many, from 1 to [#MOST]
    record FewShot(int shots) implements Variant {

        /// More would cost much and show little.
        public static final int MOST = 16;

        public FewShot {
            if (shots < 1 || shots > MOST) {
                throw new IllegalArgumentException("a few-shot prompt has 1 to " + MOST + " shots, not " + shots);
            }
        }

        @Override
        public String id() {
            return shots == 1 ? "one-shot" : "few-shot-" + shots;
        }

        @Override
        public List<Message> messages(TaskVersion task, Sample sample) {
            List<Message> messages = new ArrayList<>();
            List<Sample> chosen = Shots.of(task, sample, shots);
            for (int place = 0; place < chosen.size(); place++) {
                messages.addAll(chosen.get(place).input());
                messages.add(Turns.assistant(Shots.answer(chosen.get(place), place)));
            }
            messages.addAll(sample.input());
            return List.copyOf(messages);
        }

        Optional<String> problemWith(TaskVersion task) {
            if (!Shots.areAnswerable(task)) {
                return Optional.of("needs shots, but " + task.name()
                        + " has samples without choices whose right answer is not known, or known by a pattern alone: "
                        + "none can be shown");
            }
            int available = Shots.available(task);
            return available >= shots
                    ? Optional.empty()
                    : Optional.of("needs " + shots + " shots, but " + task.name() + " has " + available
                            + " samples to show beside one that is asked");
        }
    }

    /// The sample's sub-questions in turns, and then the request itself.
    record Decomposed() implements Variant {

        private static final String INTRODUCTION =
                "Let us take this in parts. Do not answer the request yet; first a question about it. ";
        private static final String CLOSING = "Good. Now answer the request itself, in the form that it asks for.";

        /// For samples that have none of their own. It is right for all of them.
        private static final List<SubQuestion> ANY = List.of(new SubQuestion(
                "What exactly does it ask for, and what in it does not bear on the answer?",
                "It asks for one thing, and I will take its wording as it stands. Familiar phrases, stated opinions "
                        + "and details that are not asked about do not bear on the answer."));

        @Override
        public String id() {
            return "decomposed";
        }

        @Override
        public List<Message> messages(TaskVersion task, Sample sample) {
            List<SubQuestion> steps = sample.steps().isEmpty() ? ANY : sample.steps();
            List<Message> messages = new ArrayList<>(Turns.appended(
                    sample.input(), INTRODUCTION + steps.getFirst().question()));
            for (int i = 0; i < steps.size(); i++) {
                messages.add(Turns.assistant(steps.get(i).answer()));
                messages.add(
                        Message.user(i + 1 < steps.size() ? steps.get(i + 1).question() : CLOSING));
            }
            return List.copyOf(messages);
        }
    }
}

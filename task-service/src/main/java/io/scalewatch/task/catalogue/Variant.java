package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A prompting strategy: what is said around a sample's question. It never changes what counts as which answer.
public enum Variant {
    /// The question as it is.
    BASELINE("baseline", ""),

    /// Says what the tasks are built to tempt a model away from.
    EXPLICIT_INSTRUCTION(
            "explicit-instruction",
            "Follow the wording of the request exactly. Use only what is needed to answer, ignore every detail that "
                    + "is not, and do not let an opinion or a familiar phrase in the request decide for you."),

    /// Asks for reasoning first.
    STEP_BY_STEP(
            "step-by-step",
            "Think step by step. When you are done, end with one line of this form, and nothing after it:\n"
                    + "ANSWER: your answer");

    private final String id;
    private final String instruction;

    Variant(String id, String instruction) {
        this.id = id;
        this.instruction = instruction;
    }

    /// The name in requests, events and series.
    public String id() {
        return id;
    }

    /// The variant of that name.
    public static Optional<Variant> of(String id) {
        return Arrays.stream(values()).filter(variant -> variant.id.equals(id)).findFirst();
    }

    /// The turns that a model is asked with: the sample's, with the instruction at the end of the last one.
    public List<Message> messages(Sample sample) {
        if (instruction.isEmpty()) {
            return sample.input();
        }
        List<Message> messages = new ArrayList<>(sample.input());
        Message last = messages.removeLast();
        messages.add(new Message(last.role(), last.content() + "\n\n" + instruction));
        return List.copyOf(messages);
    }
}

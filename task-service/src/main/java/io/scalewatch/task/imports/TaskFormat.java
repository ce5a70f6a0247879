package io.scalewatch.task.imports;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The formats in which tasks come and go.
public enum TaskFormat {
    /// Scalewatch's own rows: all that a sample can have.
    SCALEWATCH("scalewatch"),
    /// Classification tasks of the Inverse Scaling Prize: a prompt, its classes, and which of them is right.
    INVERSE_SCALING_PRIZE("inverse-scaling-prize"),
    /// Of the Inverse Scaling Prize: how a prompt moves the log-odds of the classes against another prompt.
    LOGODDS("logodds"),
    /// The same, in either direction.
    ABSOLUTE_LOGODDS("absolute-logodds"),
    /// Of the Inverse Scaling Prize: how probable a completion is.
    SEQUENCE_PROBABILITY("sequence-prob"),
    /// Of the Inverse Scaling Prize: a number, and one that leads astray.
    NUMERIC("numeric"),
    /// Anthropic's model-written evaluations: which answers match a behaviour.
    MODEL_WRITTEN_EVALS("model-written-evals"),
    /// Documents, and templates in the YAML of the lm-evaluation-harness that make prompts of them.
    LM_EVALUATION_HARNESS("lm-evaluation-harness");

    /// All ids, for messages.
    public static final String KNOWN =
            Arrays.stream(values()).map(TaskFormat::id).collect(Collectors.joining(", "));

    private final String id;

    TaskFormat(String id) {
        this.id = id;
    }

    /// The name in requests and files.
    public String id() {
        return id;
    }

    /// The format of that id.
    public static Optional<TaskFormat> of(String id) {
        return Arrays.stream(values()).filter(format -> format.id.equals(id)).findFirst();
    }
}

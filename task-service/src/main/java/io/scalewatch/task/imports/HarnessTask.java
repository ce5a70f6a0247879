package io.scalewatch.task.imports;

import java.util.Optional;

/// How a task of the lm-evaluation-harness makes prompts of documents.
///
/// @param output what is asked of the model
/// @param description what stands before every prompt; empty where nothing does
/// @param text the prompt
/// @param target the right answer: a text, several, or the place of a choice
/// @param choices what there is to choose from
public record HarnessTask(
        Output output, String description, Template text, Template target, Optional<Template> choices) {

    /// The `output_type`.
    public enum Output {
        MULTIPLE_CHOICE,
        GENERATE_UNTIL,
        LOGLIKELIHOOD
    }
}

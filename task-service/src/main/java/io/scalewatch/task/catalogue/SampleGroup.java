package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerSpec;
import java.util.Optional;

/// A biased question and, where the task has one, its neutral control.
public record SampleGroup(Question biased, Optional<Question> control) {

    /// @param prompt what the user asks
    public record Question(String prompt, AnswerSpec answer) {}
}

package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Message;
import java.util.List;
import java.util.Map;

/// One question of a task with what counts as which answer.
///
/// @param id unique within the task's version
/// @param input the turns of the plain question, before any variant
/// @param group a biased sample and its neutral control share it
/// @param control whether this is its group's neutral control
/// @param dials the task's dials for this sample
/// @param steps what the variant `decomposed` asks first; none where the task does not say
public record Sample(
        String id,
        List<Message> input,
        String group,
        boolean control,
        Map<String, Double> dials,
        AnswerSpec answer,
        List<SubQuestion> steps) {

    public Sample {
        input = List.copyOf(input);
        dials = Map.copyOf(dials);
        // Not in the archives of before there were any.
        steps = steps == null ? List.of() : List.copyOf(steps);
        if (input.isEmpty()) {
            throw new IllegalArgumentException("a sample needs an input");
        }
    }

    /// A sample without steps of its own.
    public Sample(
            String id,
            List<Message> input,
            String group,
            boolean control,
            Map<String, Double> dials,
            AnswerSpec answer) {
        this(id, input, group, control, dials, answer, List.of());
    }
}

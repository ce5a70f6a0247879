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
/// @param metadata a JSON object that a user has attached, which nobody here reads; empty where there is none
public record Sample(
        String id,
        List<Message> input,
        String group,
        boolean control,
        Map<String, Double> dials,
        AnswerSpec answer,
        List<SubQuestion> steps,
        String metadata) {

    public Sample {
        input = List.copyOf(input);
        dials = Map.copyOf(dials);
        // Neither is in the archives of before there were any.
        steps = steps == null ? List.of() : List.copyOf(steps);
        metadata = metadata == null ? "" : metadata;
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

    /// A sample without metadata.
    public Sample(
            String id,
            List<Message> input,
            String group,
            boolean control,
            Map<String, Double> dials,
            AnswerSpec answer,
            List<SubQuestion> steps) {
        this(id, input, group, control, dials, answer, steps, "");
    }
}

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
public record Sample(
        String id, List<Message> input, String group, boolean control, Map<String, Double> dials, AnswerSpec answer) {

    public Sample {
        input = List.copyOf(input);
        dials = Map.copyOf(dials);
        if (input.isEmpty()) {
            throw new IllegalArgumentException("a sample needs an input");
        }
    }
}

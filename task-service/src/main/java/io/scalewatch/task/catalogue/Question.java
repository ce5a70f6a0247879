package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What becomes a sample once it has a name.
///
/// @param input the turns, of which the user's is the last
/// @param control whether it is neutral: without what the task provokes wrong answers with
/// @param dials the task's dials, by name
/// @param steps what the variant `decomposed` asks first
public record Question(
        List<Message> input, AnswerSpec answer, boolean control, Map<String, Double> dials, List<SubQuestion> steps) {

    public Question {
        input = List.copyOf(input);
        dials = Map.copyOf(dials);
        steps = List.copyOf(steps);
    }

    /// A question that provokes wrong answers.
    static Question biased(String prompt, AnswerSpec answer) {
        return biased(List.of(Message.user(prompt)), answer);
    }

    /// The same in several turns.
    static Question biased(List<Message> input, AnswerSpec answer) {
        return new Question(input, answer, false, Map.of(), List.of());
    }

    /// A neutral question.
    static Question control(String prompt, AnswerSpec answer) {
        return control(List.of(Message.user(prompt)), answer);
    }

    /// The same in several turns.
    static Question control(List<Message> input, AnswerSpec answer) {
        return new Question(input, answer, true, Map.of(), List.of());
    }

    Question dial(String name, double value) {
        Map<String, Double> more = new HashMap<>(dials);
        more.put(name, value);
        return new Question(input, answer, control, more, steps);
    }

    Question step(String question, String reply) {
        List<SubQuestion> more = new ArrayList<>(steps);
        more.add(new SubQuestion(question, reply));
        return new Question(input, answer, control, dials, more);
    }
}

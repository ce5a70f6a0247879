package io.scalewatch.task.catalogue;

import java.util.List;

/// Questions that are compared with each other: biased ones, then, where the task has them, their neutral
/// controls.
public record SampleGroup(List<Question> questions) {

    public SampleGroup {
        questions = List.copyOf(questions);
        boolean controlSeen = false;
        for (Question question : questions) {
            if (controlSeen && !question.control()) {
                throw new IllegalArgumentException("a group's controls come after its biased questions");
            }
            controlSeen |= question.control();
        }
        if (questions.isEmpty() || questions.getFirst().control()) {
            throw new IllegalArgumentException("a group begins with a biased question");
        }
    }

    static SampleGroup of(Question... questions) {
        return new SampleGroup(List.of(questions));
    }
}

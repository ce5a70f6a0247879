package io.scalewatch.task.rescoring;

import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What another version of a task says about the samples that a run has asked.
///
/// @param changed by sample, the answer specification where it is another one
/// @param missing samples that the other version does not have
/// @param otherPrompt samples that it asks otherwise: an answer to one says nothing about the other
record AnswerChanges(Map<String, AnswerSpec> changed, List<String> missing, List<String> otherPrompt) {

    static AnswerChanges of(Collection<Sample> asked, TaskVersion other) {
        Map<String, Sample> byId = new HashMap<>();
        other.samples().forEach(sample -> byId.put(sample.id(), sample));
        Map<String, AnswerSpec> changed = new HashMap<>();
        List<String> missing = new ArrayList<>();
        List<String> otherPrompt = new ArrayList<>();
        for (Sample sample : asked) {
            Sample now = byId.get(sample.id());
            if (now == null) {
                missing.add(sample.id());
            } else if (!isSamePrompt(sample, now)) {
                otherPrompt.add(sample.id());
            } else if (!sample.answer().equals(now.answer())) {
                changed.put(sample.id(), now.answer());
            }
        }
        return new AnswerChanges(changed, missing, otherPrompt);
    }

    boolean fits() {
        return missing.isEmpty() && otherPrompt.isEmpty();
    }

    /// The choices are part of what is asked: an answer is the letter of one. So are the steps, of the variant
    /// that asks them.
    private static boolean isSamePrompt(Sample one, Sample other) {
        return one.input().equals(other.input())
                && one.steps().equals(other.steps())
                && one.answer().choices().equals(other.answer().choices());
    }
}

package io.scalewatch.contracts.event;

import java.util.Map;
import java.util.Optional;

/// Which sample is asked, in which form, for which time.
///
/// @param task name of the task
/// @param taskVersion content hash of the task's samples
/// @param variant prompting strategy, for example `baseline`
/// @param sample id of the sample within the task
/// @param group biased samples and their neutral control share a group
/// @param control whether this sample is its group's neutral control
/// @param number which repeat of the same prompt, from 0
/// @param dials the task's dials for this sample, for example the number of distractors
/// @param runKind why the run was started, where it repeats what was asked before: `SCHEDULED` or `CANARY`; or
/// `JUDGE`, where a model is asked about another's answer
public record Trial(
        String task,
        String taskVersion,
        String variant,
        String sample,
        String group,
        boolean control,
        int number,
        Map<String, Double> dials,
        Optional<RunKind> runKind) {

    public Trial {
        Require.notBlank(task, "task");
        Require.notBlank(taskVersion, "taskVersion");
        Require.notBlank(variant, "variant");
        Require.notBlank(sample, "sample");
        Require.notBlank(group, "group");
        Require.that(number >= 0, "number must not be negative");
        dials = dials == null ? Map.of() : Map.copyOf(dials);
        runKind = Require.orEmpty(runKind);
    }

    /// Of a run that was asked for, or that a deployment has started.
    public Trial(
            String task,
            String taskVersion,
            String variant,
            String sample,
            String group,
            boolean control,
            int number,
            Map<String, Double> dials) {
        this(task, taskVersion, variant, sample, group, control, number, dials, Optional.empty());
    }
}

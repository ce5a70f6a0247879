package io.scalewatch.task.tasks;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.catalogue.Dial;
import io.scalewatch.task.catalogue.Mechanism;
import io.scalewatch.task.catalogue.TaskDefinition;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.imports.TaskProfile;
import java.util.List;
import java.util.Optional;

/// All that is stored of a task version but its samples.
///
/// @param version content hash of the samples
/// @param samples how many are evaluated
record TaskCard(
        String name,
        String version,
        Mechanism mechanism,
        String description,
        AnswerKind kind,
        List<Label> labels,
        int samples,
        TaskDetails details) {

    static TaskCard of(TaskProfile profile, String version) {
        return new TaskCard(
                profile.name(),
                version,
                profile.mechanism(),
                profile.description(),
                profile.kind(),
                profile.labels(),
                profile.samples(),
                new TaskDetails(
                        Optional.of(profile.format().id()),
                        profile.dials(),
                        profile.variants(),
                        profile.generation(),
                        profile.heldOut()));
    }

    static TaskCard ofBuiltIn(TaskVersion task) {
        List<Dial> dials = BuiltInTasks.definitions().stream()
                .filter(definition -> definition.name().equals(task.name()))
                .map(TaskDefinition::dials)
                .findFirst()
                .orElse(List.of());
        return new TaskCard(
                task.name(),
                task.version(),
                task.mechanism(),
                task.description(),
                task.kind(),
                task.labels(),
                task.samples().size(),
                new TaskDetails(
                        Optional.empty(),
                        dials,
                        List.of(),
                        Optional.empty(),
                        task.heldOut().size()));
    }
}

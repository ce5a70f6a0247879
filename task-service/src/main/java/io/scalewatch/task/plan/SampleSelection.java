package io.scalewatch.task.plan;

import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which samples of a task a run takes, and in which order: the seed's. A group, a biased sample and its neutral
/// control, is taken whole or not at all, and stays together.
final class SampleSelection {

    private SampleSelection() {}

    /// @param examples how many samples at most; all where empty
    static List<Sample> of(TaskVersion task, Optional<Integer> examples, long seed) {
        int room = examples.orElse(Integer.MAX_VALUE);
        List<Sample> taken = new ArrayList<>();
        for (List<Sample> group : new SeededShuffle(seed, task.name()).shuffled(groups(task))) {
            if (group.size() <= room - taken.size()) {
                taken.addAll(group);
            }
        }
        return taken;
    }

    private static List<List<Sample>> groups(TaskVersion task) {
        Map<String, List<Sample>> groups = new LinkedHashMap<>();
        for (Sample sample : task.samples()) {
            groups.computeIfAbsent(sample.group(), g -> new ArrayList<>()).add(sample);
        }
        return new ArrayList<>(groups.values());
    }
}

package io.scalewatch.local.simulation;

import java.util.List;
import java.util.Map;

/// A simulated lineage.
///
/// @param models as listed
/// @param tasks what is known of its behaviour, by the task's name
public record SimulatedFamily(String name, List<SimulatedModel> models, Map<String, TaskBehaviour> tasks) {

    public SimulatedFamily {
        models = List.copyOf(models);
        tasks = Map.copyOf(tasks);
    }
}

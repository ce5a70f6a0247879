package io.scalewatch.task.tasks;

import io.scalewatch.task.catalogue.TaskVersion;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Task versions in memory, bounded by their samples: the one that was used longest ago goes first. Safe for
/// several threads.
final class TaskCache {

    private final int maxSamples;
    private final Map<Key, TaskVersion> versions = new LinkedHashMap<>(16, 0.75f, true);
    private int samples;

    private record Key(String name, String version) {}

    /// @param maxSamples the most samples of all versions together; a larger version is not kept at all
    TaskCache(int maxSamples) {
        this.maxSamples = maxSamples;
    }

    synchronized Optional<TaskVersion> get(String name, String version) {
        return Optional.ofNullable(versions.get(new Key(name, version)));
    }

    synchronized void put(TaskVersion task) {
        int size = task.samples().size();
        Key key = new Key(task.name(), task.version());
        if (size > maxSamples || versions.containsKey(key)) {
            return;
        }
        Iterator<TaskVersion> oldest = versions.values().iterator();
        while (samples + size > maxSamples) {
            samples -= oldest.next().samples().size();
            oldest.remove();
        }
        versions.put(key, task);
        samples += size;
    }

    synchronized int samples() {
        return samples;
    }
}

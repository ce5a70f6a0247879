package io.scalewatch.task.catalogue;

import java.util.List;
import java.util.Optional;

/// Every task that can be asked: the built-in ones and the imported ones. Versions never go away.
public interface Tasks {

    /// The current version of a task.
    Optional<TaskVersion> current(String name);

    /// One version of a task, current or not.
    Optional<TaskVersion> find(String name, String version);

    /// The current version of every task, by name.
    List<TaskVersion> all();
}

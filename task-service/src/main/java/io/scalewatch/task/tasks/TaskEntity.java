package io.scalewatch.task.tasks;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/// A row of `task`: which version of a task is current.
@Entity
@Table(name = "task")
public class TaskEntity extends PanacheEntityBase {

    @Id
    public String name;

    public String version;

    /// Whether a user brought it.
    public boolean imported;
}

package io.scalewatch.task.tasks;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.task.catalogue.Mechanism;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

/// A row of `task_version`. Written once, and read by column: nobody wants all the content to list the tasks.
@Entity
@Table(name = "task_version")
@IdClass(TaskVersionEntity.Key.class)
public class TaskVersionEntity extends PanacheEntityBase {

    public record Key(String task, String version) {}

    @Id
    public String task;

    @Id
    public String version;

    @Enumerated(EnumType.STRING)
    public Mechanism mechanism;

    public String description;

    @Enumerated(EnumType.STRING)
    public AnswerKind kind;

    /// Names, separated by commas.
    public String labels;

    /// How many.
    public int samples;

    /// [TaskDetails] as JSON; null where the version was stored before there were any.
    public String details;

    /// What [SampleArchive] makes of the samples.
    public byte[] content;

    public Instant storedAt;
}

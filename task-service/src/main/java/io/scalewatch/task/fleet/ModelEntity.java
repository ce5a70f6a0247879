package io.scalewatch.task.fleet;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/// A row of `model`.
@Entity
@Table(name = "model")
public class ModelEntity extends PanacheEntityBase {

    @Id
    public String name;

    public String family;

    public long parameters;

    /// Null where unknown.
    public Double trainingFlops;
}

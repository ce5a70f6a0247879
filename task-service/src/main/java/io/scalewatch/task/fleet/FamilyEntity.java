package io.scalewatch.task.fleet;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/// A row of `family`.
@Entity
@Table(name = "family")
public class FamilyEntity extends PanacheEntityBase {

    @Id
    public String name;

    public String description;

    /// JSON, or null.
    public String standingEvaluation;
}

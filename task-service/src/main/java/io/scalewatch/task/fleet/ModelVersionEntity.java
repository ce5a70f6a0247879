package io.scalewatch.task.fleet;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.scalewatch.contracts.event.ModelDeclared;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/// A row of `model_version`.
@Entity
@Table(name = "model_version")
public class ModelVersionEntity extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    public String model;

    public String version;

    @Enumerated(EnumType.STRING)
    public ModelDeclared.Status status;

    public String endpoint;

    /// Null where the endpoint knows the model by its own name.
    public String servedModel;

    public Instant deployedAt;

    /// Null where no run was started.
    public UUID runId;
}

package io.scalewatch.task.fleet;

import io.scalewatch.contracts.event.ModelDeclared;
import io.scalewatch.contracts.event.ModelDeclared.Status;
import io.scalewatch.contracts.event.ModelDeclared.Version;
import io.scalewatch.task.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Tells the others what a model has become.
@ApplicationScoped
class ModelDeclarations {

    /// An event must not grow for as long as a model is deployed to.
    private static final int RETIRED_VERSIONS = 20;

    private final EntityManager entities;
    private final Outbox outbox;

    @Inject
    ModelDeclarations(EntityManager entities, Outbox outbox) {
        this.entities = entities;
        this.outbox = outbox;
    }

    private record Model(String family, String name, long parameters, Double trainingFlops) {}

    private record Row(long id, Version version) {}

    /// Takes part in the caller's transaction, which holds the lock of the model's row.
    void publish(String model) {
        Model row = entities.createQuery(
                        "select m.family, m.name, m.parameters, m.trainingFlops from ModelEntity m"
                                + " where m.name = :model",
                        Model.class)
                .setParameter("model", model)
                .getSingleResult();
        outbox.declare(new ModelDeclared(
                row.family(), row.name(), row.parameters(), Optional.ofNullable(row.trainingFlops()), versions(model)));
    }

    /// In the order of their deployment: the newest retired ones, the current one, a pending one.
    private List<Version> versions(String model) {
        return Stream.concat(
                        versions(model, "v.status = :retired", RETIRED_VERSIONS).stream(),
                        versions(model, "v.status <> :retired", 2).stream())
                .sorted((a, b) -> Long.compare(a.id(), b.id()))
                .map(Row::version)
                .toList();
    }

    private List<Row> versions(String model, String condition, int limit) {
        return entities.createQuery(
                        "select v.id, v.version, v.status, v.endpoint, v.deployedAt from ModelVersionEntity v"
                                + " where v.model = :model and " + condition + " order by v.id desc",
                        Object[].class)
                .setParameter("model", model)
                .setParameter("retired", Status.RETIRED)
                .setMaxResults(limit)
                .getResultStream()
                .map(v -> new Row(
                        (Long) v[0],
                        new Version((String) v[1], (Status) v[2], (String) v[3], (java.time.Instant) v[4])))
                .toList();
    }
}

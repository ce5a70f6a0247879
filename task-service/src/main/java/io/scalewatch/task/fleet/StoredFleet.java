package io.scalewatch.task.fleet;

import io.scalewatch.contracts.event.EndpointDeclared;
import io.scalewatch.contracts.event.ModelDeclared.Status;
import io.scalewatch.contracts.event.ModelVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/// The fleet in PostgreSQL. It reads rows, not managed entities, so that it sees what the transaction itself
/// has changed by statements.
@ApplicationScoped
public class StoredFleet implements Fleet {

    private static final Logger LOG = Logger.getLogger(StoredFleet.class);

    private static final String NEWEST = """
            select m.family as family, m.name as model, v.version as version, m.parameters as parameters,
                m.trainingFlops as trainingFlops, v.endpoint as endpoint, v.servedModel as servedModel,
                v.status as status
            from ModelEntity m join ModelVersionEntity v on v.model = m.name
            where v.status <> :retired and\s""";

    private final EntityManager entities;
    private final ModelDeclarations declarations;

    @Inject
    StoredFleet(EntityManager entities, ModelDeclarations declarations) {
        this.entities = entities;
        this.declarations = declarations;
    }

    /// A version that is not retired.
    private record Row(
            String family,
            String model,
            String version,
            long parameters,
            Double trainingFlops,
            String endpoint,
            String servedModel,
            Status status) {

        DeployedModel toRecord() {
            return new DeployedModel(
                    new ModelVersion(family, model, version, parameters, Optional.ofNullable(trainingFlops)),
                    endpoint,
                    Optional.ofNullable(servedModel));
        }
    }

    @Override
    @Transactional
    public Optional<List<DeployedModel>> family(String family) {
        if (FamilyEntity.count("name", family) == 0) {
            return Optional.empty();
        }
        return Optional.of(newest("m.family = :name", family));
    }

    @Override
    @Transactional
    public Optional<DeployedModel> model(String model) {
        return newest("m.name = :name", model).stream().findFirst();
    }

    private List<DeployedModel> newest(String condition, String name) {
        Map<String, Row> byModel = new LinkedHashMap<>();
        entities.createQuery(NEWEST + condition, Row.class)
                .setParameter("retired", Status.RETIRED)
                .setParameter("name", name)
                .getResultList()
                .forEach(row -> byModel.merge(row.model(), row, (a, b) -> a.status() == Status.PENDING ? a : b));
        List<Row> rows = new ArrayList<>(byModel.values());
        rows.sort(Comparator.comparingLong(Row::parameters).thenComparing(Row::model));
        return rows.stream().map(Row::toRecord).toList();
    }

    @Override
    @Transactional
    public Optional<EndpointDeclared> endpoint(String name) {
        return EndpointEntity.<EndpointEntity>findByIdOptional(name).map(EndpointEntity::toRecord);
    }

    @Override
    @Transactional
    @SuppressWarnings("unchecked")
    public List<String> unchanged(String family) {
        return entities.createNativeQuery("""
                        select m.name from task.model m
                        join task.model_version v on v.model = m.name and v.status = 'CURRENT'
                        left join task.run r on r.id = v.run_id
                        where m.family = :family and (r.id is null or r.ended_at is not null)
                        and not exists (
                            select from task.model_version p where p.model = m.name and p.status = 'PENDING')
                        order by m.name""", String.class)
                .setParameter("family", family)
                .getResultList();
    }

    @Override
    @Transactional
    public void promote(String model, String version, UUID run) {
        if (entities.find(ModelEntity.class, model, LockModeType.PESSIMISTIC_WRITE) == null) {
            return;
        }
        if (!waitsFor(run, model, version)) {
            return;
        }
        // In this order: a model never has two current versions, not even within the transaction.
        ModelVersionEntity.update(
                "status = ?1 where model = ?2 and status = ?3", Status.RETIRED, model, Status.CURRENT);
        ModelVersionEntity.update(
                "status = ?1 where model = ?2 and status = ?3", Status.CURRENT, model, Status.PENDING);
        declarations.publish(model);
        LOG.infof("Version is current, model=%s, version=%s", model, version);
    }

    private boolean waitsFor(UUID run, String model, String version) {
        return (Boolean) entities.createNativeQuery("""
                        select exists (
                            select from task.model_version v left join task.run own on own.id = v.run_id
                            where v.model = :model and v.version = :version and v.status = 'PENDING'
                            and (own.id is null or own.id = :run
                                or (own.ended_at is not null and own.state <> 'COMPLETED')))""", Boolean.class)
                .setParameter("model", model)
                .setParameter("version", version)
                .setParameter("run", run)
                .getSingleResult();
    }
}

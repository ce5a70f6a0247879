package io.scalewatch.task.fleet;

import io.scalewatch.contracts.event.ModelDeclared.Status;
import io.scalewatch.contracts.event.ModelDeployed;
import io.scalewatch.task.problem.Violations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// Enters deployed versions, each once. Takes part in the caller's transaction, and holds the lock of the
/// model's row until it ends: of two deployments of a model at once, one waits for the other.
@ApplicationScoped
public class VersionRegistry {

    /// Whether the version `n` has taken the place of the version `v`, as SQL over rows of `model_version`:
    /// what is asked at the endpoint under that name is answered by the newer one.
    public static final String REPLACES = "n.model = v.model AND n.id > v.id AND n.endpoint = v.endpoint"
            + " AND coalesce(n.served_model, n.model) = coalesce(v.served_model, v.model)";

    private final EntityManager entities;
    private final ModelDeclarations declarations;

    @Inject
    VersionRegistry(EntityManager entities, ModelDeclarations declarations) {
        this.entities = entities;
        this.declarations = declarations;
    }

    /// @param created false where the version was known already; then nothing has changed
    /// @param runId the run that was started for it
    public record Registration(boolean created, Optional<UUID> runId) {}

    /// Enters a version: current if it is its model's first, else pending, in place of a pending one before it.
    ///
    /// @throws io.scalewatch.task.problem.InvalidRequestException if family or endpoint are unknown, or if it
    ///     contradicts what is known of the model or of the version
    @Transactional(TxType.MANDATORY)
    public Registration register(ModelDeployed deployed) {
        checkReferences(deployed);
        insertModel(deployed);
        ModelEntity model = ModelEntity.findById(deployed.model());
        // Locks, and reads what is committed by now.
        entities.refresh(model, LockModeType.PESSIMISTIC_WRITE);
        checkModel(model, deployed);

        if (insertVersion(deployed) == 0) {
            return known(deployed);
        }
        if (model.trainingFlops == null) {
            model.trainingFlops = deployed.trainingFlops().orElse(null);
        }
        boolean first = ModelVersionEntity.count("model", deployed.model()) == 1;
        if (!first) {
            setStatus(deployed.model(), Status.PENDING, Status.RETIRED);
        }
        ModelVersionEntity.update(
                "status = ?1 where model = ?2 and version = ?3",
                first ? Status.CURRENT : Status.PENDING,
                deployed.model(),
                deployed.version());
        declarations.publish(deployed.model());
        return new Registration(true, Optional.empty());
    }

    /// Notes which run was started for a version.
    @Transactional(TxType.MANDATORY)
    public void started(String model, String version, UUID run) {
        ModelVersionEntity.update("runId = ?1 where model = ?2 and version = ?3", run, model, version);
    }

    private static void checkReferences(ModelDeployed deployed) {
        Violations violations = new Violations();
        violations.require(
                FamilyEntity.count("name", deployed.family()) > 0,
                "family",
                "there is no family '" + deployed.family() + "'",
                "add it with PUT /api/families/" + deployed.family());
        violations.require(
                EndpointEntity.count("name", deployed.endpoint()) > 0,
                "endpoint",
                "there is no endpoint '" + deployed.endpoint() + "'",
                "add it with PUT /api/endpoints/" + deployed.endpoint());
        violations.throwIfAny();
    }

    private static void checkModel(ModelEntity model, ModelDeployed deployed) {
        Violations violations = new Violations();
        String remedy = "deploy it under another model name, or correct it";
        violations.require(
                model.family.equals(deployed.family()),
                "family",
                "the model belongs to the family '" + model.family + "' already",
                remedy);
        violations.require(
                model.parameters == deployed.parameters(),
                "parameters",
                "the model is known with " + model.parameters + " parameters",
                remedy);
        Optional<Double> flops = deployed.trainingFlops();
        violations.require(
                flops.isEmpty() || model.trainingFlops == null || flops.get().equals(model.trainingFlops),
                "trainingFlops",
                "the model is known with " + model.trainingFlops + " training FLOPs",
                remedy);
        violations.throwIfAny();
    }

    private static Registration known(ModelDeployed deployed) {
        ModelVersionEntity version = ModelVersionEntity.find(
                        "model = ?1 and version = ?2", deployed.model(), deployed.version())
                .firstResult();
        Violations violations = new Violations();
        String remedy = "give what is deployed differently a version of its own";
        violations.require(
                version.endpoint.equals(deployed.endpoint()),
                "endpoint",
                "the version is deployed at the endpoint '" + version.endpoint + "' already",
                remedy);
        violations.require(
                Objects.equals(version.servedModel, deployed.servedModel().orElse(null)),
                "servedModel",
                "the version is deployed under another served name already",
                remedy);
        violations.throwIfAny();
        return new Registration(false, Optional.ofNullable(version.runId));
    }

    private void insertModel(ModelDeployed deployed) {
        entities.createQuery("""
                        insert into ModelEntity (name, family, parameters, trainingFlops)
                        values (:name, :family, :parameters, :flops) on conflict (name) do nothing""")
                .setParameter("name", deployed.model())
                .setParameter("family", deployed.family())
                .setParameter("parameters", deployed.parameters())
                .setParameter("flops", deployed.trainingFlops().orElse(null))
                .executeUpdate();
    }

    /// As retired: what it becomes is decided once it is known to be new.
    private int insertVersion(ModelDeployed deployed) {
        return entities.createQuery("""
                        insert into ModelVersionEntity (model, version, status, endpoint, servedModel, deployedAt)
                        values (:model, :version, :status, :endpoint, :served, :at)
                        on conflict (model, version) do nothing""")
                .setParameter("model", deployed.model())
                .setParameter("version", deployed.version())
                .setParameter("status", Status.RETIRED)
                .setParameter("endpoint", deployed.endpoint())
                .setParameter("served", deployed.servedModel().orElse(null))
                .setParameter("at", deployed.deployedAt())
                .executeUpdate();
    }

    private static void setStatus(String model, Status from, Status to) {
        ModelVersionEntity.update("status = ?1 where model = ?2 and status = ?3", to, model, from);
    }
}

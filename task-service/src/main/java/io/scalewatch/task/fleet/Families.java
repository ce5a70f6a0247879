package io.scalewatch.task.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.panache.common.Sort;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.task.standing.StandingEvaluation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The families with all that belongs to them.
@ApplicationScoped
public class Families {

    private final EntityManager entities;

    @Inject
    Families(EntityManager entities) {
        this.entities = entities;
    }

    /// Adds a family, or replaces what is known of it beside its models.
    ///
    /// @return whether it is new
    @Transactional
    public boolean put(String name, String description, Optional<StandingEvaluation> standing) {
        String json = standing.map(Families::write).orElse(null);
        int inserted = entities.createQuery("""
                        insert into FamilyEntity (name, description, standingEvaluation)
                        values (:name, :description, :standing) on conflict (name) do nothing""")
                .setParameter("name", name)
                .setParameter("description", description)
                .setParameter("standing", json)
                .executeUpdate();
        if (inserted == 0) {
            FamilyEntity.update("description = ?1, standingEvaluation = ?2 where name = ?3", description, json, name);
        }
        return inserted > 0;
    }

    @Transactional
    public boolean exists(String name) {
        return FamilyEntity.count("name", name) > 0;
    }

    /// What a version that is deployed to the family is asked, if anything.
    @Transactional
    public Optional<StandingEvaluation> standingEvaluation(String family) {
        return entities.createQuery(
                        "select f.standingEvaluation from FamilyEntity f where f.name = :name"
                                + " and f.standingEvaluation is not null",
                        String.class)
                .setParameter("name", family)
                .getResultStream()
                .findFirst()
                .map(Families::read);
    }

    @Transactional
    public Optional<FamilyView> find(String name) {
        return view(FamilyEntity.list("name", name)).stream().findFirst();
    }

    /// Every family, by name.
    @Transactional
    public List<FamilyView> all() {
        return view(FamilyEntity.listAll(Sort.by("name")));
    }

    private static List<FamilyView> view(List<FamilyEntity> families) {
        List<String> names = families.stream().map(f -> f.name).toList();
        Map<String, List<ModelEntity>> models =
                ModelEntity.<ModelEntity>list(
                                "family in ?1", Sort.by("parameters").and("name"), names)
                        .stream()
                        .collect(Collectors.groupingBy(m -> m.family));
        Map<String, List<ModelVersionEntity>> versions = ModelVersionEntity.<ModelVersionEntity>list(
                        "model in (select m.name from ModelEntity m where m.family in ?1)", Sort.by("id"), names)
                .stream()
                .collect(Collectors.groupingBy(v -> v.model));
        return families.stream()
                .map(f -> new FamilyView(
                        f.name,
                        f.description,
                        Optional.ofNullable(f.standingEvaluation).map(Families::read),
                        models.getOrDefault(f.name, List.of()).stream()
                                .map(m -> view(m, versions.getOrDefault(m.name, List.of())))
                                .toList()))
                .toList();
    }

    private static FamilyView.Model view(ModelEntity model, List<ModelVersionEntity> versions) {
        return new FamilyView.Model(
                model.name,
                model.parameters,
                Optional.ofNullable(model.trainingFlops),
                versions.stream()
                        .map(v -> new FamilyView.Version(
                                v.version,
                                v.status,
                                v.endpoint,
                                Optional.ofNullable(v.servedModel),
                                v.deployedAt,
                                Optional.ofNullable(v.runId)))
                        .toList());
    }

    private static String write(StandingEvaluation standing) {
        try {
            return Json.mapper().writeValueAsString(standing);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StandingEvaluation read(String json) {
        try {
            return Json.mapper().readValue(json, StandingEvaluation.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}

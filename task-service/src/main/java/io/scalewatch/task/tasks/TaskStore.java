package io.scalewatch.task.tasks;

import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.TaskDeclared;
import io.scalewatch.task.catalogue.Mechanism;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Task versions in PostgreSQL. Versions are never changed and never go away.
@ApplicationScoped
class TaskStore {

    private static final String VIEW = """
            select t.name as name, t.version as version, v.mechanism as mechanism, v.description as description,
                v.kind as kind, v.labels as labels, v.samples as samples, t.imported as imported, v.storedAt as storedAt
            from TaskEntity t join TaskVersionEntity v on v.task = t.name and v.version = t.version""";

    private final EntityManager entities;
    private final Outbox outbox;
    private final Clock clock;

    @Inject
    TaskStore(EntityManager entities, Outbox outbox, Clock clock) {
        this.entities = entities;
        this.outbox = outbox;
        this.clock = clock;
    }

    private record Row(
            String name,
            String version,
            Mechanism mechanism,
            String description,
            AnswerKind kind,
            String labels,
            int samples,
            boolean imported,
            Instant storedAt) {

        TaskView toView() {
            return new TaskView(
                    name, version, mechanism, description, kind, split(labels), samples, !imported, storedAt);
        }
    }

    private record Content(Mechanism mechanism, String description, AnswerKind kind, String labels, byte[] content) {}

    /// Stores a version, makes it its task's current one, and tells the others.
    ///
    /// @return whether the version is new
    @Transactional
    public boolean store(TaskVersion task, boolean imported) {
        boolean created = insertVersion(task);
        entities.createQuery("""
                        insert into TaskEntity (name, version, imported) values (:name, :version, :imported)
                        on conflict (name) do update set version = excluded.version, imported = excluded.imported""")
                .setParameter("name", task.name())
                .setParameter("version", task.version())
                .setParameter("imported", imported)
                .executeUpdate();
        outbox.declare(new TaskDeclared(
                task.name(),
                task.version(),
                Json.mapper().convertValue(task.mechanism(), String.class),
                task.description(),
                task.kind(),
                task.labels(),
                task.samples().size()));
        return created;
    }

    private boolean insertVersion(TaskVersion task) {
        if (TaskVersionEntity.count("task = ?1 and version = ?2", task.name(), task.version()) > 0) {
            return false;
        }
        return entities.createQuery("""
                                insert into TaskVersionEntity
                                    (task, version, mechanism, description, kind, labels, samples, content, storedAt)
                                values (:task, :version, :mechanism, :description, :kind, :labels, :samples, :content,
                                    :storedAt)
                                on conflict (task, version) do nothing""")
                        .setParameter("task", task.name())
                        .setParameter("version", task.version())
                        .setParameter("mechanism", task.mechanism())
                        .setParameter("description", task.description())
                        .setParameter("kind", task.kind())
                        .setParameter("labels", join(task.labels()))
                        .setParameter("samples", task.samples().size())
                        .setParameter("content", SampleArchive.write(task))
                        .setParameter("storedAt", clock.instant())
                        .executeUpdate()
                > 0;
    }

    @Transactional
    public Optional<TaskVersion> load(String name, String version) {
        return entities.createQuery("""
                        select v.mechanism, v.description, v.kind, v.labels, v.content from TaskVersionEntity v
                        where v.task = :task and v.version = :version""", Content.class)
                .setParameter("task", name)
                .setParameter("version", version)
                .getResultStream()
                .findFirst()
                .map(content -> version(name, version, content));
    }

    private static TaskVersion version(String name, String version, Content content) {
        SampleArchive archive = SampleArchive.read(content.content());
        return new TaskVersion(
                name,
                version,
                content.mechanism(),
                content.description(),
                content.kind(),
                split(content.labels()),
                archive.samples(),
                archive.heldOut());
    }

    @Transactional
    public Optional<TaskView> view(String name) {
        return entities.createQuery(VIEW + " where t.name = :name", Row.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst()
                .map(Row::toView);
    }

    /// Every task, by name.
    @Transactional
    public List<TaskView> views() {
        return entities.createQuery(VIEW + " order by t.name", Row.class)
                .getResultStream()
                .map(Row::toView)
                .toList();
    }

    private static String join(List<Label> labels) {
        return labels.stream().map(Label::name).collect(Collectors.joining(","));
    }

    private static List<Label> split(String labels) {
        return labels.isEmpty()
                ? List.of()
                : Arrays.stream(labels.split(",")).map(Label::valueOf).toList();
    }
}

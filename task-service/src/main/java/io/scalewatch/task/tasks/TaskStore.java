package io.scalewatch.task.tasks;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.TaskDeclared;
import io.scalewatch.task.catalogue.Mechanism;
import io.scalewatch.task.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.Session;

/// Task versions in PostgreSQL. A version's samples are never changed and never go away; what is said about it
/// is what was said last.
@ApplicationScoped
class TaskStore {

    private static final String VIEW = """
            select t.name as name, t.version as version, v.mechanism as mechanism, v.description as description,
                v.kind as kind, v.labels as labels, v.samples as samples, v.details as details,
                t.imported as imported, v.storedAt as storedAt
            from TaskEntity t join TaskVersionEntity v on v.task = t.name and v.version = t.version""";

    /// Not by Hibernate, which would want the content as an array.
    private static final String INSERT = """
            INSERT INTO task_version
                (task, version, mechanism, description, kind, labels, samples, details, content, stored_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (task, version) DO NOTHING""";

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
            String details,
            boolean imported,
            Instant storedAt) {

        TaskView toView() {
            TaskDetails more = TaskStore.details(details);
            return new TaskView(
                    name,
                    version,
                    mechanism,
                    description,
                    kind,
                    split(labels),
                    samples,
                    more.heldOut(),
                    more.dials(),
                    more.variants(),
                    more.generation(),
                    more.format(),
                    !imported,
                    storedAt);
        }
    }

    private record CardRow(
            Mechanism mechanism, String description, AnswerKind kind, String labels, int samples, String details) {}

    /// Stores a version, makes it its task's current one, and tells the others: all of it, or, where the
    /// process or the database dies before the end, nothing.
    ///
    /// @return whether the version is new
    @Transactional
    public boolean store(TaskCard task, SampleContent content, boolean imported) {
        boolean created = !exists(task.name(), task.version()) && insertVersion(task, content);
        if (!created) {
            say(task);
        }
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
                task.samples(),
                task.details().dials().stream()
                        .map(dial -> new TaskDeclared.Dial(dial.name(), dial.meaning()))
                        .toList()));
        return created;
    }

    @Transactional
    public boolean exists(String name, String version) {
        return TaskVersionEntity.count("task = ?1 and version = ?2", name, version) > 0;
    }

    private boolean insertVersion(TaskCard task, SampleContent content) {
        return entities.unwrap(Session.class).doReturningWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT);
                    InputStream archive = content.open()) {
                insert.setString(1, task.name());
                insert.setString(2, task.version());
                insert.setString(3, task.mechanism().name());
                insert.setString(4, task.description());
                insert.setString(5, task.kind().name());
                insert.setString(6, join(task.labels()));
                insert.setInt(7, task.samples());
                insert.setString(8, json(task.details()));
                insert.setBinaryStream(9, archive, Math.toIntExact(content.length()));
                insert.setObject(10, clock.instant().atOffset(ZoneOffset.UTC));
                return insert.executeUpdate() > 0;
            } catch (IOException e) {
                throw new SQLException("the samples can't be read", e);
            }
        });
    }

    /// Mechanism, description and details are no part of a version's content.
    private void say(TaskCard task) {
        entities.createQuery("""
                        update TaskVersionEntity v
                        set v.mechanism = :mechanism, v.description = :description, v.details = :details
                        where v.task = :task and v.version = :version""")
                .setParameter("mechanism", task.mechanism())
                .setParameter("description", task.description())
                .setParameter("details", json(task.details()))
                .setParameter("task", task.name())
                .setParameter("version", task.version())
                .executeUpdate();
    }

    @Transactional
    public Optional<TaskCard> card(String name, String version) {
        return entities.createQuery("""
                        select v.mechanism, v.description, v.kind, v.labels, v.samples, v.details
                        from TaskVersionEntity v where v.task = :task and v.version = :version""", CardRow.class)
                .setParameter("task", name)
                .setParameter("version", version)
                .getResultStream()
                .findFirst()
                .map(row -> new TaskCard(
                        name,
                        version,
                        row.mechanism(),
                        row.description(),
                        row.kind(),
                        split(row.labels()),
                        row.samples(),
                        details(row.details())));
    }

    /// Every version of a task that was ever stored, the newest first.
    @Transactional
    public List<StoredVersion> versions(String name) {
        return entities.createQuery("""
                        select v.version, v.samples, v.storedAt, case when t.version is null then false else true end
                        from TaskVersionEntity v left join TaskEntity t on t.name = v.task and t.version = v.version
                        where v.task = :task order by v.storedAt desc, v.version""", StoredVersion.class)
                .setParameter("task", name)
                .getResultList();
    }

    /// The archive of a version's samples, fetched piece by piece.
    InputStream samples(String name, String version) {
        return new PiecewiseStream(from -> piece(name, version, from));
    }

    /// Not compressed by PostgreSQL, so that a piece is found without reading those before it.
    @Transactional
    public byte[] piece(String name, String version, long from) {
        return (byte[]) entities.createNativeQuery("""
                        SELECT substring(content FROM cast(:from AS integer) FOR :length) FROM task_version
                        WHERE task = :task AND version = :version""", byte[].class)
                .setParameter("from", from + 1)
                .setParameter("length", PiecewiseStream.PIECE)
                .setParameter("task", name)
                .setParameter("version", version)
                .getSingleResult();
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

    private static String json(TaskDetails details) {
        try {
            return Json.mapper().writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("details are always JSON", e);
        }
    }

    /// @param json null for a version that was stored before there were any
    private static TaskDetails details(String json) {
        try {
            return json == null ? TaskDetails.NONE : Json.mapper().readValue(json, TaskDetails.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}

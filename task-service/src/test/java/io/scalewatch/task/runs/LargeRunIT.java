package io.scalewatch.task.runs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.scalewatch.embedded.test.StackResource;
import io.scalewatch.task.database.Database;
import io.scalewatch.task.publishing.PublishingStore;
import jakarta.inject.Inject;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a run costs before it is asked, and when it is over.
@QuarkusTest
@WithTestResource(StackResource.class)
class LargeRunIT {

    private static final int FINISHED = 1_000;
    private static final String COPIED = "created_at = '2020-01-01T00:00:00Z'";

    @Inject
    RunLab lab;

    @Inject
    RunStore runs;

    @Inject
    RunViews views;

    @Inject
    PublishingStore publishing;

    @Inject
    Database database;

    @Test
    void tenMillionPromptsStartToBePublishedWithinTwoSeconds() {
        lab.family("large-1", 4);
        // What is only loaded once is loaded.
        UUID small = lab.run("""
                {"families": ["large-1"], "tasks": ["memo-trap"], "examples": 2}""");
        String request = """
                {"families": ["large-1"], "tasks": ["memo-trap"], "examples": 250, "trials": 10000}""";
        try (PromptTap tap = new PromptTap()) {
            long start = System.nanoTime();

            UUID run = lab.run(request);
            tap.awaitPrompts(run, 1);

            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertThat(lab.show(run).planned()).isGreaterThanOrEqualTo(9_900_000);
            assertThat(took).isLessThan(Duration.ofSeconds(2));
            cancel(run);
            cancel(small);
        }
    }

    @Test
    void aThousandFinishedRunsSlowNothing() {
        List<String> models = lab.family("large-2", 4);
        UUID open = lab.run("""
                {"families": ["large-2"], "tasks": ["memo-trap"], "examples": 20, "priority": -1}""");
        Runnable round = () -> {
            publishing.modelsOfRuns(models, 600_000);
            runs.finished();
            runs.stallsToNote();
            views.find(open);
        };
        long before = medianMicros(round);

        copyAsFinished(open);

        // Twice as long would be growth with their number; a few milliseconds are the machine's own.
        assertThat(medianMicros(round)).isLessThan(2 * before + 3_000);
        cancel(open);
    }

    @AfterEach
    void removeCopies() {
        for (String table : List.of("run_change", "run_segment", "run_progress", "run_cursor")) {
            sql("DELETE FROM task." + table + " WHERE run_id IN (SELECT id FROM task.run WHERE " + COPIED + ")");
        }
        sql("DELETE FROM task.run WHERE " + COPIED);
    }

    private void copyAsFinished(UUID run) {
        sql("""
                WITH copy AS (
                    INSERT INTO task.run (id, state, priority, spec, planned, created_at, ended_at)
                    SELECT gen_random_uuid(), 'COMPLETED', r.priority, r.spec, r.planned,
                           '2020-01-01T00:00:00Z', '2020-01-01T01:00:00Z'
                    FROM task.run r, generate_series(1, %d) WHERE r.id = '%s' RETURNING id),
                cursors AS (
                    INSERT INTO task.run_cursor (run_id, ordinal, model, version, endpoint, planned, position)
                    SELECT copy.id, c.ordinal, c.model, c.version, c.endpoint, c.planned, c.planned
                    FROM copy, task.run_cursor c WHERE c.run_id = '%2$s'),
                progress AS (
                    INSERT INTO task.run_progress (run_id, ordinal, scored, answered, latency_millis)
                    SELECT copy.id, c.ordinal, c.planned, c.planned, c.planned * 10
                    FROM copy, task.run_cursor c WHERE c.run_id = '%2$s'),
                changes AS (
                    INSERT INTO task.run_change (run_id, number, state, at)
                    SELECT copy.id, 0, 'COMPLETED', '2020-01-01T01:00:00Z' FROM copy)
                INSERT INTO task.run_segment (run_id, segment, open, scored, failed)
                SELECT copy.id, s.segment, 0, s.scored, s.failed
                FROM copy, task.run_segment s WHERE s.run_id = '%2$s'
                """.formatted(FINISHED, run));
        sql("ANALYZE task.run, task.run_cursor, task.run_progress");
    }

    private static long medianMicros(Runnable round) {
        long[] nanos = new long[101];
        for (int warm = 0; warm < 100; warm++) {
            round.run();
        }
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            round.run();
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1_000;
    }

    private static void cancel(UUID run) {
        given().post("/api/runs/" + run + "/cancel").then().statusCode(200);
    }

    private void sql(String statement) {
        database.call(connection -> {
            try (Statement s = connection.createStatement()) {
                return s.execute(statement);
            }
        });
    }
}

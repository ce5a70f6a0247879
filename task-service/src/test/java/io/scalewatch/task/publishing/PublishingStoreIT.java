package io.scalewatch.task.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.embedded.test.StackResource;
import io.scalewatch.task.database.Database;
import io.scalewatch.task.publishing.PublishingStore.Advance;
import io.scalewatch.task.runs.PromptTap;
import io.scalewatch.task.runs.RunLab;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// An instance that has lost an endpoint, and does not know it yet.
@QuarkusTest
@WithTestResource(StackResource.class)
class PublishingStoreIT {

    @Inject
    RunLab lab;

    @Inject
    Database database;

    @Inject
    PublishingStore store;

    @Inject
    EndpointLeases leases;

    @Inject
    PublishingConfig config;

    private void sql(String statement) {
        database.call(connection -> {
            try (Statement s = connection.createStatement()) {
                return s.executeUpdate(statement);
            }
        });
    }

    @Test
    void movesNoCursorAfterAnotherInstanceTookTheEndpoint() {
        String model = lab.family("publishing-it-1", 1).getFirst();
        try (PromptTap tap = new PromptTap()) {
            UUID run = lab.run("""
                    {"families": ["publishing-it-1"], "tasks": ["memo-trap"]}""");
            tap.awaitPrompts(run, 64);
            Map<String, Long> before = leases.held();
            assertThat(before).containsKey(model);

            sql("UPDATE task.endpoint_lease SET owner = 'another', epoch = epoch + 1,"
                    + " held_until = now() + interval '1 hour' WHERE endpoint = '" + model + "'");

            List<Advance> advances = List.of(new Advance(run, 0, model, 64, 128));
            assertThat(store.advance(advances, List.of(), leases.owner(), before))
                    .isFalse();
            assertThat(lab.show(run).published()).isEqualTo(64);

            // What it would publish by itself ends with one batch, whose cursor does not move either.
            lab.send(tap.of(run).stream().map(RunLab::labelled).toList());
            UUID elsewhere = elsewhere();
            tap.awaitPrompts(elsewhere, 64);
            assertThat(lab.show(run).published()).isEqualTo(64);
            assertThat(tap.of(run).stream().map(PromptIssued::id).distinct().count())
                    .isLessThanOrEqualTo(64L + config.batchSize());
            RestAssured.post("/api/runs/" + run + "/cancel").then().statusCode(200);
            RestAssured.post("/api/runs/" + elsewhere + "/cancel").then().statusCode(200);
        }
    }

    /// A run on another endpoint, which is published when the publisher has had another round.
    private UUID elsewhere() {
        lab.family("publishing-it-2", 1);
        return lab.run("""
                {"families": ["publishing-it-2"], "tasks": ["memo-trap"]}""");
    }

    @Test
    void anotherInstanceTakesNoEndpointThatIsHeldAndTakesItWithANewEpochWhenItIsNot() {
        String model = lab.family("publishing-it-3", 1).getFirst();
        try (PromptTap tap = new PromptTap()) {
            UUID run = lab.run("""
                    {"families": ["publishing-it-3"], "tasks": ["memo-trap"], "examples": 10}""");
            tap.awaitPrompts(run, 10);
            EndpointLeases another = new EndpointLeases(database, config);

            another.renew();
            assertThat(another.held()).doesNotContainKey(model);

            long epoch = leases.held().get(model);
            sql("UPDATE task.endpoint_lease SET owner = 'dead', held_until = now() - interval '1 s'"
                    + " WHERE endpoint = '" + model + "'");
            another.renew();
            // Whoever was first, the epoch has grown, and only one holds it.
            assertThat(epochOf(model)).isEqualTo(epoch + 1);
            another.release();
            RestAssured.post("/api/runs/" + run + "/cancel").then().statusCode(200);
        }
    }

    /// What a cancelled run has left to be asked again stays for ever.
    @Test
    void readsNothingOfWhatEndedRunsHaveLeft() throws IOException {
        lab.family("publishing-it-4", 1);
        String request = """
                {"families": ["publishing-it-4"], "tasks": ["memo-trap"], "examples": 10}""";
        UUID ended = lab.run(request);
        UUID open = lab.run(request);
        RestAssured.post("/api/runs/" + ended + "/cancel").then().statusCode(200);
        sql("UPDATE task.run SET ended_at = now() - interval '1 day' WHERE id = '" + ended + "'");
        sql("INSERT INTO task.prompt_attempt (run_id, index, ordinal, attempt) SELECT '" + ended
                + "', i, 0, 1 FROM generate_series(1, 5000) AS i");
        sql("ANALYZE task.prompt_attempt");

        assertThat(rowsRead("prompt_attempt", "publishing-it-4-0")).isNotEmpty().allMatch(rows -> rows < 100);

        RestAssured.post("/api/runs/" + open + "/cancel").then().statusCode(200);
        sql("DELETE FROM task.prompt_attempt WHERE run_id = '" + ended + "'");
    }

    /// What the query of a round reads of a table, wherever it does.
    private List<Long> rowsRead(String table, String endpoint) throws IOException {
        String plan = database.call(connection -> {
            try (PreparedStatement explain =
                    connection.prepareStatement("EXPLAIN (ANALYZE, FORMAT JSON) " + PublishingStore.MODELS_OF_RUNS)) {
                explain.setLong(1, 600_000);
                explain.setArray(2, connection.createArrayOf("text", new Object[] {endpoint}));
                try (ResultSet row = explain.executeQuery()) {
                    row.next();
                    return row.getString(1);
                }
            }
        });
        return Json.mapper().readTree(plan).findParents("Relation Name").stream()
                .filter(node -> node.get("Relation Name").asText().equals(table))
                .map(node -> Math.round(node.get("Actual Rows").asDouble()
                        * node.get("Actual Loops").asDouble()))
                .toList();
    }

    private long epochOf(String endpoint) {
        return database.call(connection -> {
            try (Statement s = connection.createStatement();
                    var row = s.executeQuery(
                            "SELECT epoch FROM task.endpoint_lease WHERE endpoint = '" + endpoint + "'")) {
                row.next();
                return row.getLong(1);
            }
        });
    }
}

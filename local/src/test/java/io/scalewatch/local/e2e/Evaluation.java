package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.local.stack.LocalStack;
import io.scalewatch.local.stack.StackAddresses;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// A family of its own for one test, and what a user does with it.
final class Evaluation {

    private static final Duration LIMIT = Duration.ofSeconds(240);

    private final StackAddresses stack;
    private final String family;
    private final Http http = new Http();

    private Evaluation(StackAddresses stack, String family) {
        this.stack = stack;
        this.family = family;
    }

    /// Registers the family and deploys one model per size.
    ///
    /// @param served the names that the simulated models' server knows the models by, with their parameters
    static Evaluation deploy(LocalStack stack, String family, Map<String, Long> served) {
        return deploy(StackAddresses.of(stack), family, served);
    }

    static Evaluation deploy(StackAddresses stack, String family, Map<String, Long> served) {
        Evaluation evaluation = new Evaluation(stack, family);
        evaluation.declareEndpoint();
        evaluation.ok(evaluation.http.put(evaluation.task("/api/families/" + family), Map.of("description", family)));
        served.forEach((name, parameters) -> evaluation.deploy(name, parameters, "v1"));
        return evaluation;
    }

    /// Registers the family and deploys one model per size, each on an endpoint of its own that has its name.
    static Evaluation deployApart(LocalStack stack, String family, Map<String, Long> served) {
        Evaluation evaluation = new Evaluation(StackAddresses.of(stack), family);
        evaluation.ok(evaluation.http.put(evaluation.task("/api/families/" + family), Map.of("description", family)));
        served.forEach((name, parameters) -> {
            evaluation.declareEndpoint(name, Map.of());
            evaluation.deploy(name, parameters, "v1", name);
        });
        return evaluation;
    }

    /// A family that was deployed before.
    static Evaluation of(StackAddresses stack, String family) {
        return new Evaluation(stack, family);
    }

    private void declareEndpoint() {
        declareEndpoint(Map.of());
    }

    /// Has the calls authorised by a key.
    void authorise(String keyName) {
        declareEndpoint(Map.of("keyName", keyName));
    }

    private void declareEndpoint(Map<String, Object> more) {
        declareEndpoint("simulated", more);
    }

    private void declareEndpoint(String name, Map<String, Object> more) {
        Map<String, Object> endpoint = new HashMap<>(more);
        endpoint.put("baseUrl", stack.models() + "/v1");
        endpoint.put("protocol", "OPENAI_CHAT");
        ok(http.put(task("/api/endpoints/" + name), endpoint));
    }

    /// Deploys one version of a model that is named after what serves it.
    JsonNode deploy(String served, long parameters, String version) {
        return deploy(served, parameters, version, "simulated");
    }

    private JsonNode deploy(String served, long parameters, String version, String endpoint) {
        return ok(http.post(
                task("/api/deployments"),
                Map.of(
                        "family", family,
                        "model", family + "-" + served,
                        "version", version,
                        "parameters", parameters,
                        "endpoint", endpoint,
                        "servedModel", served)));
    }

    /// What runs call the model that is served under a name.
    String model(String served) {
        return family + "-" + served;
    }

    void cancel(UUID run) {
        ok(http.post(task("/api/runs/" + run + "/cancel"), Map.of()));
    }

    /// Starts a run of the whole family.
    UUID run(List<String> tasks, int trials) {
        return run(Map.of("families", List.of(family), "tasks", tasks, "trials", trials));
    }

    UUID run(Map<String, Object> request) {
        JsonNode created = ok(http.post(task("/api/runs"), request));
        return UUID.fromString(created.get("id").asText());
    }

    JsonNode show(UUID run) {
        return ok(http.get(task("/api/runs/" + run)));
    }

    /// Waits until so many of the run's prompts are scored or failed.
    void awaitDone(UUID run, long prompts) {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> done(show(run)) >= prompts);
    }

    /// Waits until every prompt of the run is scored or failed, and shows the run.
    JsonNode awaitCompleted(UUID run) {
        return awaitState(run, "COMPLETED");
    }

    /// Waits until every prompt of the run has failed, and shows the run.
    JsonNode awaitFailed(UUID run) {
        return awaitState(run, "FAILED");
    }

    private JsonNode awaitState(UUID run, String state) {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(show(run).get("state").asText())
                        .as(() -> show(run).toString())
                        .isEqualTo(state));
        return show(run);
    }

    /// The series of the family, as the analysis has them.
    List<JsonNode> series() {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode row : ok(http.get(stack.analysisService().resolve("/api/series?family=" + family)))) {
            all.add(row);
        }
        return all;
    }

    List<JsonNode> alerts() {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode alert : ok(http.get(stack.analysisService().resolve("/api/alerts?status=all")))) {
            if (alert.at("/series/family").asText().equals(family)) {
                all.add(alert);
            }
        }
        return all;
    }

    /// What must hold at the end of every run, whatever was killed meanwhile: every prompt scored, none failed,
    /// none lost, none counted twice. The run must be the family's only one.
    void assertEveryPromptCountedOnce(UUID run) throws Exception {
        JsonNode shown = awaitCompleted(run);
        long planned = shown.get("planned").asLong();
        assertThat(planned).isPositive();
        assertThat(shown.get("failed").asLong()).as("failed").isZero();
        assertThat(shown.get("scored").asLong()).as("scored").isEqualTo(planned);

        ScoresLog.Content log = ScoresLog.of(run, stack.kafkaBootstrap());
        assertThat(log.labelled()).as("distinct indices on scores").hasSize((int) planned);
        await().atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(counted())
                        .as(() -> "trials in the fits, of %d labelled records: %s"
                                .formatted(
                                        log.records().stream()
                                                .filter(score -> score.label().isPresent())
                                                .count(),
                                        trials()))
                        .isEqualTo(planned));
    }

    /// The trials of every point, by series.
    private Map<String, List<Long>> trials() {
        Map<String, List<Long>> trials = new TreeMap<>();
        for (JsonNode series : series()) {
            List<Long> points = new ArrayList<>();
            series.get("points").forEach(point -> points.add(point.get("trials").asLong()));
            trials.put(series.get("series").toString(), points);
        }
        return trials;
    }

    /// Labelled trials in all points of the family's series.
    long counted() {
        long trials = 0;
        for (JsonNode series : series()) {
            for (JsonNode point : series.get("points")) {
                trials += point.get("trials").asLong();
            }
        }
        return trials;
    }

    private static long done(JsonNode run) {
        return run.get("scored").asLong() + run.get("failed").asLong();
    }

    private URI task(String path) {
        return stack.taskService().resolve(path);
    }

    private JsonNode ok(Http.Answer answer) {
        assertThat(answer.status()).as(() -> answer.body().toString()).isBetween(200, 299);
        return answer.body();
    }

    /// Sizes by served model, in order.
    static Map<String, Long> sizes(Object... namesAndParameters) {
        Map<String, Long> sizes = new LinkedHashMap<>();
        for (int i = 0; i < namesAndParameters.length; i += 2) {
            sizes.put((String) namesAndParameters[i], (Long) namesAndParameters[i + 1]);
        }
        return sizes;
    }
}

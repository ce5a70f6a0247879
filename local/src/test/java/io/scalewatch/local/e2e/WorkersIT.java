package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.local.stack.LocalStack;
import io.scalewatch.local.stack.Service;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Workers come and go: which model calls are made twice. They are counted where it costs, at the models' server.
class WorkersIT {

    private static final String FIRST = "inference-service";

    private final LocalStack stack = SharedStack.get();
    private final Http http = new Http();
    private String second;
    private String third;

    @BeforeEach
    void threeWorkers() {
        second = stack.add(Service.INFERENCE);
        third = stack.add(Service.INFERENCE);
        // A run that began before the partitions are shared out would have the first worker drain them for the others.
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(
                        () -> List.of(partitions(FIRST), partitions(second), partitions(third)),
                        List.of(4, 4, 4)::equals);
    }

    @AfterEach
    void oneWorker() {
        slow(0);
        stack.remove(second);
        stack.remove(third);
    }

    @Test
    void aKilledWorkersCallsInFlightAreRepeatedAndNoOthers() throws Exception {
        Evaluation evaluation = Evaluation.deploy(stack, "worker-killed", Families.SIX_COUNTED);
        // Every call takes longer than what follows, so that what is in flight stands still while it is counted.
        slow(20_000);
        JsonNode before = calls();
        UUID run = evaluation.run(List.of("distractor-arithmetic"), 1);
        // Until what may be out is out, at the workers, and at the server too.
        long start = before.get("calls").asLong();
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            long published = evaluation.show(run).get("published").asLong();
            assertThat(published).isGreaterThanOrEqualTo(6 * 64);
            assertThat(calls().get("calls").asLong() - start).isEqualTo(published);
            assertThat(inFlight(FIRST) + inFlight(second) + inFlight(third)).isEqualTo(published);
        });
        long inFlight = inFlight(second);

        stack.halt(second);
        slow(0);
        stack.start(second);

        evaluation.assertEveryPromptCountedOnce(run);
        long repeated =
                calls().get("repeated").asLong() - before.get("repeated").asLong();
        assertThat(repeated).isPositive().isLessThanOrEqualTo(inFlight);
    }

    @Test
    void aWorkerThatLeavesInPeaceRepeatsNothing() throws Exception {
        Evaluation evaluation = Evaluation.deploy(stack, "worker-leaving", Families.SIX_COUNTED);
        slow(400);
        long before = calls().get("repeated").asLong();
        UUID run = evaluation.run(List.of("memo-trap", "sycophancy-factual"), 1);
        long planned = evaluation.show(run).get("planned").asLong();
        evaluation.awaitDone(run, planned / 10);

        stack.stop(second);
        evaluation.awaitDone(run, planned / 3);
        stack.start(second);

        evaluation.assertEveryPromptCountedOnce(run);
        assertThat(calls().get("repeated").asLong() - before).isZero();
    }

    private void slow(int millis) {
        for (String model : Families.SIX_COUNTED.keySet()) {
            String kind = millis == 0 ? "none" : "slow";
            Http.Answer answer = http.put(
                    stack.models().resolve("/admin/models/" + model + "/fault"),
                    Map.of("kind", kind, "latencyMs", millis));
            assertThat(answer.status()).isBetween(200, 299);
        }
    }

    private JsonNode calls() {
        return http.get(stack.models().resolve("/admin/calls")).body();
    }

    private int partitions(String instance) {
        JsonNode health =
                http.get(stack.serviceUrl(instance).resolve("/q/health/ready")).body();
        for (JsonNode check : health.get("checks")) {
            if (check.get("name").asText().equals("inference worker")) {
                return check.at("/data/partitions").asInt();
            }
        }
        throw new AssertionError("no check of the worker in " + health);
    }

    /// The worker's own count of calls that have begun and not ended.
    private long inFlight(String instance) throws Exception {
        URI metrics = stack.serviceUrl(instance).resolve("/q/metrics");
        HttpRequest request = HttpRequest.newBuilder(metrics)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("scalewatch_inference_in_flight"))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .findFirst()
                    .orElseThrow();
        }
    }
}

package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.local.stack.LocalStack;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a test tells the simulated models' server, and asks it.
final class ModelsAdmin {

    private final URI models;
    private final Http http = new Http();

    ModelsAdmin(URI models) {
        this.models = models;
    }

    static ModelsAdmin of(LocalStack stack) {
        return new ModelsAdmin(stack.models());
    }

    /// Calls so far, and those of them that asked a model the same once more.
    Calls calls() {
        JsonNode calls = http.get(models.resolve("/admin/calls")).body();
        return new Calls(calls.get("calls").asLong(), calls.get("repeated").asLong());
    }

    /// Whole answers so far, by model.
    Map<String, Long> answers() {
        Map<String, Long> answers = new HashMap<>();
        http.get(models.resolve("/admin/calls"))
                .body()
                .get("answeredByModel")
                .properties()
                .forEach(model -> answers.put(model.getKey(), model.getValue().asLong()));
        return answers;
    }

    /// Counts from nothing.
    void countAnew() {
        http.delete(models.resolve("/admin/calls"));
    }

    /// Of every model that has no fault of its own.
    void latency(int millis) {
        put("/admin/latency", Map.of("latencyMs", millis));
    }

    void slow(Collection<String> names, int millis) {
        names.forEach(model -> fault(model, Map.of("kind", "slow", "latencyMs", millis)));
    }

    void fault(String model, String kind) {
        fault(model, Map.of("kind", kind));
    }

    /// Each befalls its own share of the calls.
    void faults(String model, List<Map<String, Object>> faults) {
        put("/admin/models/" + model + "/fault", faults);
    }

    void heal(Collection<String> names) {
        names.forEach(model -> fault(model, "none"));
    }

    private void fault(String model, Map<String, Object> fault) {
        put("/admin/models/" + model + "/fault", fault);
    }

    private void put(String path, Object body) {
        assertThat(http.put(models.resolve(path), body).status()).isBetween(200, 299);
    }

    record Calls(long all, long repeated) {}
}

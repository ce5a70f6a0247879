package io.scalewatch.local.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.local.stack.LocalStack;
import java.io.IOException;

/// What the inference workers of a stack say of themselves.
record Workers(LocalStack stack) {

    /// How many partitions a worker has.
    int partitions(String instance) {
        JsonNode health = new Http()
                .get(stack.serviceUrl(instance).resolve("/q/health/ready"))
                .body();
        for (JsonNode check : health.get("checks")) {
            if (check.get("name").asText().equals("inference worker")) {
                return check.at("/data/partitions").asInt();
            }
        }
        throw new AssertionError("no check of the worker in " + health);
    }

    /// A worker's own count of calls that have begun and not ended.
    long inFlight(String instance) throws IOException, InterruptedException {
        return Metrics.value(stack, instance, "scalewatch_inference_in_flight").orElseThrow();
    }
}

package io.scalewatch.task.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.embedded.test.StackResource;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What a reader of `/q/openapi` is told.
@QuarkusTest
@WithTestResource(StackResource.class)
class OpenApiIT {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private static JsonNode api() throws IOException {
        return Json.mapper()
                .readTree(given().get("/q/openapi?format=json")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray());
    }

    @Test
    void everyOperationSaysHowItFailsAndEveryErrorIsAProblemWithAnExample() throws IOException {
        JsonNode api = api();
        Set<String> seen = new TreeSet<>();
        api.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (!METHODS.contains(operation.getKey())) {
                        return;
                    }
                    String name = operation.getKey() + " " + path.getKey();
                    seen.add(name);
                    JsonNode responses = operation.getValue().get("responses");
                    assertThat(responses.has("500")).as("500 of " + name).isTrue();
                    if (path.getKey().contains("{")) {
                        assertThat(responses.has("404")).as("404 of " + name).isTrue();
                    }
                    responses.properties().forEach(response -> {
                        if (response.getKey().compareTo("400") >= 0) {
                            JsonNode content = response.getValue().at("/content/application~1problem+json");
                            assertThat(content.at("/schema/$ref").asText())
                                    .as(response.getKey() + " of " + name)
                                    .isEqualTo("#/components/schemas/Problem");
                            assertThat(content.has("example") || content.has("examples"))
                                    .as("an example of " + response.getKey() + " of " + name)
                                    .isTrue();
                            assertThat(example(content).get("status").asText())
                                    .as("example of " + response.getKey() + " of " + name)
                                    .isEqualTo(response.getKey());
                        }
                    });
                }));
        assertThat(seen).contains("post /api/runs", "get /api/runs", "put /api/endpoints/{name}", "get /api/tasks");
    }

    @Test
    void runsAreDescribedWithExamplesAndTheirOwnErrors() throws IOException {
        JsonNode paths = api().get("paths");
        JsonNode create = paths.at("/~1api~1runs/post");
        assertThat(create.at("/requestBody/content/application~1json/examples/run/value")
                        .isMissingNode())
                .isFalse();
        assertThat(create.at("/responses/201/content/application~1json/examples/run/value")
                        .isMissingNode())
                .isFalse();
        assertThat(create.at("/responses").has("422")).isTrue();
        for (String command : Set.of("pause", "resume", "cancel", "retry-failed")) {
            assertThat(paths.at("/~1api~1runs~1{id}~1" + command + "/post/responses")
                            .has("409"))
                    .as(command)
                    .isTrue();
        }
        assertThat(api().at("/components/schemas/Problem/properties/violations/items/properties")
                        .has("remedy"))
                .isTrue();
    }

    /// The one, or the first of those that have names.
    private static JsonNode example(JsonNode content) {
        return content.has("examples")
                ? content.get("examples").elements().next().get("value")
                : content.get("example");
    }
}

package io.scalewatch.task.tasks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.scalewatch.embedded.test.StackResource;
import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.catalogue.Tasks;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The tasks over HTTP, and files that users bring.
@QuarkusTest
@WithTestResource(StackResource.class)
class TaskImportIT {

    private static final String GOOD = """
            {"prompt": "Absence makes the heart grow", "classes": "[' heavy.', ' fonder.']", "answer_index": 0}
            {"prompt": "All that glitters is not", "classes": "[' lead.', ' gold.']", "answer_index": 0}
            """;

    @Inject
    Tasks tasks;

    @Test
    void listsTheBuiltInTasks() {
        given().get("/api/tasks")
                .then()
                .statusCode(200)
                .body("name", hasItems("distractor-arithmetic", "memo-trap", "negation-qa", "sycophancy-factual"))
                .body("find { it.name == 'memo-trap' }.mechanism", equalTo("strong-prior"))
                .body("find { it.name == 'memo-trap' }.builtIn", equalTo(true));
        given().get("/api/tasks/nothing").then().statusCode(404).contentType(startsWith("application/problem+json"));
    }

    @Test
    void aGoodFileBecomesATask() {
        importFile("import-a", GOOD)
                .statusCode(201)
                .body("task", equalTo("import-a"))
                .body("samples", equalTo(2))
                .body("created", equalTo(true));

        TaskVersion task = tasks.current("import-a").orElseThrow();
        assertThat(task.samples()).hasSize(2);
        assertThat(task.samples().getFirst().input().getFirst().content()).isEqualTo("Absence makes the heart grow");
        assertThat(tasks.find("import-a", task.version())).contains(task);
        assertThat(tasks.all()).contains(task).containsAll(BuiltInTasks.all());
        given().get("/api/tasks/import-a")
                .then()
                .statusCode(200)
                .body("version", equalTo(task.version()))
                .body("builtIn", equalTo(false));
    }

    @Test
    void theSameFileTwiceIsTheSameVersion() {
        String first = importFile("import-b", GOOD).statusCode(201).extract().path("version");

        importFile("import-b", GOOD)
                .statusCode(201)
                .body("version", equalTo(first))
                .body("created", equalTo(false));
    }

    @Test
    void anotherFileIsAnotherVersionAndTheFirstOneStays() {
        String first = importFile("import-c", GOOD).statusCode(201).extract().path("version");

        String second = importFile("import-c", GOOD.lines().findFirst().orElseThrow())
                .statusCode(201)
                .extract()
                .path("version");

        assertThat(second).isNotEqualTo(first);
        assertThat(tasks.current("import-c").orElseThrow().version()).isEqualTo(second);
        assertThat(tasks.find("import-c", first).orElseThrow().samples()).hasSize(2);
    }

    @Test
    void aBadFileIsRefusedLineByLineAndNothingOfItIsStored() {
        importFile("import-d", GOOD + "not json\n" + GOOD.lines().findFirst().orElseThrow() + "\n")
                .statusCode(400)
                .contentType(startsWith("application/problem+json"))
                .body("violations.field", contains("line 3", "line 4"))
                .body("errors", equalTo(2));

        given().get("/api/tasks/import-d").then().statusCode(404);
        assertThat(tasks.current("import-d")).isEmpty();
    }

    @Test
    void ofManyErrorsAHundredAreShown() {
        String file = IntStream.range(0, 250).mapToObj(i -> "bad " + i).collect(Collectors.joining("\n"));

        importFile("import-e", file)
                .statusCode(400)
                .body("violations", hasSize(100))
                .body("violations[99].field", equalTo("line 100"))
                .body("errors", equalTo(250));
    }

    @Test
    void aBuiltInNameIsRefused() {
        importFile("memo-trap", GOOD)
                .statusCode(400)
                .body("violations.field", contains("name"))
                .body("violations[0].reason", equalTo("is the name of a built-in task"));
    }

    @Test
    void anUnknownFormatIsRefused() {
        given().contentType("application/x-ndjson")
                .body(GOOD.getBytes(StandardCharsets.UTF_8))
                .post("/api/tasks/import-f/import?format=csv")
                .then()
                .statusCode(400)
                .body("violations.field", contains("format"))
                .body("violations[0].remedy", equalTo("use format=inverse-scaling-prize"));
    }

    @Test
    void aFileThatIsTooLargeIsRefused() {
        String row = "{\"prompt\": \"%s\", \"classes\": \"[' a', ' b']\", \"answer_index\": 0}%n";
        String file = IntStream.range(0, 24)
                .mapToObj(i -> row.formatted(i + "x".repeat(50_000)))
                .collect(Collectors.joining());

        importFile("import-g", file)
                .statusCode(413)
                .contentType(startsWith("application/problem+json"))
                .body("violations[0].field", equalTo("body"));
        given().get("/api/tasks/import-g").then().statusCode(404);
    }

    private static ValidatableResponse importFile(String name, String file) {
        return given().contentType("application/x-ndjson")
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post("/api/tasks/" + name + "/import?format=inverse-scaling-prize")
                .then();
    }
}

package io.scalewatch.task.tasks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.scalewatch.embedded.test.StackResource;
import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.catalogue.Tasks;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
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

    private static final String YAML = """
            format: scalewatch
            mechanism: distractor
            description: About noise.
            kind: number
            dials:
              - {name: noise, meaning: how much of it}
            variants: [baseline, step-by-step]
            generation: {maxTokens: 32}
            """;

    private static final String OWN = """
            {"id": "a", "input": "2 + 2? It is 7 o'clock.", "target": 4, "group": "g", "labels": {"distractor": [9, 11]}, "dials": {"noise": 1}}
            {"id": "b", "input": "2 + 2?", "target": 4, "group": "g", "control": true, "dials": {"noise": 0}}
            {"id": "c", "input": "3 + 3?", "target": 6, "heldOut": true}
            """;

    @Inject
    Tasks tasks;

    @Inject
    TaskStore store;

    @Inject
    EntityManager entities;

    @Test
    void listsTheBuiltInTasks() {
        given().get("/api/tasks")
                .then()
                .statusCode(200)
                .body("name", hasItems("distractor-arithmetic", "memo-trap", "negation-qa", "sycophancy-factual"))
                .body("find { it.name == 'memo-trap' }.mechanism", equalTo("strong-prior"))
                .body("find { it.name == 'memo-trap' }.builtIn", equalTo(true));
        given().get("/api/tasks?mechanism=strong-prior&builtIn=true&sort=-name&limit=2")
                .then()
                .statusCode(200)
                .body("name", contains("sig-figs", "resisting-correction"))
                .header("Link", containsString("rel=\"next\""));
        given().get("/api/tasks?mechanism=weak-prior&sort=age")
                .then()
                .statusCode(400)
                .body("violations.field", contains("mechanism", "sort"));
        given().get("/api/tasks/nothing").then().statusCode(404).contentType(startsWith("application/problem+json"));
    }

    @Test
    void showsItsVersionsAndTheFirstSamplesOfEach() {
        String first = form("import-versions", "import", YAML, OWN)
                .statusCode(201)
                .extract()
                .path("version");
        String second = form("import-versions", "import", YAML, OWN.replace("3 + 3?", "4 + 4?"))
                .statusCode(201)
                .extract()
                .path("version");
        given().get("/api/tasks/import-versions/versions")
                .then()
                .statusCode(200)
                .body("version", contains(second, first))
                .body("current", contains(true, false))
                .body("samples", contains(2, 2));
        given().get("/api/tasks/import-versions/samples")
                .then()
                .statusCode(200)
                .body("id", contains("a", "b"))
                .body("control", contains(false, true))
                .body("answer.labels[0].DISTRACTOR", contains("9", "11"))
                .body("messages[0][0].content", equalTo("2 + 2? It is 7 o'clock."));
        given().get("/api/tasks/import-versions/samples?limit=1&version=" + first)
                .then()
                .statusCode(200)
                .body("id", contains("a"));
        given().get("/api/tasks/memo-trap/samples?limit=3")
                .then()
                .statusCode(200)
                .body("id", hasSize(3));
        given().get("/api/tasks/import-versions/samples?version=none").then().statusCode(404);
        given().get("/api/tasks/none/versions").then().statusCode(404);
        given().get("/api/tasks/memo-trap/samples?limit=101")
                .then()
                .statusCode(400)
                .body("violations.field", contains("limit"));
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
                .body("violations[0].remedy", startsWith("use one of scalewatch, inverse-scaling-prize, "));
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

    @Test
    void aFormWithAYamlBringsAllThatItSays() {
        form("import-h", "import", YAML, OWN)
                .statusCode(201)
                .body("samples", equalTo(2))
                .body("heldOut", equalTo(1))
                .body("warnings", hasItem("there are only 2 samples: a rate's interval will be wide"));

        given().get("/api/tasks/import-h")
                .then()
                .statusCode(200)
                .body("mechanism", equalTo("distractor"))
                .body("description", equalTo("About noise."))
                .body("heldOut", equalTo(1))
                .body("format", equalTo("scalewatch"))
                .body("dials.name", contains("noise"))
                .body("dials.meaning", contains("how much of it"))
                .body("variants", contains("baseline", "step-by-step"))
                .body("generation.maxTokens", equalTo(32));
        assertThat(tasks.current("import-h").orElseThrow().heldOut()).hasSize(1);
    }

    @Test
    void aBadYamlIsRefusedLineByLine() {
        form("import-i", "import", "name: mine\nmechanism: magic\n", OWN)
                .statusCode(400)
                .contentType(startsWith("application/problem+json"))
                .body("violations.field", contains("task, line 2"));
        given().get("/api/tasks/import-i").then().statusCode(404);
    }

    @Test
    void aFormWithoutRowsIsRefused() {
        given().multiPart("task", "task.yaml", YAML.getBytes(StandardCharsets.UTF_8))
                .post("/api/tasks/import-j/import")
                .then()
                .statusCode(400)
                .body("violations.field", contains("file"));
    }

    @Test
    void csvIsToldByTheNameOfTheFileOrItsType() {
        String csv = "prompt,classes,answer_index\n\"All that glitters is not\",\"[' lead.', ' gold.']\",0\n";

        given().multiPart("file", "rows.csv", csv.getBytes(StandardCharsets.UTF_8))
                .post("/api/tasks/import-k/import?format=inverse-scaling-prize&label=distractor&mechanism=strong-prior")
                .then()
                .statusCode(201)
                .body("samples", equalTo(1));
        given().contentType("text/csv")
                .body(csv.getBytes(StandardCharsets.UTF_8))
                .post("/api/tasks/import-k/import?format=inverse-scaling-prize&label=distractor&mechanism=strong-prior")
                .then()
                .statusCode(201)
                .body("created", equalTo(false));
        given().get("/api/tasks/import-k")
                .then()
                .body("labels", contains("DISTRACTOR"))
                .body("mechanism", equalTo("strong-prior"));
    }

    @Test
    void aPreviewShowsTheTaskAndStoresNothing() {
        String version = form("import-l", "preview?samples=1", YAML, OWN)
                .statusCode(200)
                .body("samples", equalTo(2))
                .body("heldOut", equalTo(1))
                .body("controls", equalTo(1))
                .body("groups", equalTo(1))
                .body("kinds.NUMBER", equalTo(2))
                .body("labels.DISTRACTOR", equalTo(1))
                .body("exists", equalTo(false))
                .body("examples", hasSize(1))
                .body("examples[0].messages[0].content", equalTo("2 + 2? It is 7 o'clock."))
                .body("examples[0].answer.targets", contains("4"))
                .extract()
                .path("version");
        given().get("/api/tasks/import-l").then().statusCode(404);
        assertThat(tasks.find("import-l", version)).isEmpty();

        form("import-l", "import", YAML, OWN).statusCode(201).body("version", equalTo(version));
        form("import-l", "preview", YAML, OWN).statusCode(200).body("exists", equalTo(true));
        form("import-l", "preview", YAML, OWN + "bad\n").statusCode(400).body("violations.field", contains("line 4"));
        form("import-l", "preview?samples=101", YAML, OWN)
                .statusCode(400)
                .body("violations.field", contains("samples"));
    }

    @Test
    void whatIsExportedIsImportedAsTheSameVersion() {
        String name = "counting-with-distractors";
        String version = given().get("/api/tasks/" + name)
                .then()
                .body("dials.name", contains("distractors"))
                .extract()
                .path("version");
        String rows = given().get("/api/tasks/" + name + "/export")
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString();
        String yaml = given().get("/api/tasks/" + name + "/manifest")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        form("import-m", "import", yaml, rows).statusCode(201).body("version", equalTo(version));

        assertThat(tasks.current("import-m").orElseThrow().samples())
                .isEqualTo(tasks.current(name).orElseThrow().samples());
        given().get("/api/tasks/import-m").then().body("dials.name", contains("distractors"));
    }

    @Test
    void anExportThatWouldLoseSomethingIsRefused() {
        given().get("/api/tasks/memo-trap/export?format=inverse-scaling-prize")
                .then()
                .statusCode(400)
                .contentType(startsWith("application/problem+json"))
                .body("violations.field", contains("format"))
                .body("violations[0].remedy", equalTo("use format=scalewatch"));
        given().get("/api/tasks/memo-trap/export?syntax=csv").then().statusCode(400);
        given().get("/api/tasks/memo-trap/export?version=nothing").then().statusCode(404);
        given().get("/api/tasks/nothing/export").then().statusCode(404);
    }

    @Test
    void anOlderVersionIsExportedToo() {
        String first = importFile("import-n", GOOD).statusCode(201).extract().path("version");
        importFile("import-n", GOOD.lines().findFirst().orElseThrow()).statusCode(201);

        String rows = given().get("/api/tasks/import-n/export?format=inverse-scaling-prize&version=" + first)
                .then()
                .statusCode(200)
                .extract()
                .asString();

        importFile("import-o", rows).statusCode(201).body("version", equalTo(first));
    }

    @Test
    void whatIsSaidOfAVersionIsWhatWasSaidLast() {
        form("import-p", "import", YAML, OWN).statusCode(201);

        form("import-p", "import", YAML.replace("About noise.", "About more noise."), OWN)
                .statusCode(201)
                .body("created", equalTo(false));

        given().get("/api/tasks/import-p").then().body("description", equalTo("About more noise."));
    }

    @Test
    void anImportThatDiesBeforeItsEndLeavesNothing() throws IOException {
        TaskVersion task = BuiltInTasks.all().getFirst();
        TaskCard built = TaskCard.ofBuiltIn(task);
        TaskCard card = new TaskCard(
                "import-q",
                built.version(),
                built.mechanism(),
                built.description(),
                built.kind(),
                built.labels(),
                built.samples(),
                built.details());
        SampleContent whole = SampleContent.of(task);
        SampleContent broken = new SampleContent() {
            @Override
            public long length() throws IOException {
                return whole.length();
            }

            @Override
            public InputStream open() throws IOException {
                return new SequenceInputStream(
                        new ByteArrayInputStream(whole.open().readNBytes(1000)), new InputStream() {
                            @Override
                            public int read() throws IOException {
                                throw new IOException("broken");
                            }
                        });
            }
        };

        assertThatThrownBy(() -> store.store(card, broken, true)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    store.store(card, whole, true);
                    throw new IllegalStateException("died before the commit");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(store.exists("import-q", card.version())).isFalse();
        given().get("/api/tasks/import-q").then().statusCode(404);
        assertThat(outboxed("import-q")).isZero();
        assertThat(store.store(card, whole, true)).isTrue();
        assertThat(outboxed("import-q")).isOne();
        assertThat(tasks.current("import-q").orElseThrow().samples()).isEqualTo(task.samples());
    }

    private long outboxed(String task) {
        return QuarkusTransaction.requiringNew().call(() -> (Long) entities.createNativeQuery(
                        "SELECT count(*) FROM outbox WHERE topic = 'tasks' AND event_key = :task", Long.class)
                .setParameter("task", task)
                .getSingleResult());
    }

    private static ValidatableResponse form(String name, String what, String yaml, String rows) {
        return given().multiPart("task", "task.yaml", yaml.getBytes(StandardCharsets.UTF_8))
                .multiPart("file", "rows.jsonl", rows.getBytes(StandardCharsets.UTF_8))
                .post("/api/tasks/" + name + "/" + what)
                .then();
    }

    private static ValidatableResponse importFile(String name, String file) {
        return given().contentType("application/x-ndjson")
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post("/api/tasks/" + name + "/import?format=inverse-scaling-prize")
                .then();
    }
}

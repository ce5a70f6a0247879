package io.scalewatch.task.runs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.embedded.test.StackResource;
import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.catalogue.Variant;
import io.scalewatch.task.database.Database;
import jakarta.inject.Inject;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// A run from its request to its end, against the real broker and database; the test stands in for the services
/// between `prompts` and `scores`.
@QuarkusTest
@WithTestResource(StackResource.class)
class RunIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Inject
    RunLab lab;

    @Inject
    Database database;

    private void answer(List<PromptIssued> prompts) {
        lab.send(prompts.stream().map(RunLab::labelled).toList());
    }

    private void awaitState(UUID run, PromptTap tap, RunState.Name state) {
        await().atMost(LONG).untilAsserted(() -> {
            tap.of(run);
            RunView view = lab.show(run);
            assertThat(view.state()).as("state of %s", view).isEqualTo(state);
        });
    }

    @Test
    void publishesEveryPromptOnceAndIsCompleteWhenAllAreScored() {
        lab.family("run-it-1", 3);
        try (PromptTap tap = new PromptTap().answering(this::answer)) {
            UUID run = lab.run("""
                    {"families": ["run-it-1"], "tasks": ["memo-trap", "negation-qa"], "examples": 100,
                     "variants": ["baseline", "step-by-step"], "trials": 2}""");

            awaitState(run, tap, RunState.Name.COMPLETED);

            RunView view = lab.show(run);
            assertThat(view.planned()).isGreaterThan(2000);
            assertThat(view.scored()).isEqualTo(view.planned());
            assertThat(view.published()).isEqualTo(view.planned());
            assertThat(view.failed()).isZero();
            assertThat(view.models()).allMatch(m -> m.scored() == m.planned() && !m.stalled());
            assertThat(tap.of(run).stream().map(p -> p.id().index()))
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.range(0, view.planned()).boxed().toList());
            assertThat(tap.of(run)).allMatch(p -> p.id().attempt() == 0);
        }
    }

    @Test
    void aVariantIsWhatTheModelsRead() {
        lab.family("run-it-variants", 1);
        TaskVersion task = BuiltInTasks.current("memo-trap").orElseThrow();
        Map<String, Sample> samples =
                task.samples().stream().collect(Collectors.toMap(Sample::id, Function.identity()));
        try (PromptTap tap = new PromptTap().answering(this::answer)) {
            UUID run = lab.run("""
                    {"families": ["run-it-variants"], "tasks": ["memo-trap"], "examples": 5,
                     "variants": ["few-shot-3", "decomposed"]}""");

            awaitState(run, tap, RunState.Name.COMPLETED);

            assertThat(tap.of(run)).hasSize(10).allSatisfy(prompt -> {
                Variant variant = Variant.of(prompt.trial().variant()).orElseThrow();
                Sample sample = samples.get(prompt.trial().sample());
                assertThat(prompt.messages()).isEqualTo(variant.messages(task, sample));
                assertThat(prompt.answer()).isEqualTo(sample.answer());
            });
        }
    }

    @Test
    void scoresCountOnceInWhateverOrderAndHoweverOften() {
        lab.family("run-it-2", 2);
        try (PromptTap tap = new PromptTap()) {
            UUID run = lab.run("""
                    {"families": ["run-it-2"], "tasks": ["memo-trap"], "examples": 40}""");
            int planned = (int) lab.show(run).planned();
            List<PromptIssued> prompts = tap.awaitPrompts(run, planned);
            List<CompletionScored> scores = new ArrayList<>();
            for (int i = 0; i < prompts.size(); i++) {
                // A third failed and was scored, in either order; a third failed; a third was scored.
                if (i % 3 != 0) {
                    scores.add(RunLab.failed(prompts.get(i), FailureKind.SERVER_ERROR));
                }
                if (i % 3 != 1) {
                    scores.add(RunLab.labelled(prompts.get(i)));
                }
            }
            scores.addAll(scores);
            Collections.shuffle(scores, new Random(1));
            long failed =
                    IntStream.range(0, prompts.size()).filter(i -> i % 3 == 1).count();

            lab.sendGarbage();
            lab.send(scores);

            awaitState(run, tap, RunState.Name.COMPLETED);
            await("all scores are counted").atMost(LONG).untilAsserted(() -> {
                assertThat(lab.show(run).failed()).isEqualTo(failed);
                assertThat(lab.show(run).scored()).isEqualTo(planned - failed);
            });
            assertThat(lab.show(run).models().stream()
                            .mapToLong(RunView.Model::scored)
                            .sum())
                    .isEqualTo(planned - failed);
        }
    }

    @Test
    void aPendingVersionBecomesCurrentWhenItsRunIsComplete() {
        String model = lab.family("run-it-3", 1).getFirst();
        lab.deploy("run-it-3", model, "2", 1_000_000L);
        try (PromptTap tap = new PromptTap().answering(this::answer)) {
            UUID run = lab.run("""
                    {"models": ["%s"], "tasks": ["memo-trap"], "examples": 4}""".formatted(model));
            assertThat(lab.show(run).models().getFirst().version()).isEqualTo("2");

            awaitState(run, tap, RunState.Name.COMPLETED);

            given().get("/api/families/run-it-3")
                    .then()
                    .body("models[0].versions.find { it.version == '2' }.status", equalTo("CURRENT"))
                    .body("models[0].versions.find { it.version == '1' }.status", equalTo("RETIRED"));
        }
    }

    @Test
    void pauseAndCancelTakeEffectWithinAWindow() {
        lab.family("run-it-4", 1);
        try (PromptTap tap = new PromptTap()) {
            UUID run = lab.run("""
                    {"families": ["run-it-4"], "tasks": ["memo-trap"]}""");
            List<PromptIssued> first = tap.awaitPrompts(run, 64);
            assertThat(first).hasSize(64);

            given().post("/api/runs/" + run + "/pause").then().statusCode(200).body("state", equalTo("PAUSED"));
            answer(first);
            await("the answers are counted")
                    .atMost(LONG)
                    .until(() -> lab.show(run).scored() == 64);
            // A run of the same model goes on meanwhile: the publisher has had its rounds.
            UUID other = lab.run("""
                    {"families": ["run-it-4"], "tasks": ["negation-qa"], "examples": 2}""");
            tap.awaitPrompts(other, 2);
            assertThat(tap.of(run)).hasSize(64);

            given().post("/api/runs/" + run + "/resume").then().statusCode(200).body("state", equalTo("RUNNING"));
            tap.awaitPrompts(run, 65);

            given().post("/api/runs/" + run + "/cancel").then().statusCode(200).body("state", equalTo("CANCELLED"));
            given().post("/api/runs/" + run + "/resume")
                    .then()
                    .statusCode(409)
                    .contentType(startsWith("application/problem+json"))
                    .body("detail", equalTo("a run that is CANCELLED can't be asked to resume"));
            long published = lab.show(run).published();
            answer(tap.of(other));
            awaitState(other, tap, RunState.Name.COMPLETED);
            assertThat(lab.show(run).published()).isEqualTo(published).isLessThan(600);
        }
    }

    @Test
    void aDeadModelHoldsUpNoneOfTheOthers() {
        List<String> models = lab.family("run-it-5", 4);
        String dead = models.get(1);
        try (PromptTap tap = new PromptTap()
                .answering(prompts -> lab.send(prompts.stream()
                        .map(p -> p.model().model().equals(dead)
                                ? RunLab.failed(p, FailureKind.UNREACHABLE)
                                : RunLab.labelled(p))
                        .toList()))) {
            UUID run = lab.run("""
                    {"families": ["run-it-5"], "tasks": ["memo-trap"]}""");

            await("the living models are done").atMost(LONG).until(() -> {
                tap.of(run);
                return lab.show(run).models().stream()
                        .filter(m -> !m.model().equals(dead))
                        .allMatch(m -> m.scored() == m.planned());
            });

            RunView.Model stalled = lab.show(run).models().get(1);
            assertThat(stalled.stalled()).isTrue();
            assertThat(stalled.scored()).isZero();
            // A window, what was published before the failures were counted, and a few probes.
            assertThat(stalled.published()).isBetween(64L, 200L);
            given().post("/api/runs/" + run + "/cancel").then().statusCode(200);
        }
    }

    @Test
    void whatWasSentBeforeACrashIsSentAgainUnderTheSameIdentities() {
        lab.family("run-it-6", 1);
        try (PromptTap tap = new PromptTap()) {
            UUID run = lab.run("""
                    {"families": ["run-it-6"], "tasks": ["memo-trap"], "examples": 200}""");
            List<PromptIssued> first = tap.awaitPrompts(run, 64);

            // As if the process had died between the broker's acknowledgement and the cursor's move.
            sql("UPDATE task.run_cursor SET position = 0 WHERE run_id = '" + run + "'");

            List<PromptIssued> both = tap.awaitPrompts(run, 128);
            assertThat(both).hasSize(128);
            assertThat(both.subList(64, 128).stream().map(PromptIssued::id))
                    .containsExactlyInAnyOrderElementsOf(
                            first.stream().map(PromptIssued::id).toList());
            tap.answering(this::answer);
            answer(first);
            awaitState(run, tap, RunState.Name.COMPLETED);
        }
    }

    @Test
    void namesEverythingThatIsWrongWithARequest() {
        given().contentType(ContentType.JSON)
                .body("""
                        {"families": ["nobody"], "models": ["none", "none"], "tasks": ["what"], "variants": ["loud"],
                         "examples": 0, "trials": -1}""")
                .post("/api/runs")
                .then()
                .statusCode(400)
                .contentType(startsWith("application/problem+json"))
                .body(
                        "violations.field",
                        hasItems(
                                "families[0]",
                                "models[0]",
                                "models[1]",
                                "tasks[0]",
                                "variants[0]",
                                "examples",
                                "trials"));
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/api/runs")
                .then()
                .statusCode(400)
                .body("violations.field", hasItems("models", "tasks"));
    }

    @Test
    void saysThatARunIsUnknown() {
        given().get("/api/runs/00000000-0000-0000-0000-000000000000")
                .then()
                .statusCode(404)
                .contentType(startsWith("application/problem+json"));
        given().post("/api/runs/00000000-0000-0000-0000-000000000000/pause")
                .then()
                .statusCode(404);
        given().get("/api/runs/what").then().statusCode(404);
    }

    private void sql(String statement) {
        database.call(connection -> {
            try (Statement s = connection.createStatement()) {
                return s.executeUpdate(statement);
            }
        });
    }
}

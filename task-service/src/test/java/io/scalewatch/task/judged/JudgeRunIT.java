package io.scalewatch.task.judged;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.JudgedBy;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.event.RecordPlace;
import io.scalewatch.contracts.event.RunKind;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.embedded.test.StackResource;
import io.scalewatch.embedded.test.TestStack;
import io.scalewatch.task.database.Database;
import io.scalewatch.task.runs.JudgeRuns;
import io.scalewatch.task.runs.PromptTap;
import io.scalewatch.task.runs.RunLab;
import io.scalewatch.task.runs.RunView;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/// A run that judges another one's answers, against the real broker and database.
@QuarkusTest
@WithTestResource(StackResource.class)
class JudgeRunIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Inject
    RunLab lab;

    @Inject
    JudgeRuns judges;

    @Inject
    JudgedLookup lookup;

    @Inject
    JudgedAnswers answers;

    @Inject
    Database database;

    /// What there is after a run of four samples and two models: every prompt has a label, and a text that names it.
    private List<PromptIssued> evaluated(PromptTap tap, String family) {
        lab.family(family, 2);
        lab.family(family + "-judges", 1);
        UUID run = lab.run("""
                {"families": ["%s"], "tasks": ["memo-trap"], "examples": 4}""".formatted(family));
        List<PromptIssued> prompts = tap.awaitPrompts(run, 8);
        AnsweredPrompts answers = new AnsweredPrompts();
        PromptIssued flaky = prompts.getFirst();
        answers.failed(flaky);
        prompts.forEach(prompt -> answers.said(prompt, text(prompt)));
        // It came twice, and the second one counts nowhere.
        answers.said(flaky, "something else");
        answers.flush();
        lab.send(prompts.stream().map(RunLab::labelled).toList());
        await().atMost(LONG).until(() -> lab.show(run).endedAt().isPresent());
        return prompts.stream()
                .sorted(java.util.Comparator.comparingLong(p -> p.id().index()))
                .toList();
    }

    private static String text(PromptIssued prompt) {
        return "the answer to " + prompt.id();
    }

    private UUID judge(List<PromptIssued> judged, String family) {
        return lab.run("""
                {"judge": {"run": "%s", "model": "%s-judges-0"}}""".formatted(judged.getFirst().id().runId(), family));
    }

    private void awaitEnd(PromptTap tap, UUID run) {
        await().atMost(LONG).until(() -> {
            tap.of(run);
            return lab.show(run).endedAt().isPresent();
        });
    }

    @Test
    void asksTheJudgeAboutEveryAnswerOnce() {
        try (PromptTap tap = new PromptTap()) {
            List<PromptIssued> judged = evaluated(tap, "judge-run-1");
            RunView before = lab.show(judged.getFirst().id().runId());

            UUID run = judge(judged, "judge-run-1");

            List<PromptIssued> prompts = tap.awaitPrompts(run, 8).stream()
                    .sorted(java.util.Comparator.comparingLong(p -> p.id().index()))
                    .toList();
            assertThat(prompts).hasSize(8);
            for (int i = 0; i < 8; i++) {
                PromptIssued prompt = prompts.get(i);
                assertThat(prompt.id().index()).isEqualTo(i);
                assertThat(prompt.model().model()).isEqualTo("judge-run-1-judges-0");
                assertThat(prompt.trial().runKind()).contains(RunKind.JUDGE);
                assertThat(prompt.parent().orElseThrow().id())
                        .isEqualTo(judged.get(i).id());
                assertThat(prompt.parent().orElseThrow().model())
                        .isEqualTo(judged.get(i).model());
                assertThat(prompt.parent().orElseThrow().promptVersion()).startsWith("correctness-");
                assertThat(prompt.messages().getFirst().content())
                        .contains("\n" + text(judged.get(i)) + "\n")
                        .doesNotContain("something else");
            }
            assertThat(lab.show(run).kind()).isEqualTo(RunKind.JUDGE);

            // The scoring sends both: of the judge's prompt, and of the answer that it judged.
            List<CompletionScored> scores = new ArrayList<>();
            for (PromptIssued prompt : prompts) {
                scores.add(RunLab.counted(prompt, 300, 20, 0.5));
                scores.add(folded(prompt));
            }
            lab.send(scores);

            awaitEnd(tap, run);
            RunView view = lab.show(run);
            assertThat(view.state().name()).isEqualTo("COMPLETED");
            assertThat(view.scored()).isEqualTo(8);
            assertThat(view.spent().usd()).isEqualTo(4.0);
            assertThat(view.judge().orElseThrow().run()).isEqualTo(before.id());
            assertThat(lab.show(before.id())).isEqualTo(before);
            given().get("/api/runs/" + run + "/tasks")
                    .then()
                    .statusCode(200)
                    .body("[0].task", equalTo("memo-trap"))
                    .body("[0].planned", equalTo(8))
                    .body("[0].scored", equalTo(8));
        }
    }

    private static CompletionScored folded(PromptIssued prompt) {
        CompletionScored own = RunLab.counted(prompt, 300, 20, 0.5);
        return new CompletionScored(
                prompt.parent().orElseThrow().id(),
                prompt.parent().orElseThrow().model(),
                prompt.parent().orElseThrow().trial(),
                "s1-judge",
                own.label(),
                own.failure(),
                own.extracted(),
                own.span(),
                own.rule(),
                own.why(),
                own.statedConfidence(),
                own.costUsd(),
                own.tokens(),
                own.callLatencyMillis(),
                own.issuedAt(),
                own.scoredAt(),
                own.classes(),
                Optional.of(new JudgedBy(prompt.id(), "j", "1", "correctness-1")),
                Optional.empty());
    }

    @Test
    void publishesTheSamePromptsAfterACrashAndLooksNothingUpTwice() {
        try (PromptTap tap = new PromptTap()) {
            List<PromptIssued> judged = evaluated(tap, "judge-run-2");
            UUID run = judge(judged, "judge-run-2");
            Map<String, String> first = contents(tap.awaitPrompts(run, 8));
            JudgeRuns.Places places = judges.places(run, 0).orElseThrow();

            assertThat(lookup.lookUp(run)).isFalse();
            // As after a crash between the broker's acknowledgement and the cursor's way.
            database.call(connection -> {
                try (PreparedStatement update =
                        connection.prepareStatement("UPDATE task.run_cursor SET position = 3 WHERE run_id = ?")) {
                    update.setObject(1, run);
                    return update.executeUpdate();
                }
            });

            List<PromptIssued> all = tap.awaitPrompts(run, 13);
            assertThat(contents(all)).isEqualTo(first);
            JudgeRuns.Places again = judges.places(run, 0).orElseThrow();
            assertThat(again.offsets()).isEqualTo(places.offsets());
            assertThat(again.partitions()).isEqualTo(places.partitions());
            lab.send(all.stream().map(RunLab::labelled).toList());
            awaitEnd(tap, run);
            assertThat(lab.show(run).scored()).isEqualTo(8);
        }
    }

    @Test
    void readsTheSameRecordsAsOftenAsItIsAsked() {
        try (PromptTap tap = new PromptTap()) {
            List<PromptIssued> judged = evaluated(tap, "judge-run-5");
            UUID run = judge(judged, "judge-run-5");
            tap.awaitPrompts(run, 8);
            JudgeRuns.Places places = judges.places(run, 0).orElseThrow();
            List<RecordPlace> wanted = IntStream.range(0, 8)
                    .mapToObj(i -> new RecordPlace(places.partitions()[i], places.offsets()[i]))
                    .toList();
            for (int round = 0; round < 3; round++) {
                assertThat(answers.read(wanted)).hasSize(8);
                assertThat(answers.read(wanted.subList(3, 5)).keySet())
                        .containsExactlyInAnyOrderElementsOf(wanted.subList(3, 5));
            }
            assertThat(answers.read(List.of(new RecordPlace(0, Long.MAX_VALUE - 1))))
                    .isEmpty();
            given().post("/api/runs/" + run + "/cancel").then().statusCode(200);
        }
    }

    private static Map<String, String> contents(List<PromptIssued> prompts) {
        return prompts.stream()
                .collect(Collectors.toMap(
                        p -> p.id().toString(), p -> p.messages().getFirst().content(), (one, other) -> {
                            assertThat(other).isEqualTo(one);
                            return one;
                        }));
    }

    @Test
    void anAnswerThatIsGoneIsAFailureOfItsOwnKind() throws Exception {
        try (PromptTap tap = new PromptTap()) {
            List<PromptIssued> judged = evaluated(tap, "judge-run-3");
            UUID run = judge(judged, "judge-run-3");
            List<PromptIssued> prompts = tap.awaitPrompts(run, 8);
            lab.send(prompts.stream()
                    .map(p -> p.id().index() < 5 ? RunLab.labelled(p) : RunLab.failed(p, FailureKind.TIMEOUT))
                    .toList());
            awaitEnd(tap, run);
            deleteCompletions();

            given().post("/api/runs/" + run + "/retry-failed").then().statusCode(200);

            awaitEnd(tap, run);
            RunView view = lab.show(run);
            assertThat(view.scored()).isEqualTo(5);
            assertThat(view.failed()).isEqualTo(3);
            assertThat(tap.of(run)).hasSize(8);

            // A judge that comes too late for all of them fails, too, and waits for nothing.
            UUID late = judge(judged, "judge-run-3");
            awaitEnd(tap, late);
            assertThat(lab.show(late).state().name()).isEqualTo("FAILED");
            assertThat(lab.show(late).failed()).isEqualTo(8);
            assertThat(tap.of(late)).isEmpty();
        }
    }

    /// As the retention does.
    private static void deleteCompletions() throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrap()))) {
            int partitions = admin.describeTopics(List.of(Topics.COMPLETIONS))
                    .topicNameValues()
                    .get(Topics.COMPLETIONS)
                    .get()
                    .partitions()
                    .size();
            Map<TopicPartition, RecordsToDelete> all = new java.util.HashMap<>();
            for (int i = 0; i < partitions; i++) {
                all.put(new TopicPartition(Topics.COMPLETIONS, i), RecordsToDelete.beforeOffset(-1));
            }
            admin.deleteRecords(all).all().get();
        }
    }

    @Test
    void saysWhatItWouldTakeAndWhatItRefuses() {
        try (PromptTap tap = new PromptTap()) {
            List<PromptIssued> judged = evaluated(tap, "judge-run-4");
            UUID run = judged.getFirst().id().runId();
            given().contentType(ContentType.JSON)
                    .body("""
                            {"judge": {"run": "%s", "model": "judge-run-4-1"}}""".formatted(run))
                    .post("/api/runs?dryRun=true")
                    .then()
                    .statusCode(200)
                    .body("prompts", equalTo(4))
                    .body("basis", hasItem(startsWith("left out: 4 answers of the judge's own model judge-run-4-1")));
            given().contentType(ContentType.JSON)
                    .body("""
                            {"judge": {"run": "%s", "model": "nobody"}, "examples": 3}""".formatted(run))
                    .post("/api/runs")
                    .then()
                    .statusCode(400)
                    .body("violations.field", equalTo(List.of("examples", "judge.model")));

            String request = """
                    {"judge": {"run": "%s", "model": "judge-run-4-judges-0", "asks": "sycophancy", "tasks": ["memo-trap"]}}""".formatted(run);
            List<String> ids = new ArrayList<>();
            for (int status : List.of(201, 200)) {
                ids.add(given().contentType(ContentType.JSON)
                        .header("Idempotency-Key", "judge-run-4")
                        .body(request)
                        .post("/api/runs")
                        .then()
                        .statusCode(status)
                        .body("judge.asks", equalTo("sycophancy"))
                        .body("kind", equalTo("JUDGE"))
                        .extract()
                        .path("id"));
            }
            assertThat(ids.getFirst()).isEqualTo(ids.getLast());
            tap.awaitPrompts(UUID.fromString(ids.getFirst()), 8);
            given().post("/api/runs/" + ids.getFirst() + "/cancel").then().statusCode(200);
        }
    }
}

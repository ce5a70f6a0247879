package io.scalewatch.task.rescoring;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.OffsetRange;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.event.RescoringProgressed;
import io.scalewatch.contracts.event.RescoringRequested;
import io.scalewatch.contracts.event.ScoringRules;
import io.scalewatch.contracts.event.TokenUsage;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.embedded.test.StackResource;
import io.scalewatch.task.TestTopics;
import io.scalewatch.task.runs.PromptTap;
import io.scalewatch.task.runs.RunLab;
import io.scalewatch.task.runs.RunState;
import io.scalewatch.task.runs.RunView;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/// Past runs that are to be scored again, over HTTP, with a test in the place of the scorers.
@QuarkusTest
@WithTestResource(StackResource.class)
class RescoringIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    @Inject
    RunLab lab;

    @Inject
    MeterRegistry meters;

    private static String rows(String question, int answer) {
        return """
                {"id": "a", "input": "2 + 2? It is 7 o'clock.", "target": 4, "kind": "number", "labels": {"distractor": [9]}}
                {"id": "b", "input": "%s", "target": %d, "kind": "number", "labels": {"distractor": [9]}}
                """.formatted(question, answer);
    }

    private static void importTask(String name, String rows) {
        given().contentType("application/x-ndjson")
                .body(rows.getBytes(StandardCharsets.UTF_8))
                .post("/api/tasks/" + name + "/import?format=scalewatch&mechanism=distractor")
                .then()
                .statusCode(201);
    }

    private static ValidatableResponse request(UUID run, String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/runs/" + run + "/rescorings")
                .then();
    }

    private static List<RescoringView> list(UUID run) {
        return List.of(given().get("/api/runs/" + run + "/rescorings")
                .then()
                .statusCode(200)
                .extract()
                .as(RescoringView[].class));
    }

    /// A run whose every prompt has its completion and its label by the present rules.
    private UUID pastRun(String family, String task) {
        lab.family(family, 2);
        try (PromptTap tap = new PromptTap()) {
            UUID run = lab.run("""
                    {"families": ["%s"], "tasks": ["%s"]}""".formatted(family, task));
            List<PromptIssued> prompts = tap.awaitPrompts(run, 4);
            prompts.forEach(prompt -> {
                PromptCompleted completed = completed(prompt);
                TestTopics.send(
                        Topics.COMPLETIONS,
                        prompt.id().toString(),
                        Codecs.PROMPT_COMPLETED.encode(completed),
                        Codecs.PROMPT_COMPLETED.headers(completed, "/test"));
            });
            lab.send(prompts.stream().map(RescoringIT::scored).toList());
            await().atMost(LIMIT).until(() -> lab.show(run).state() == RunState.Name.COMPLETED);
            return run;
        }
    }

    private static PromptCompleted completed(PromptIssued prompt) {
        return new PromptCompleted(
                prompt,
                Optional.of("4"),
                Optional.empty(),
                Optional.empty(),
                TokenUsage.NONE,
                0,
                1,
                1,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                NOW);
    }

    /// As the scorers of this release do it.
    private static CompletionScored scored(PromptIssued prompt) {
        CompletionScored score = RunLab.counted(prompt, 10, 1, 0.5);
        return new CompletionScored(
                score.id(),
                score.model(),
                score.trial(),
                ScoringRules.VERSION,
                score.label(),
                score.failure(),
                score.extracted(),
                score.span(),
                score.rule(),
                score.why(),
                score.statedConfidence(),
                score.costUsd(),
                score.tokens(),
                score.callLatencyMillis(),
                score.issuedAt(),
                score.scoredAt());
    }

    private static RescoringRequested event(UUID id) {
        List<ConsumerRecord<String, byte[]>> records =
                await().atMost(LIMIT).until(() -> TestTopics.records(Topics.RESCORINGS, id + "/0"), r -> !r.isEmpty());
        try {
            return Codecs.RESCORING_REQUESTED.decode(
                    records.getLast().headers(), records.getLast().value());
        } catch (UnreadableEventException e) {
            throw new AssertionError(e);
        }
    }

    private static void report(UUID id, OffsetRange range, long next, long scored, long failed) {
        RescoringProgressed report =
                new RescoringProgressed(id, range.partition(), next, range.end(), scored, failed, NOW);
        TestTopics.send(
                Topics.RESCORING_PROGRESS,
                report.key(),
                Codecs.RESCORING_PROGRESSED.encode(report),
                Codecs.RESCORING_PROGRESSED.headers(report, "/test"));
    }

    @Test
    void aRunIsScoredAgainByTheAnswersOfANewerVersion() {
        importTask("rescoring-it-a", rows("3 + 3?", 7));
        UUID run = pastRun("rescoring-it-a", "rescoring-it-a");
        request(run, "{}").statusCode(409).body("detail", containsString("nothing new would come"));
        importTask("rescoring-it-a", rows("3 + 3?", 6));

        RescoringView requested = request(run, """
                {"answers": {"rescoring-it-a": "current"}}""").statusCode(201).extract().as(RescoringView.class);

        assertThat(requested.state()).isEqualTo(RescoringView.State.PLANNED);
        assertThat(requested.planned()).isEqualTo(4);
        RescoringView.Task task = requested.tasks().getFirst();
        assertThat(task.changed()).isEqualTo(1);
        assertThat(task.scoringVersion())
                .isEqualTo(ScoringRules.VERSION + "@" + task.answers().orElseThrow());
        RescoringRequested event = event(requested.id());
        assertThat(event.runId()).isEqualTo(run);
        assertThat(event.tasks().getFirst().answers()).containsOnlyKeys("b");
        assertThat(event.ranges()).isNotEmpty();

        // The same request, with the version by its name this time, is the same re-scoring.
        request(run, """
                {"answers": {"rescoring-it-a": "%s"}}""".formatted(task.answers().orElseThrow())).statusCode(200);
        assertThat(list(run)).extracting(RescoringView::id).containsExactly(requested.id());
    }

    @Test
    void itsProgressIsWhatTheScorersReportAndItsEndIsToldToThem() {
        importTask("rescoring-it-b", rows("3 + 3?", 7));
        UUID run = pastRun("rescoring-it-b", "rescoring-it-b");
        importTask("rescoring-it-b", rows("3 + 3?", 6));
        UUID id = request(run, """
                {"answers": {"rescoring-it-b": "current"}}""")
                .statusCode(201)
                .extract()
                .as(RescoringView.class)
                .id();
        List<OffsetRange> ranges = event(id).ranges();
        OffsetRange first = ranges.getFirst();

        report(id, first, first.end(), 2, 1);
        await().atMost(LIMIT).until(() -> list(run).getFirst().done() == 2);
        assertThat(list(run).getFirst().failed()).isEqualTo(1);
        // An older report, as a restart reads it again.
        report(id, first, first.from(), 1, 0);
        ranges.stream().skip(1).forEach(range -> report(id, range, range.end(), 0, 0));

        await().atMost(LIMIT).until(() -> list(run).getFirst().state() == RescoringView.State.COMPLETED);
        RescoringView ended = list(run).getFirst();
        assertThat(ended.done()).isEqualTo(2);
        assertThat(ended.failed()).isEqualTo(1);
        assertThat(ended.gone()).contains(1L);
        await().atMost(LIMIT).until(() -> !event(id).open());
    }

    @Test
    void theNewScoresDisturbNeitherProgressNorSpending() {
        importTask("rescoring-it-c", rows("3 + 3?", 7));
        UUID run = pastRun("rescoring-it-c", "rescoring-it-c");
        RunView before = lab.show(run);
        double ignored = ignored();

        List<PromptCompleted> completions = TestTopics.records(Topics.COMPLETIONS).stream()
                .map(RescoringIT::completion)
                .flatMap(Optional::stream)
                .filter(completed -> completed.prompt().id().runId().equals(run))
                .toList();
        lab.send(completions.stream()
                .map(completed -> scored(completed.prompt()).rescored(UUID.randomUUID(), "3@new"))
                .toList());

        await().atMost(LIMIT).until(() -> ignored() == ignored + 4);
        assertThat(lab.show(run)).isEqualTo(before);
        assertThat(before.spent().usd()).isEqualTo(2);
    }

    private double ignored() {
        return meters.counter("scalewatch_task_progress_ignored", "reason", "rescored")
                .count();
    }

    private static Optional<PromptCompleted> completion(ConsumerRecord<String, byte[]> record) {
        try {
            return Optional.of(Codecs.PROMPT_COMPLETED.decode(record.headers(), record.value()));
        } catch (UnreadableEventException e) {
            return Optional.empty();
        }
    }

    @Test
    void whatDoesNotFitIsRefusedWithTheReason() {
        importTask("rescoring-it-d", rows("3 + 3?", 7));
        UUID run = pastRun("rescoring-it-d", "rescoring-it-d");
        importTask("rescoring-it-d", rows("3 + 4?", 7));

        request(run, """
                {"answers": {"rescoring-it-d": "current"}}""")
                .statusCode(400)
                .body("violations[0].field", org.hamcrest.Matchers.equalTo("answers.rescoring-it-d"))
                .body("violations[0].reason", containsString("lacks 0 and asks 1 otherwise, for example b"));
        request(run, """
                {"answers": {"rescoring-it-d": "nothing", "memo-trap": "current"}}""")
                .statusCode(400)
                .body(
                        "violations.reason",
                        org.hamcrest.Matchers.hasItems("is no task of the run", "is no version of the task"));
        request(UUID.randomUUID(), "{}").statusCode(404);
        given().get("/api/runs/" + UUID.randomUUID() + "/rescorings").then().statusCode(404);
        assertThat(list(run)).isEmpty();
    }

    @Test
    void aRunThatIsNotOverIsRefused() {
        lab.family("rescoring-it-e", 1);
        UUID run = lab.run("""
                {"families": ["rescoring-it-e"], "tasks": ["memo-trap"], "examples": 4}""");

        request(run, "{}").statusCode(409).body("detail", containsString("can't be scored again"));

        given().post("/api/runs/" + run + "/cancel").then().statusCode(200);
    }
}

package io.scalewatch.analysis.runtime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.scalewatch.analysis.topology.Scores;
import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.event.RecordPlace;
import io.scalewatch.contracts.event.TokenUsage;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.embedded.test.StackResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// Samples as the page gets them: the texts come from the topic `completions`, and are gone when they are gone
/// there.
@QuarkusTest
@WithTestResource(StackResource.class)
class SamplesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TASK = "shown";
    private static final String SAMPLES = "/api/series/" + Scores.SERIES.family() + "/" + TASK + "/"
            + Scores.SERIES.taskVersion() + "/" + Scores.SERIES.variant() + "/" + Scores.SERIES.scoringVersion()
            + "/samples";
    private static final int GROUPS = 30;
    private static final int MIB = 1 << 20;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void textsAreShownWhereTheyStandUntilTheyAreGone() throws Exception {
        // Given
        UUID run = UUID.randomUUID();
        try (ScoreLog log = new ScoreLog(bootstrapServers)) {
            log.declare(IntStream.range(0, Scores.SIZES.size())
                    .mapToObj(i -> Scores.declared(i, "v1"))
                    .toList());
            List<CompletionScored> labelled = new ArrayList<>();
            List<PromptCompleted> completions = new ArrayList<>();
            for (int group = 0; group < GROUPS; group++) {
                for (int model = 0; model < Scores.SIZES.size(); model++) {
                    for (boolean control : List.of(false, true)) {
                        CompletionScored score = score(run, group, model, control);
                        labelled.add(score);
                        completions.add(completed(score, group == 0 && model == 4 && !control));
                    }
                }
            }
            List<RecordPlace> places = new ArrayList<>(log.complete(completions));
            // As if the topic had been made anew: another prompt's answer stands there.
            places.set(places.size() - 1, places.getFirst());
            List<CompletionScored> scores = IntStream.range(0, labelled.size())
                    .mapToObj(i -> Scores.found(places.get(i), labelled.get(i)))
                    .toList();
            log.commit(scores);
            log.commit(scores.subList(0, 50));
        }
        // Then
        String place = pagesAreListed();
        sizesAreInARow(place);
        whatIsLongIsCutAndCanBeSeenWhole();
        anotherPromptsAnswerIsNotShown();
        whatCanNotBeIsAProblem(place);
        // When
        purge();
        // Then
        given().queryParam("limit", 20)
                .get(SAMPLES)
                .then()
                .statusCode(200)
                .body("samples", equalTo(2 * GROUPS))
                .body("groups.samples.flatten().prompt", everyItem(hasSize(0)))
                .body("groups.samples.flatten().answers.flatten().label", everyItem(notNullValue()))
                .body("groups.samples.flatten().answers.flatten().text", everyItem(nullValue()))
                .body("groups.samples.flatten().answers.flatten().extracted", everyItem(nullValue()));
        given().queryParam("model", "aurora-0")
                .queryParam("version", "v1")
                .queryParam("sample", "g1-biased")
                .queryParam("label", "CORRECT")
                .get(SAMPLES + "/" + placeOf("g1-biased") + "/text")
                .then()
                .statusCode(410)
                .contentType("application/problem+json")
                .body("detail", containsString("no longer kept"));
    }

    private String pagesAreListed() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get(SAMPLES)
                        .then()
                        .statusCode(200)
                        .body("samples", equalTo(2 * GROUPS))
                        .body("labels.TRAP", equalTo(GROUPS)));
        List<String> places = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            var page = given().queryParam("limit", 20)
                    .queryParams(after.map(last -> Map.of("after", last)).orElse(Map.of()))
                    .get(SAMPLES)
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", equalTo("no-store"))
                    .body("model", equalTo("aurora-4"))
                    .body("groups.samples", everyItem(hasSize(2)))
                    .body("groups.samples.flatten().findAll { !it.control }.prompt", everyItem(hasSize(1)))
                    .extract()
                    .jsonPath();
            places.addAll(page.getList("groups.place"));
            after = Optional.ofNullable(page.getString("next"));
        } while (after.isPresent());
        assertThat(places).hasSize(GROUPS).doesNotHaveDuplicates();
        given().queryParam("label", "DISTRACTOR").get(SAMPLES).then().body("groups", hasSize(0));
        given().queryParam("model", "aurora-0")
                .queryParam("label", "TRAP")
                .get(SAMPLES)
                .then()
                .body("groups", hasSize(0))
                .body("labels.CORRECT", equalTo(2 * GROUPS));
        return places.getFirst();
    }

    private static void sizesAreInARow(String place) {
        given().get(SAMPLES + "/" + place)
                .then()
                .statusCode(200)
                .body("sizes.model", equalTo(List.of("aurora-0", "aurora-1", "aurora-2", "aurora-3", "aurora-4")))
                .body("sizes.samples", everyItem(hasSize(2)))
                .body("sizes[0].samples.find { !it.control }.answers[0].label", equalTo("CORRECT"))
                .body("sizes[4].samples.find { !it.control }.answers[0].label", equalTo("TRAP"))
                .body("sizes[4].samples.find { it.control }.answers[0].label", equalTo("CORRECT"))
                .body("sizes[4].samples.find { !it.control }.answers[0].rule", equalTo("lone-value"))
                .body("sizes[4].samples.find { !it.control }.answers[0].span.end", equalTo(13));
    }

    private void whatIsLongIsCutAndCanBeSeenWhole() {
        String place = placeOf("g0-biased");
        given().get(SAMPLES + "/" + place)
                .then()
                .body("sizes[4].samples.find { !it.control }.answers[0].text.length", equalTo(MIB))
                .body(
                        "sizes[4].samples.find { !it.control }.answers[0].text.parts.text.join('').length() < 4000",
                        equalTo(true));
        String whole = given().queryParam("model", "aurora-4")
                .queryParam("version", "v1")
                .queryParam("sample", "g0-biased")
                .queryParam("label", "TRAP")
                .get(SAMPLES + "/" + place + "/text")
                .then()
                .statusCode(200)
                .extract()
                .path("answers[0].text.parts[0].text");
        assertThat(whole).hasSize(MIB).startsWith("aurora-4 says");
    }

    /// To the control of the last group, by the largest size.
    private static void anotherPromptsAnswerIsNotShown() {
        given().get(SAMPLES + "/" + placeOf("g" + (GROUPS - 1) + "-control"))
                .then()
                .body("sizes[4].samples.find { it.control }.answers[0].label", equalTo("CORRECT"))
                .body("sizes[4].samples.find { it.control }.answers[0].text", nullValue())
                .body("sizes[4].samples.find { !it.control }.answers[0].text", notNullValue());
    }

    private static void whatCanNotBeIsAProblem(String place) {
        for (Map.Entry<String, String> wrong :
                Map.of("label", "GOOD", "after", "../..", "limit", "1000").entrySet()) {
            given().queryParam(wrong.getKey(), wrong.getValue())
                    .get(SAMPLES)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("violations[0].field", equalTo(wrong.getKey()));
        }
        for (String address : List.of(
                "/api/series/no/such/series/at/all/samples",
                SAMPLES + "/0000000000000000",
                SAMPLES + "/nonsense",
                SAMPLES + "/" + place + "/text?label=TRAP&model=none&version=v1&sample=g1-biased")) {
            given().get(address).then().statusCode(404).contentType("application/problem+json");
        }
    }

    private void purge() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Set<TopicPartition> partitions = Set.copyOf(IntStream.range(0, partitions(admin))
                    .mapToObj(partition -> new TopicPartition(Topics.COMPLETIONS, partition))
                    .toList());
            Map<TopicPartition, RecordsToDelete> all = new java.util.HashMap<>();
            partitions.forEach(partition -> all.put(partition, RecordsToDelete.beforeOffset(-1)));
            admin.deleteRecords(all).all().get();
        }
    }

    private static int partitions(Admin admin) throws Exception {
        return admin.describeTopics(List.of(Topics.COMPLETIONS))
                .allTopicNames()
                .get()
                .get(Topics.COMPLETIONS)
                .partitions()
                .size();
    }

    private static String placeOf(String sample) {
        Optional<String> after = Optional.empty();
        do {
            var page = given().queryParam("limit", 20)
                    .queryParams(after.map(last -> Map.of("after", last)).orElse(Map.of()))
                    .get(SAMPLES)
                    .jsonPath();
            String found = page.getString("groups.find { it.samples.any { it.sample == '" + sample + "' } }?.place");
            if (found != null) {
                return found;
            }
            after = Optional.ofNullable(page.getString("next"));
        } while (after.isPresent());
        throw new AssertionError("no group has " + sample);
    }

    /// The largest falls for every trap.
    private static CompletionScored score(UUID run, int group, int model, boolean control) {
        return Scores.ofTask(
                TASK,
                Scores.inGroup(
                        "g" + group,
                        control,
                        Scores.score(
                                run,
                                (2L * group + (control ? 1 : 0)) * Scores.SIZES.size() + model,
                                0,
                                Scores.model(model, "v1"),
                                "g" + group + (control ? "-control" : "-biased"),
                                Optional.of(model == 4 && !control ? Label.TRAP : Label.CORRECT),
                                Instant.now())));
    }

    private static PromptCompleted completed(CompletionScored score, boolean isLong) {
        String sample = score.trial().sample();
        String text = score.model().model() + " says " + sample;
        return new PromptCompleted(
                new PromptIssued(
                        score.id(),
                        score.model(),
                        score.trial(),
                        List.of(Message.user("What of " + sample + "?")),
                        GenerationParameters.DEFAULT,
                        new AnswerSpec(AnswerKind.TEXT, List.of("7"), Map.of()),
                        "simulated",
                        Optional.empty(),
                        Instant.now()),
                Optional.of(isLong ? text + "x".repeat(MIB - text.length()) : text),
                Optional.empty(),
                Optional.empty(),
                new TokenUsage(1, 1),
                0,
                1,
                1,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Instant.now());
    }
}

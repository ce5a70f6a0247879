package io.scalewatch.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.scalewatch.contracts.codec.EventCodec;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.FinishReason;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.event.TokenUsage;
import io.scalewatch.contracts.topic.DeadLetter;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.embedded.FreePort;
import io.scalewatch.embedded.test.StackResource;
import io.scalewatch.inference.testing.FakeModels;
import io.scalewatch.inference.testing.Log;
import io.scalewatch.inference.testing.LogCapture;
import io.scalewatch.inference.testing.Prompts;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One worker, a real broker, a model server that misbehaves.
@QuarkusTest
@QuarkusTestResource(
        value = StackResource.class,
        initArgs = @ResourceArg(name = "postgres", value = "false"),
        restrictToAnnotatedClass = true)
@TestProfile(PromptsIT.Impatient.class)
class PromptsIT {

    /// Short waits.
    public static final class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.http.test-port", "0",
                    "scalewatch.inference.limit.first", "512",
                    "scalewatch.inference.retry.unreachable-for", "2s",
                    "scalewatch.inference.retry.overloaded-for", "2s",
                    "scalewatch.inference.call-timeout", "3s",
                    "scalewatch.inference.connect-timeout", "3s",
                    "scalewatch.inference.endpoint-wait", "300ms",
                    "scalewatch.inference.retry.first-wait", "20ms",
                    "scalewatch.inference.commit-interval", "50ms",
                    "scalewatch.inference.keys.lab", SECRET);
        }
    }

    private static final String SECRET = "secret-of-the-lab";
    private static final Duration SOON = Duration.ofSeconds(60);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @ConfigProperty(name = "quarkus.http.port")
    int port;

    private final UUID run = UUID.randomUUID();
    private FakeModels models;
    private Log log;

    @BeforeEach
    void startModels() {
        models = FakeModels.start();
        log = new Log(bootstrap);
        log.declare("local", models.baseUrl(), Optional.empty());
        log.declare("keyed", models.baseUrl() + "/", Optional.of("lab"));
        log.declare("keyless", models.baseUrl(), Optional.of("nobody-knows"));
    }

    @AfterEach
    void stopModels() {
        log.close();
        models.close();
    }

    @Test
    void anAnswerTellsTheWholeStoryInThePartitionOfItsPrompt() {
        List<PromptIssued> prompts = prompts(0, 30, "local", "good");

        log.publish(prompts);

        for (PromptIssued prompt : prompts) {
            ConsumerRecord<byte[], byte[]> record = completion(prompt.id());
            assertThat(record.partition()).isEqualTo(log.partitionOf(prompt.id()));
            assertThat(new String(
                            record.headers().lastHeader(EventCodec.ID_HEADER).value(), StandardCharsets.UTF_8))
                    .isEqualTo(prompt.id().toString());
            PromptCompleted completed = Log.decode(record);
            assertThat(completed.prompt()).isEqualTo(prompt);
            assertThat(completed.text()).contains("Answer to " + prompt.id());
            assertThat(completed.finishReason()).contains(FinishReason.STOP);
            assertThat(completed.tokens()).isEqualTo(new TokenUsage(11, 5));
            assertThat(completed.servedModel()).contains("good");
            assertThat(completed.fingerprint()).contains("fp");
            assertThat(completed.tries()).isEqualTo(1);
        }
        await().atMost(SOON).until(() -> log.uncommitted() == 0);
    }

    @ParameterizedTest
    @CsvSource({
        "status-500,SERVER_ERROR,3,HTTP status 500",
        "status-400,REJECTED,1,HTTP status 400",
        "status-302,REJECTED,1,HTTP status 302",
        "garbage,INVALID_RESPONSE,2,not JSON",
        "html,INVALID_RESPONSE,2,not JSON",
        "half,INVALID_RESPONSE,2,broke off",
        "huge,INVALID_RESPONSE,2,longer than",
        "null-content,INVALID_RESPONSE,2,no text content",
        "never,TIMEOUT,2,no answer within 3000 ms"
    })
    void aModelThatMisbehavesEndsThePromptAsAFailureWithItsReason(
            String model, FailureKind kind, int tries, String reason) {
        PromptIssued prompt = Prompts.prompt(id(0), "local", model);

        log.publish(prompt);

        PromptCompleted completed = Log.decode(completion(prompt.id()));
        assertFailure(completed, kind, reason);
        assertThat(completed.tries()).isEqualTo(tries);
        assertThat(models.calls(prompt.id())).isEqualTo(tries);
        assertThat(completed.failure().orElseThrow().message()).doesNotContain(run.toString());
    }

    @Test
    void aServerThatIsDownIsUnreachable() throws IOException {
        log.declare("down", "http://127.0.0.1:" + FreePort.find() + "/v1", Optional.empty());
        PromptIssued prompt = Prompts.prompt(id(0), "down", "good");

        log.publish(prompt);

        PromptCompleted completed = Log.decode(completion(prompt.id()));
        assertFailure(completed, FailureKind.UNREACHABLE, "no connection");
        assertThat(completed.tries()).isBetween(3, 40);
    }

    @Test
    void anOverloadedServerIsAskedAsLongAsThereIsTime() {
        PromptIssued prompt = Prompts.prompt(id(0), "local", "status-503");

        log.publish(prompt);

        PromptCompleted completed = Log.decode(completion(prompt.id()));
        assertFailure(completed, FailureKind.OVERLOADED, "HTTP status 503");
        assertThat(completed.tries()).isBetween(3, 40).isEqualTo(models.calls(prompt.id()));
        assertThat(completed.failedTries()).hasSize(Math.min(32, completed.tries() - 1));
    }

    @Test
    void retryAfterIsHonoured() {
        PromptIssued prompt = Prompts.prompt(id(0), "local", "limited");
        long start = System.nanoTime();

        log.publish(prompt);

        PromptCompleted completed = Log.decode(completion(prompt.id()));
        assertThat(completed.text()).isPresent();
        assertThat(completed.tries()).isEqualTo(2);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theAnswerOfAnotherModelIsAFailure() {
        PromptIssued prompt = Prompts.prompt(id(0), "local", "other", Optional.of("other"));

        log.publish(prompt);

        assertFailure(Log.decode(completion(prompt.id())), FailureKind.WRONG_VERSION, "another-model");
    }

    @Test
    void theKeyGoesToTheEndpointAndNowhereElse() {
        PromptIssued keyed = Prompts.prompt(id(0), "keyed", "good");
        PromptIssued keyless = Prompts.prompt(id(1), "keyless", "good");

        log.publish(keyed, keyless);

        ConsumerRecord<byte[], byte[]> record = completion(keyed.id());
        assertThat(Log.decode(record).text()).isPresent();
        assertThat(models.authorizations()).containsExactly("Bearer secret-of-the-lab");
        assertThat(new String(record.value(), StandardCharsets.UTF_8)).doesNotContain("secret-of-the-lab");
        PromptCompleted refused = Log.decode(completion(keyless.id()));
        assertFailure(refused, FailureKind.UNKNOWN_ENDPOINT, "the key 'nobody-knows' of endpoint 'keyless' is not set");
        assertThat(refused.tries()).isZero();
    }

    @Test
    void aLongAnswerIsCutWithAMark() {
        PromptIssued prompt = Prompts.prompt(id(0), "local", "long");

        log.publish(prompt);

        PromptCompleted completed = Log.decode(completion(prompt.id()));
        assertThat(completed.text())
                .hasValueSatisfying(text -> assertThat(text)
                        .hasSize(1_048_576 + "\n[cut by Scalewatch]".length())
                        .endsWith("xxx\n[cut by Scalewatch]"));
        assertThat(completed.finishReason()).contains(FinishReason.LENGTH);
    }

    @Test
    void tokensThatNobodyCountedAreEstimated() {
        PromptIssued prompt = Prompts.prompt(id(0), "local", "uncounted");

        log.publish(prompt);

        TokenUsage tokens = Log.decode(completion(prompt.id())).tokens();
        assertThat(tokens.wasEstimated()).isTrue();
        assertThat(tokens.prompt()).isBetween(9L, 11L);
        assertThat(tokens.completion()).isBetween(11L, 13L);
    }

    @Test
    void aPlantedKeyIsFoundNowhere() throws IOException {
        try (LogCapture logs = LogCapture.ofEverything()) {
            log.declare("keyed-down", "http://127.0.0.1:" + FreePort.find() + "/v1", Optional.of("lab"));
            List<String> models = List.of(
                    "good", "status-401", "status-500", "tells-the-key", "garbage", "half", "huge", "null-content");
            List<PromptIssued> prompts = new ArrayList<>();
            models.forEach(model -> prompts.add(Prompts.prompt(id(prompts.size()), "keyed", model)));
            prompts.add(Prompts.prompt(id(prompts.size()), "keyed-down", "good"));
            log.publishRaw(0, "junk".getBytes(StandardCharsets.UTF_8));

            log.publish(prompts);

            prompts.forEach(prompt -> assertThat(shown(completion(prompt.id())))
                    .as("the completion of %s", prompt)
                    .doesNotContain(SECRET));
            assertThat(this.models.authorizations()).contains("Bearer " + SECRET);
            assertThat(log.poll(Topics.deadLetters(Topics.PROMPTS)))
                    .allSatisfy(record -> assertThat(shown(record)).doesNotContain(SECRET));
            for (String path : List.of("/q/metrics", "/q/health")) {
                assertThat(get(path)).isNotBlank().doesNotContain(SECRET);
            }
            assertThat(logs.lines()).isNotEmpty().noneMatch(line -> line.contains(SECRET));
        }
    }

    @Test
    void anEndpointIsProbedOverHttpForThePageAndForNoOtherSite() throws Exception {
        String asked = "{\"endpoint\": \"keyed\", \"model\": \"good\"}";

        HttpResponse<String> report = await().atMost(SOON)
                .until(() -> probe("http://localhost:8704", asked), response -> response.statusCode() != 404);

        assertThat(report.statusCode()).isEqualTo(200);
        assertThat(report.headers().firstValue("Access-Control-Allow-Origin")).contains("http://localhost:8704");
        assertThat(report.body())
                .contains("\"usable\":true", "STOP, 11 + 5 tokens, by good, fingerprint fp")
                .doesNotContain(SECRET);
        assertThat(models.authorizations()).contains("Bearer " + SECRET);
        assertThat(probe("https://elsewhere.example.com", asked).statusCode()).isEqualTo(403);
        HttpResponse<String> wrong = probe("http://localhost:8704", "{\"protocol\": \"GOPHER\"}");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(wrong.body()).contains("\"field\":\"protocol\"");
        assertThat(get("/q/openapi")).contains("/api/probe", "ProbeRequest");
    }

    private HttpResponse<String> probe(String origin, String body) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/probe"))
                            .header("Content-Type", "application/json")
                            .header("Origin", origin)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String shown(ConsumerRecord<byte[], byte[]> record) {
        StringBuilder shown = new StringBuilder(new String(record.value(), StandardCharsets.UTF_8));
        record.headers().forEach(header -> shown.append(new String(header.value(), StandardCharsets.UTF_8)));
        return shown.toString();
    }

    @Test
    void anUnknownEndpointIsAFailureAndALateOneIsWaitedFor() {
        PromptIssued unknown = Prompts.prompt(id(0), "nowhere", "good");

        log.publish(unknown);

        assertFailure(Log.decode(completion(unknown.id())), FailureKind.UNKNOWN_ENDPOINT, "'nowhere'");

        String late = "late-" + run;
        PromptIssued early = Prompts.prompt(id(1), late, "good");
        log.publish(early);
        log.declare(late, models.baseUrl(), Optional.empty());
        assertThat(Log.decode(completion(early.id())).text()).isPresent();
    }

    @Test
    void anEndpointThatMovesIsFollowed() {
        String moving = "moving-" + run;
        log.declare(moving, models.baseUrl(), Optional.empty());
        log.publish(Prompts.prompt(id(0), moving, "good"));
        completion(id(0));
        try (FakeModels elsewhere = FakeModels.start()) {
            log.declare(moving, elsewhere.baseUrl(), Optional.empty());

            List<PromptIssued> prompts = prompts(1, 200, moving, "good");
            log.publish(prompts);

            prompts.forEach(prompt ->
                    assertThat(Log.decode(completion(prompt.id())).text()).isPresent());
            await().atMost(SOON).untilAsserted(() -> {
                log.publish(Prompts.prompt(id(1_000 + elsewhere.calls().size()), moving, "good"));
                assertThat(elsewhere.calls()).isNotEmpty();
            });
        }
    }

    @Test
    void anUnreadableRecordGoesToItsDeadLetterTopicAndTheStreamGoesOn() {
        byte[] junk = ("junk of " + run).getBytes(StandardCharsets.UTF_8);
        PromptIssued after = Prompts.prompt(id(0), "local", "good");

        log.publishRaw(log.partitionOf(after.id()), junk);
        log.publish(after);

        assertThat(Log.decode(completion(after.id())).text()).isPresent();
        List<ConsumerRecord<byte[], byte[]>> dead = new ArrayList<>();
        await().atMost(SOON).untilAsserted(() -> {
            dead.addAll(log.poll(Topics.deadLetters(Topics.PROMPTS)));
            assertThat(dead)
                    .filteredOn(record -> Arrays.equals(record.value(), junk))
                    .hasSize(1);
        });
        ConsumerRecord<byte[], byte[]> letter = dead.getLast();
        assertThat(header(letter, DeadLetter.TOPIC_HEADER)).isEqualTo(Topics.PROMPTS);
        assertThat(header(letter, DeadLetter.PARTITION_HEADER)).isEqualTo("" + log.partitionOf(after.id()));
        assertThat(header(letter, DeadLetter.REASON_HEADER)).contains("ce_type");
        await().atMost(SOON).until(() -> log.uncommitted() == 0);
    }

    @Test
    void aPromptThatComesTwiceIsCalledOnce() {
        List<PromptIssued> prompts = prompts(0, 50, "local", "slow-100");

        log.publish(prompts);
        log.publish(prompts);
        prompts.forEach(prompt -> completion(prompt.id()));
        log.publish(prompts);

        await().atMost(SOON).until(() -> log.uncommitted() == 0);
        prompts.forEach(prompt -> assertThat(models.calls(prompt.id())).isEqualTo(1));
        assertThat(log.completions().entrySet())
                .filteredOn(entry -> entry.getKey().runId().equals(run))
                .hasSize(50)
                .allMatch(entry -> entry.getValue().size() == 1);
    }

    @Test
    void aSlowModelHoldsNobodyUp() {
        List<PromptIssued> slow = prompts(0, 300, "local", "gated");
        List<PromptIssued> quick = prompts(1_000, 200, "other-local", "good");
        log.declare("other-local", models.baseUrl(), Optional.empty());

        log.publish(slow);
        await().atMost(SOON).until(() -> models.waiting() >= 200);
        log.publish(quick);

        quick.forEach(
                prompt -> assertThat(Log.decode(completion(prompt.id())).text()).isPresent());
        models.openGate();
        slow.forEach(prompt ->
                assertThat(Log.decode(completion(prompt.id())).prompt()).isEqualTo(prompt));
    }

    @Test
    void tellsHowItIs() throws IOException {
        log.publish(Prompts.prompt(id(0), "local", "good"));
        completion(id(0));

        assertThat(get("/q/health/ready"))
                .contains("\"inference worker\"", "\"UP\"")
                .doesNotContain("DOWN");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(get("/q/metrics"))
                        .contains(
                                "scalewatch_inference_in_flight",
                                "scalewatch_inference_endpoint_limit{endpoint=\"local\"}",
                                "scalewatch_inference_prompts_total{outcome=\"answered\"}",
                                "scalewatch_inference_calls_seconds_bucket{outcome=\"answered\"",
                                "scalewatch_inference_retries_total{outcome=\"server-error\"}",
                                "scalewatch_inference_duplicates_total",
                                "scalewatch_inference_dlq_total"));
    }

    private ConsumerRecord<byte[], byte[]> completion(PromptId id) {
        return await().atMost(SOON)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> log.completion(id), Optional::isPresent)
                .orElseThrow();
    }

    private List<PromptIssued> prompts(long from, int count, String endpoint, String model) {
        List<PromptIssued> prompts = new ArrayList<>();
        for (long index = from; index < from + count; index++) {
            prompts.add(Prompts.prompt(id(index), endpoint, model));
        }
        return prompts;
    }

    private PromptId id(long index) {
        return new PromptId(run, index, 0);
    }

    private String get(String path) throws IOException {
        try (InputStream in =
                URI.create("http://127.0.0.1:" + port + path).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static void assertFailure(PromptCompleted completed, FailureKind kind, String reason) {
        assertThat(completed.text()).isEmpty();
        assertThat(completed.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.message()).contains(reason);
        });
    }
}

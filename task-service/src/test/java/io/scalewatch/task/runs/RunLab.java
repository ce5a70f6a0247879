package io.scalewatch.task.runs;

import static io.restassured.RestAssured.given;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.http.ContentType;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.Failure;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ModelDeployed;
import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.event.TokenUsage;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.embedded.test.TestStack;
import io.scalewatch.task.fleet.VersionRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// What tests of runs need: models to ask, and scores as the scoring would send them.
@ApplicationScoped
public class RunLab {

    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    private final VersionRegistry versions;
    private KafkaProducer<String, byte[]> producer;

    RunLab(VersionRegistry versions) {
        this.versions = versions;
    }

    /// A family of so many models, each on an endpoint of its own.
    ///
    /// @return the models' names, the smallest first
    public List<String> family(String family, int models) {
        given().contentType(ContentType.JSON)
                .body("{}")
                .put("/api/families/" + family)
                .then()
                .statusCode(201);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < models; i++) {
            String model = family + "-" + i;
            given().contentType(ContentType.JSON)
                    .body("""
                            {"baseUrl": "http://127.0.0.1:1/v1", "protocol": "OPENAI_CHAT"}""")
                    .put("/api/endpoints/" + model)
                    .then()
                    .statusCode(201);
            deploy(family, model, "1", 1_000_000L * (i + 1));
            names.add(model);
        }
        return names;
    }

    /// Registers a version without starting a run for it.
    public void deploy(String family, String model, String version, long parameters) {
        deploy(family, model, version, parameters, Optional.empty());
    }

    /// The same under a name that the endpoint knows it by.
    public void deploy(String family, String model, String version, long parameters, Optional<String> served) {
        QuarkusTransaction.requiringNew()
                .run(() -> versions.register(
                        new ModelDeployed(family, model, version, parameters, Optional.empty(), model, served, NOW)));
    }

    /// CURRENT, PENDING or RETIRED.
    public String status(String family, String model, String version) {
        return given().get("/api/families/" + family)
                .then()
                .statusCode(200)
                .extract()
                .path("models.find { it.model == '%s' }.versions.find { it.version == '%s' }.status"
                        .formatted(model, version));
    }

    /// @return the run's id
    public UUID run(String request) {
        return UUID.fromString(given().contentType(ContentType.JSON)
                .body(request)
                .post("/api/runs")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    public RunView show(UUID run) {
        return given().get("/api/runs/" + run).then().statusCode(200).extract().as(RunView.class);
    }

    public static CompletionScored labelled(PromptIssued prompt) {
        return score(prompt, Optional.of(Label.CORRECT), Optional.empty(), Optional.empty(), 0);
    }

    public static CompletionScored failed(PromptIssued prompt, FailureKind kind) {
        return score(prompt, Optional.empty(), Optional.of(new Failure(kind, "")), Optional.empty(), 0);
    }

    /// An answer whose endpoint has counted the tokens.
    public static CompletionScored counted(PromptIssued prompt, long read, long written, double costUsd) {
        return score(
                prompt,
                Optional.of(Label.CORRECT),
                Optional.empty(),
                Optional.of(new TokenUsage(read, written)),
                costUsd);
    }

    public static CompletionScored attempt(CompletionScored score, int attempt) {
        return new CompletionScored(
                new PromptId(score.id().runId(), score.id().index(), attempt),
                score.model(),
                score.trial(),
                score.scoringVersion(),
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

    private static CompletionScored score(
            PromptIssued prompt,
            Optional<Label> label,
            Optional<Failure> failure,
            Optional<TokenUsage> tokens,
            double costUsd) {
        return new CompletionScored(
                prompt.id(),
                prompt.model(),
                prompt.trial(),
                "s1",
                label,
                failure,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                costUsd,
                tokens,
                10,
                prompt.issuedAt(),
                NOW);
    }

    /// Returns when the broker has them.
    public synchronized void send(Collection<CompletionScored> scores) {
        for (CompletionScored score : scores) {
            producer()
                    .send(new ProducerRecord<>(
                            Topics.SCORES,
                            null,
                            null,
                            score.partitionKey(),
                            Codecs.COMPLETION_SCORED.encode(score),
                            Codecs.COMPLETION_SCORED.headers(score, "/test")));
        }
        producer().flush();
    }

    /// A record that is no score.
    public synchronized void sendGarbage() {
        producer().send(new ProducerRecord<>(Topics.SCORES, "key", new byte[] {1, 2, 3}));
        producer().flush();
    }

    private KafkaProducer<String, byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrap()),
                    new StringSerializer(),
                    new ByteArraySerializer());
        }
        return producer;
    }
}

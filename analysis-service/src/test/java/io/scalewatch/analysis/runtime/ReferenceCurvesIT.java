package io.scalewatch.analysis.runtime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.scalewatch.analysis.curves.ReferenceCurve;
import io.scalewatch.analysis.topology.Scores;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ModelDeclared;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.embedded.test.StackResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Real curves, and one that changes its shape from version to version, as scores on the topic.
@QuarkusTest
@WithTestResource(StackResource.class)
class ReferenceCurvesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int TRANSACTION = 5_000;
    /// One score in so many comes twice.
    private static final int DUPLICATES = 20;
    /// The longest two curves have 226,000 of the 314,000 scores: in the full form only.
    private static final long MOST_TRIALS = "full".equals(System.getProperty("reference")) ? Long.MAX_VALUE : 20_000;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private ScoreLog log;

    @BeforeEach
    void open() {
        log = new ScoreLog(bootstrapServers);
    }

    @AfterEach
    void close() {
        log.close();
    }

    /// In random order, all curves mixed, some scores twice.
    @Test
    void everyRealCurveHasItsShape() {
        // Given
        List<ReferenceCurve> curves = ReferenceCurve.all().stream()
                .filter(curve -> trials(curve) <= MOST_TRIALS)
                .toList();
        assertThat(curves).hasSizeGreaterThanOrEqualTo(12);
        curves.forEach(curve -> log.declare(models(curve)));
        Random random = new Random(11);
        List<CompletionScored> scores = new ArrayList<>();
        curves.forEach(curve -> scores.addAll(scores(curve, random)));
        int different = scores.size();
        scores.addAll(IntStream.range(0, different / DUPLICATES)
                .mapToObj(i -> scores.get(random.nextInt(different)))
                .toList());
        Collections.shuffle(scores, random);
        // When
        for (int from = 0; from < scores.size(); from += TRANSACTION) {
            log.commit(scores.subList(from, Math.min(from + TRANSACTION, scores.size())));
        }
        // Then
        for (ReferenceCurve curve : curves) {
            await(curve.name())
                    .atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(longs(series(curve.name()), "trials")).isEqualTo(curve.trials()));
            JsonPath fit = series(curve.name());
            assertThat(longs(fit, "correct")).as(curve.name()).isEqualTo(curve.correct());
            assertThat(fit.getString("shape")).as(curve.name()).isIn(curve.acceptableShapes());
        }
    }

    /// Up, then turned, then down, as new versions become the current ones.
    @Test
    void aFamilyThatFlipsRaisesAndResolvesEachAlertOnce() {
        String family = "flipping";
        becomes(family, 1, 0.4, 0.5, 0.6, 0.7, 0.8);
        await().atMost(PATIENCE).until(() -> isFitted(family, "v1", "POSITIVE"));
        assertThat(alerts(family)).isEmpty();

        becomes(family, 2, 0.4, 0.6, 0.8, 0.6, 0.4);
        await().atMost(PATIENCE).until(() -> isFitted(family, "v2", "INVERTED_U"));
        await().atMost(PATIENCE)
                .until(() -> statuses(family, AlertKind.INVERTED_U).contains(ScalingAlert.Status.RAISED));

        becomes(family, 3, 0.8, 0.7, 0.6, 0.5, 0.4);
        await().atMost(PATIENCE).until(() -> isFitted(family, "v3", "INVERSE"));
        await().atMost(PATIENCE)
                .until(() -> statuses(family, AlertKind.INVERTED_U).contains(ScalingAlert.Status.RESOLVED));
        await().atMost(PATIENCE)
                .until(() -> !statuses(family, AlertKind.INVERSE_SCALING).isEmpty());
        assertThat(statuses(family, AlertKind.INVERTED_U))
                .containsExactly(ScalingAlert.Status.RAISED, ScalingAlert.Status.RESOLVED);
        assertThat(statuses(family, AlertKind.INVERSE_SCALING)).containsExactly(ScalingAlert.Status.RAISED);
    }

    /// All sizes of a family have answered with their next versions, which are the current ones then.
    private void becomes(String family, int version, double... rates) {
        List<CompletionScored> scores =
                Scores.answers(new UUID(77, version), "v" + version, 500, 7 + version, Label.TRAP, rates).stream()
                        .map(score -> score(
                                score.id().runId(),
                                score.id().index(),
                                inFamily(family, score.model()),
                                score.trial().sample(),
                                score.label().orElseThrow()))
                        .toList();
        log.commit(scores);
        String[] versions =
                IntStream.rangeClosed(1, version).mapToObj(v -> "v" + v).toArray(String[]::new);
        log.declare(IntStream.range(0, rates.length)
                .mapToObj(ordinal -> Scores.declared(ordinal, versions))
                .map(model -> new ModelDeclared(
                        family,
                        family + "-" + model.model(),
                        model.parameters(),
                        model.trainingFlops(),
                        model.versions()))
                .toList());
    }

    private static ModelVersion inFamily(String family, ModelVersion model) {
        return new ModelVersion(family, family + "-" + model.model(), model.version(), model.parameters());
    }

    private static boolean isFitted(String family, String version, String shape) {
        JsonPath fit = series(family);
        return Collections.nCopies(5, version).equals(fit.getList("points.version"))
                && longs(fit, "trials").equals(Collections.nCopies(5, 500L))
                && shape.equals(fit.getString("shape"));
    }

    private List<ScalingAlert> alerts(String family) {
        return log.read(Topics.SCALING_ALERTS, Codecs.SCALING_ALERT).stream()
                .filter(alert -> alert.series().family().equals(family))
                .toList();
    }

    /// Without what only says how an open alert goes on.
    private List<ScalingAlert.Status> statuses(String family, AlertKind kind) {
        return alerts(family).stream()
                .filter(alert -> alert.kind() == kind && alert.status() != ScalingAlert.Status.UPDATED)
                .map(ScalingAlert::status)
                .toList();
    }

    private static List<ModelDeclared> models(ReferenceCurve curve) {
        ModelDeclared.Version current =
                new ModelDeclared.Version("v1", ModelDeclared.Status.CURRENT, "simulated", Scores.NOW);
        return IntStream.range(0, curve.parameters().size())
                .mapToObj(i -> new ModelDeclared(
                        curve.name(), model(curve, i), curve.parameters().get(i), Optional.empty(), List.of(current)))
                .toList();
    }

    /// Which samples a size has right is drawn for each: the curves' sources do not say.
    private static List<CompletionScored> scores(ReferenceCurve curve, Random random) {
        UUID run = new UUID(random.nextLong(), random.nextLong());
        int sizes = curve.parameters().size();
        List<CompletionScored> scores = new ArrayList<>();
        for (int size = 0; size < sizes; size++) {
            ModelVersion model = new ModelVersion(
                    curve.name(), model(curve, size), "v1", curve.parameters().get(size));
            int trials = Math.toIntExact(curve.trials().get(size));
            long correct = curve.correct().get(size);
            List<Integer> samples =
                    new ArrayList<>(IntStream.range(0, trials).boxed().toList());
            Collections.shuffle(samples, random);
            for (int i = 0; i < trials; i++) {
                Label label = i < correct ? Label.CORRECT : Label.OTHER_WRONG;
                int sample = samples.get(i);
                scores.add(score(run, (long) sample * sizes + size, model, "s" + sample, label));
            }
        }
        return scores;
    }

    /// Scored now: what is older than the topic's retention is late.
    private static CompletionScored score(UUID run, long index, ModelVersion model, String sample, Label label) {
        return Scores.score(run, index, 0, model, sample, Optional.of(label), Instant.now());
    }

    private static String model(ReferenceCurve curve, int size) {
        return curve.name() + "-" + size;
    }

    private static long trials(ReferenceCurve curve) {
        return curve.trials().stream().mapToLong(Long::longValue).sum();
    }

    private static JsonPath series(String family) {
        var key = Scores.SERIES;
        return given().get(
                        "/api/series/{family}/{task}/{version}/{variant}/{scoring}",
                        family,
                        key.task(),
                        key.taskVersion(),
                        key.variant(),
                        key.scoringVersion())
                .jsonPath();
    }

    private static List<Long> longs(JsonPath fit, String field) {
        List<Number> numbers = fit.getList("points." + field);
        return numbers == null
                ? List.of()
                : numbers.stream().map(Number::longValue).toList();
    }
}

package io.scalewatch.analysis.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.EffectCurve;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.RunKind;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.contracts.topic.DeadLetter;
import io.scalewatch.contracts.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of scores: once, twice, late, out of order, unreadable.
class AnalysisTopologyTest {

    private static final UUID RUN = new UUID(1, 1);
    private static final ModelVersion SMALLEST = Scores.model(0, "v1");

    @TempDir
    private Path state;

    private AnalysisDriver driver;

    @BeforeEach
    void start() {
        driver = new AnalysisDriver(state);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void scoresBecomeAFit() {
        // Given
        driver.declareAll("v1");
        // When
        driver.score(Scores.run(RUN, "v1", 200, 0.9, 0.4, 7));
        // Then
        CurveFitted fit = driver.lastFit();
        assertThat(fit.series()).isEqualTo(Scores.SERIES);
        assertThat(fit.points()).hasSize(5).allMatch(p -> p.trials() == 200 && p.samples() == 200);
        assertThat(fit.shape()).isEqualTo(Shape.INVERSE);
        assertThat(fit.asOf()).isEqualTo(new CurveFitted.LogPosition(0, 999));
    }

    @Test
    void aSequenceGrowsWithEveryFit() {
        driver.declareAll("v1");
        driver.score(Scores.labelled(RUN, 0, 0, SMALLEST, "s0", Label.CORRECT));
        long first = driver.lastFit().sequence();
        driver.score(Scores.labelled(RUN, 1, 0, SMALLEST, "s1", Label.CORRECT));
        assertThat(driver.lastFit().sequence()).isGreaterThan(first);
    }

    @Test
    void nothingNewIsNotFittedAgain() {
        driver.declareAll("v1");
        driver.score(Scores.labelled(RUN, 0, 0, SMALLEST, "s0", Label.CORRECT));
        driver.settle();
        driver.fits();
        driver.settle();
        assertThat(driver.fits()).isEmpty();
    }

    @Test
    void aReplayChangesNothing() {
        // Given
        List<CompletionScored> scores = Scores.run(RUN, "v1", 50, 0.5, 0.5, 1);
        driver.declareAll("v1");
        driver.score(scores);
        driver.settle();
        driver.fits();
        // When
        driver.score(scores);
        driver.settle();
        // Then
        assertThat(driver.fits()).isEmpty();
        assertThat(driver.count("scalewatch.analysis.scores.counted")).isEqualTo(250);
        assertThat(driver.count("scalewatch.analysis.scores.duplicate")).isEqualTo(250);
    }

    @Test
    void anotherAttemptOfALabelledPromptIsADuplicate() {
        driver.declareAll("v1");
        driver.score(
                Scores.labelled(RUN, 0, 0, SMALLEST, "s0", Label.CORRECT),
                Scores.labelled(RUN, 0, 1, SMALLEST, "s0", Label.TRAP));
        CurvePoint point = driver.lastFit().points().getFirst();
        assertThat(point.trials()).isEqualTo(1);
        assertThat(point.correct()).isEqualTo(1);
    }

    @Test
    void canariesAreNoTrialsOfTheCurveAndScheduledRunsAre() {
        driver.declareAll("v1");
        CompletionScored asked = Scores.labelled(RUN, 0, 0, SMALLEST, "s0", Label.CORRECT);
        CompletionScored again = Scores.labelled(new UUID(1, 2), 0, 0, SMALLEST, "s0", Label.TRAP);
        CompletionScored failed = Scores.failed(new UUID(1, 2), 1, 0, SMALLEST, "s1");
        driver.score(
                asked,
                Scores.ofKind(RunKind.CANARY, again),
                Scores.ofKind(RunKind.CANARY, failed),
                Scores.ofKind(RunKind.SCHEDULED, Scores.labelled(new UUID(1, 3), 0, 0, SMALLEST, "s0", Label.TRAP)));
        CurvePoint point = driver.lastFit().points().getFirst();
        assertThat(point.trials()).isEqualTo(2);
        assertThat(point.correct()).isEqualTo(1);
        assertThat(driver.count("scalewatch.analysis.scores.counted")).isEqualTo(2);
        assertThat(driver.count("scalewatch.analysis.failures.counted")).isZero();
        assertThat(driver.count("scalewatch.analysis.scores.canary")).isEqualTo(2);
    }

    @Test
    void whatAJudgeSaysIsNoAnswerAndItsVerdictCountsOnceInASeriesOfItsOwn() {
        driver.declareAll("v1");
        UUID judging = new UUID(1, 9);
        CompletionScored asked = Scores.labelled(RUN, 0, 0, SMALLEST, "s0", Label.CORRECT);
        CompletionScored declined = Scores.judged(asked, "1-judge:j@v1:p-1", Optional.empty());
        CompletionScored verdict = Scores.judged(asked, "1-judge:j@v1:p-1", Optional.of(Label.TRAP));
        driver.score(
                asked,
                // Its first call failed for good and was asked again; the answer to that came twice.
                Scores.ofKind(RunKind.JUDGE, Scores.failed(judging, 0, 0, SMALLEST, "s0")),
                declined,
                Scores.ofKind(RunKind.JUDGE, Scores.labelled(judging, 0, 1, SMALLEST, "s0", Label.TRAP)),
                verdict,
                Scores.ofKind(RunKind.JUDGE, Scores.labelled(judging, 0, 1, SMALLEST, "s0", Label.TRAP)),
                verdict);
        driver.settle();
        Map<String, CurvePoint> points = driver.fits().stream()
                .collect(Collectors.toMap(
                        fit -> fit.series().scoringVersion(),
                        fit -> fit.points().getFirst(),
                        (earlier, later) -> later));
        assertThat(points).containsOnlyKeys("1", "1-judge:j@v1:p-1");
        assertThat(points.get("1").trials()).isEqualTo(1);
        assertThat(points.get("1").correct()).isEqualTo(1);
        assertThat(points.get("1").failures()).isZero();
        assertThat(points.get("1-judge:j@v1:p-1").trials()).isEqualTo(1);
        assertThat(points.get("1-judge:j@v1:p-1").correct()).isZero();
        assertThat(points.get("1-judge:j@v1:p-1").failures()).isZero();
        assertThat(driver.count("scalewatch.analysis.scores.judge")).isEqualTo(3);
        assertThat(driver.count("scalewatch.analysis.scores.duplicate")).isEqualTo(1);
    }

    @Test
    void theSameIndexOfAnotherRunCounts() {
        driver.declareAll("v1");
        driver.score(
                Scores.labelled(RUN, 0, 0, SMALLEST, "s0", Label.CORRECT),
                Scores.labelled(new UUID(1, 2), 0, 0, SMALLEST, "s0", Label.TRAP));
        assertThat(driver.lastFit().points().getFirst().trials()).isEqualTo(2);
    }

    @Test
    void indicesFarApartAreToldApart() {
        driver.declareAll("v1");
        for (long index : new long[] {0, 4095, 4096, 8192, 65_536, 1L << 40}) {
            driver.score(Scores.labelled(RUN, index, 0, SMALLEST, "s0", Label.CORRECT));
            driver.score(Scores.labelled(RUN, index, 0, SMALLEST, "s0", Label.CORRECT));
        }
        assertThat(driver.lastFit().points().getFirst().trials()).isEqualTo(6);
    }

    @Test
    void orderOfArrivalLeavesNoTrace() {
        // Given
        List<CompletionScored> scores = new ArrayList<>(Scores.run(RUN, "v1", 60, 0.8, 0.5, 3));
        driver.declareAll("v1");
        driver.score(scores);
        CurveFitted inOrder = driver.lastFit();
        // When
        try (AnalysisDriver other = new AnalysisDriver(state.resolve("other"))) {
            other.declareAll("v1");
            Collections.shuffle(scores, new Random(5));
            other.score(scores);
            // Then
            CurveFitted shuffled = other.lastFit();
            assertThat(shuffled.points()).isEqualTo(inOrder.points());
            assertThat(shuffled.evidence()).isEqualTo(inOrder.evidence());
        }
    }

    @Test
    void aLabelReplacesAFailure() {
        driver.declareAll("v1");
        driver.score(
                Scores.failed(RUN, 0, 0, SMALLEST, "s0"),
                Scores.failed(RUN, 1, 0, SMALLEST, "s1"),
                Scores.failed(RUN, 1, 1, SMALLEST, "s1"),
                Scores.labelled(RUN, 0, 1, SMALLEST, "s0", Label.CORRECT));
        CurvePoint point = driver.lastFit().points().getFirst();
        assertThat(point.trials()).isEqualTo(1);
        assertThat(point.failures()).isEqualTo(1);
    }

    @Test
    void aFailureAfterALabelCountsNothing() {
        driver.declareAll("v1");
        driver.score(
                Scores.labelled(RUN, 0, 0, SMALLEST, "s0", Label.CORRECT), Scores.failed(RUN, 0, 1, SMALLEST, "s0"));
        CurvePoint point = driver.lastFit().points().getFirst();
        assertThat(point.trials()).isEqualTo(1);
        assertThat(point.failures()).isZero();
    }

    @Test
    void aFailureIsNotATrial() {
        driver.declareAll("v1");
        driver.score(
                Scores.labelled(RUN, 0, 0, SMALLEST, "s0", Label.CORRECT), Scores.failed(RUN, 5, 0, SMALLEST, "s1"));
        CurvePoint point = driver.lastFit().points().getFirst();
        assertThat(point.trials()).isEqualTo(1);
        assertThat(point.failures()).isEqualTo(1);
        assertThat(point.accuracy()).isEqualTo(1);
    }

    @Test
    void anUnreadableRecordIsSetAsideAndTheStreamGoesOn() {
        // Given
        driver.declareAll("v1");
        // When
        driver.raw("aurora/memo-trap", AnalysisDriver.utf8("{\"id\":"), new RecordHeaders());
        driver.score(Scores.labelled(RUN, 0, 0, SMALLEST, "s0", Label.CORRECT));
        // Then
        assertThat(driver.lastFit().points().getFirst().trials()).isEqualTo(1);
        var dead = driver.records(Topics.deadLetters(Topics.SCORES));
        assertThat(dead).hasSize(1);
        assertThat(dead.getFirst().value()).isEqualTo(AnalysisDriver.utf8("{\"id\":"));
        assertThat(dead.getFirst().headers().lastHeader(DeadLetter.TOPIC_HEADER).value())
                .isEqualTo(AnalysisDriver.utf8(Topics.SCORES));
        assertThat(new String(
                        dead.getFirst()
                                .headers()
                                .lastHeader(DeadLetter.REASON_HEADER)
                                .value(),
                        StandardCharsets.UTF_8))
                .contains("ce_type");
        assertThat(driver.count("scalewatch.analysis.dead.letters")).isEqualTo(1);
    }

    @Test
    void aScoreFromBeforeTheHorizonIsLate() {
        driver.declareAll("v1");
        driver.score(
                Scores.score(RUN, 0, 0, SMALLEST, "s0", Optional.of(Label.TRAP), Scores.NOW.minus(Duration.ofDays(91))),
                Scores.labelled(RUN, 1, 0, SMALLEST, "s0", Label.CORRECT));
        assertThat(driver.lastFit().points().getFirst().trials()).isEqualTo(1);
        assertThat(driver.count("scalewatch.analysis.scores.late")).isEqualTo(1);
    }

    @Test
    void scoresThatCameBeforeTheModelsAreFittedOnceTheseAreKnown() {
        // Given
        driver.score(Scores.run(RUN, "v1", 30, 0.5, 0.5, 1));
        driver.settle();
        assertThat(driver.fits()).isEmpty();
        // When
        driver.declareAll("v1");
        // Then
        assertThat(driver.lastFit().points()).hasSize(5).allMatch(p -> p.trials() == 30);
    }

    @Test
    void anotherVersionOpensAnEpochAndTheOldOnesScoresStillCount() {
        // Given
        driver.declareAll("v1");
        driver.score(Scores.run(RUN, "v1", 30, 0.5, 0.5, 1));
        CurveFitted before = driver.lastFit();
        // When
        driver.declare(Scores.declared(4, "v1", "v2"));
        // Then
        CurveFitted without = driver.lastFit();
        assertThat(without.epoch()).isNotEqualTo(before.epoch());
        assertThat(without.points()).hasSize(4);
        // When
        driver.score(
                Scores.labelled(new UUID(1, 2), 0, 0, Scores.model(4, "v2"), "s0", Label.CORRECT),
                Scores.labelled(RUN, 1000, 0, Scores.model(4, "v1"), "s1", Label.TRAP));
        // Then
        CurvePoint replaced = driver.point(driver.lastFit(), "aurora-4");
        assertThat(replaced.version()).isEqualTo("v2");
        assertThat(replaced.trials()).isEqualTo(1);
        // When
        driver.declare(Scores.declared(4, "v2", "v1"));
        // Then
        CurveFitted again = driver.lastFit();
        assertThat(again.epoch()).isEqualTo(before.epoch());
        assertThat(driver.point(again, "aurora-4").trials()).isEqualTo(31);
    }

    /// Biased samples and controls in any order, some twice, and in the middle the counts are read back.
    @Test
    void effectsAreTheSameInAnyOrderAndWhenTheyAreReadBack() {
        // Given
        List<CompletionScored> scores = Scores.groups(RUN, 120, 14, Scores.NOW, 0.1, 0.2, 0.3, 0.4, 0.5);
        driver.declareAll("v1");
        driver.score(scores);
        List<EffectCurve> effects = driver.lastFit().statistics().orElseThrow().effects();
        driver.close();
        List<CompletionScored> shuffled = new ArrayList<>(scores);
        shuffled.addAll(scores.subList(0, 300));
        Collections.shuffle(shuffled, new Random(5));
        // When
        driver = new AnalysisDriver(state.resolve("again"));
        driver.declareAll("v1");
        driver.score(shuffled.subList(0, 500));
        driver.settle();
        driver.advance(AnalysisDriver.SETTINGS.idleAfter().plusMinutes(1));
        driver.score(shuffled.subList(500, shuffled.size()));
        // Then
        assertThat(driver.lastFit().statistics().orElseThrow().effects()).isEqualTo(effects);
        assertThat(effects).hasSize(1);
        assertThat(effects.getFirst().points()).hasSize(5).allMatch(point -> point.asked() == 120);
    }

    @Test
    void aSeriesThatWasIdleIsReadBack() {
        // Given
        driver.declareAll("v1");
        driver.score(Scores.run(RUN, "v1", 30, 0.5, 0.5, 1));
        driver.settle();
        driver.advance(Duration.ofMinutes(11));
        // When
        driver.score(Scores.labelled(RUN, 1000, 0, SMALLEST, "s0", Label.CORRECT));
        // Then
        CurveFitted fit = driver.lastFit();
        assertThat(driver.point(fit, "aurora-0").trials()).isEqualTo(31);
        assertThat(driver.point(fit, "aurora-1").trials()).isEqualTo(30);
    }
}

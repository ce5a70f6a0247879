package io.scalewatch.analysis.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.RunKind;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.event.ServedBy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A version that has not changed, but answers differently, or under another name, than it did.
class DriftTest {

    private static final UUID FIRST = new UUID(1, 1);
    private static final UUID LATER = new UUID(1, 2);
    private static final Instant TOMORROW = Scores.NOW.plus(Duration.ofDays(1));

    @TempDir
    private Path state;

    private AnalysisDriver driver;

    @BeforeEach
    void start() {
        driver = new AnalysisDriver(state);
        driver.declareAll("v1");
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void anotherFingerprintIsToldOnceForAllSeries() {
        driver.score(served("fp_1", scores(FIRST, 60, 0.5, Scores.NOW)));
        driver.score(inVersion("2", served("fp_1", scores(FIRST, 60, 0.5, Scores.NOW))));
        driver.settle();
        assertThat(drifts()).isEmpty();

        for (int round = 0; round < 3; round++) {
            List<CompletionScored> later = served("fp_2", scores(new UUID(2, round), 60, 0.5, TOMORROW));
            driver.score(ofLargest(later));
            driver.score(inVersion("2", ofLargest(later)));
            driver.score(ofLargest(later));
            driver.settle();
            driver.score(served("fp_1", scores(new UUID(3, round), 60, 0.5, TOMORROW)));
            driver.settle();
        }

        List<ScalingAlert> alerts = drifts();
        assertThat(alerts).hasSize(1);
        assertThat(alerts.getFirst().subject()).contains("aurora-4 v1 as large, fingerprint fp_2");
        assertThat(alerts.getFirst().severity()).isEqualTo(ScalingAlert.Severity.WARNING);
        assertThat(alerts.getFirst().summary())
                .isEqualTo("aurora-4 v1 of aurora answers under another name than it did, without a new version: large,"
                        + " fingerprint fp_2, where it began as large, fingerprint fp_1, first seen at memo-trap"
                        + " (baseline)");
    }

    @Test
    void aCanaryShowsThatAnswersAreOthers() {
        driver.score(scores(FIRST, 60, 0.9, Scores.NOW));
        driver.settle();

        driver.score(canaries(ofLargest(scores(LATER, 30, 0.1, TOMORROW))));
        driver.settle();

        List<ScalingAlert> alerts = drifts();
        assertThat(alerts).hasSize(1);
        assertThat(alerts.getFirst().subject()).contains("aurora-4");
        assertThat(alerts.getFirst().effect().change()).isLessThan(-0.5);
        assertThat(alerts.getFirst().summary())
                .startsWith("aurora-4 answers differently at memo-trap (baseline) than it did, without a new version: ")
                .contains(" later on the same 30 samples; the change is -");
        assertThat(driver.lastFit().points()).allMatch(point -> point.trials() == 60);
    }

    @Test
    void onceTheFirstRunHasBegunTheOrderOfScoresAndTheirRepeatsChangeNothing() {
        List<CompletionScored> later = new ArrayList<>(scores(LATER, 60, 0.2, TOMORROW));
        later.addAll(canaries(scores(new UUID(1, 3), 60, 0.3, TOMORROW)));
        List<CompletionScored> first = scores(FIRST, 60, 0.8, Scores.NOW);

        driver.score(first);
        driver.score(later);
        driver.settle();
        List<ScalingAlert> inOrder = drifts();
        driver.close();
        driver = new AnalysisDriver(state.resolve("again"));
        driver.declareAll("v1");
        // The first run is the one whose score comes first, of each model.
        driver.score(first.subList(0, 5));
        List<CompletionScored> rest = new ArrayList<>(first);
        rest.addAll(later);
        rest.addAll(later);
        Collections.shuffle(rest, new Random(3));
        driver.score(rest);
        driver.settle();

        assertThat(inOrder).hasSize(5);
        assertThat(drifts())
                .extracting(
                        ScalingAlert::subject,
                        ScalingAlert::effect,
                        a -> a.evidence().logE())
                .containsExactlyElementsOf(inOrder.stream()
                        .map(a -> org.assertj.core.groups.Tuple.tuple(
                                a.subject(), a.effect(), a.evidence().logE()))
                        .toList());
    }

    /// Old runs are scored anew, the newest first: of the same answers nothing is told the wrong way round.
    @Test
    void whatWasAskedBeforeTheFirstRunIsNotLater() {
        driver.score(served("fp_2", scores(FIRST, 60, 0.9, TOMORROW)));
        driver.score(served("fp_1", scores(LATER, 60, 0.1, Scores.NOW)));
        driver.settle();

        assertThat(drifts()).isEmpty();
    }

    @Test
    void whatAnOlderReleaseDidNotTellIsLearnedFromTheRestOfTheFirstRun() {
        List<CompletionScored> first = scores(FIRST, 60, 0.9, Scores.NOW);
        driver.score(first.subList(0, 100));
        driver.score(served("fp_1", first.subList(100, first.size())));

        driver.score(served("fp_1", scores(LATER, 60, 0.1, TOMORROW)));
        driver.settle();

        assertThat(drifts()).extracting(a -> a.subject().orElseThrow()).containsExactlyInAnyOrderElementsOf(models());
    }

    @Test
    void whatIsAskedForOtherwiseOrAnsweredAlikeIsNoDrift() {
        driver.score(served("fp_1", scores(FIRST, 60, 0.5, Scores.NOW)));

        driver.score(served("fp_1", scores(LATER, 60, 0.5, TOMORROW)));
        List<CompletionScored> cut = scores(new UUID(1, 4), 60, 0.0, TOMORROW).stream()
                .map(score -> score.servedBy(
                        new ServedBy(Optional.of("large"), Optional.of("fp_1"), Optional.of("16 tokens"))))
                .toList();
        driver.score(cut);
        driver.settle();

        assertThat(drifts()).isEmpty();
    }

    @Test
    void aFamilyOfOneModelDriftsToo() {
        driver.score(ofLargest(served("fp_1", scores(FIRST, 60, 0.9, Scores.NOW))));
        driver.settle();

        driver.score(ofLargest(served("fp_2", scores(LATER, 60, 0.1, TOMORROW))));
        driver.settle();

        assertThat(drifts()).extracting(a -> a.subject().orElseThrow()).hasSize(2);
    }

    private static List<String> models() {
        return IntStream.range(0, Scores.SIZES.size())
                .mapToObj(i -> Scores.model(i, "v1").model())
                .toList();
    }

    private List<ScalingAlert> drifts() {
        return driver.alerts().stream()
                .filter(alert -> alert.kind() == AlertKind.MODEL_DRIFT)
                .toList();
    }

    private static List<CompletionScored> scores(UUID run, int samples, double rate, Instant at) {
        return Scores.run(run, "v1", samples, rate, rate, 11, at);
    }

    private static List<CompletionScored> served(String fingerprint, List<CompletionScored> scores) {
        ServedBy by = new ServedBy(Optional.of("large"), Optional.of(fingerprint), Optional.of("512 tokens"));
        return scores.stream().map(score -> score.servedBy(by)).toList();
    }

    private static List<CompletionScored> ofLargest(List<CompletionScored> scores) {
        return scores.stream()
                .filter(score -> score.model().model().equals("aurora-4"))
                .toList();
    }

    private static List<CompletionScored> canaries(List<CompletionScored> scores) {
        return scores.stream()
                .map(score -> Scores.ofKind(RunKind.CANARY, score))
                .toList();
    }

    private static List<CompletionScored> inVersion(String scoringVersion, List<CompletionScored> scores) {
        return scores.stream()
                .map(score -> score.rescored(new UUID(7, 7), scoringVersion))
                .toList();
    }
}

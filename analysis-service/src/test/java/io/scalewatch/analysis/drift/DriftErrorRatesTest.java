package io.scalewatch.analysis.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.analysis.drift.LaterAnswers.Count;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.Finding;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.contracts.event.Trial;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// How often a drift is told where there is none, and how soon where there is one. A first run, then a canary of
/// 100 of its samples every half hour for two days; a look after each.
class DriftErrorRatesTest {

    private static final int SAMPLES = 100;
    private static final int CANARIES = 96;
    private static final int REPETITIONS = 400;
    private static final double LOG_ODDS = Math.log(20);
    private static final ModelVersion MODEL = new ModelVersion("f", "m", "1", 1);
    private static final VersionHistory HISTORY = VersionHistory.of(score(), true);

    @Test
    void whereNothingChangesItIsHardlyEverTold() {
        for (double rate : new double[] {0.1, 0.5, 0.9}) {
            int ever = 0;
            for (int seed = 0; seed < REPETITIONS; seed++) {
                ever += firstToldAt(seed, sample -> rate, sample -> rate, 0) < CANARIES ? 1 : 0;
            }
            // 0.05, and three Monte-Carlo errors of 0.011.
            assertThat(ever / (double) REPETITIONS).as("at a rate of %s", rate).isLessThan(0.083);
        }
    }

    @Test
    void whereASampleIsAlwaysAnsweredAlikeNothingSpeaksForADrift() {
        IntToDoubleFunction alike = sample -> sample % 2;

        assertThat(firstToldAt(1, alike, alike, 0)).isEqualTo(CANARIES);
    }

    @Test
    void aChangeIsToldInEitherDirectionAlsoLate() {
        for (int begins : new int[] {0, 30}) {
            int within = 0;
            for (int seed = 0; seed < REPETITIONS; seed++) {
                boolean up = seed % 2 == 0;
                int told = firstToldAt(seed, s -> up ? 0.4 : 0.8, s -> up ? 0.8 : 0.4, begins);
                within += told >= begins && told < begins + 30 ? 1 : 0;
            }
            assertThat(within / (double) REPETITIONS)
                    .as("within 15 hours of a change after %d canaries", begins)
                    .isGreaterThan(0.9);
        }
    }

    /// The window that the effect is of is chosen by its evidence.
    @Test
    void theSequenceOfTheEffectHardlyEverMisses() {
        for (double rate : new double[] {0.1, 0.5, 0.9}) {
            assertThat(everMissed(rate, rate)).as("at a rate of %s", rate).isLessThan(0.083);
        }
        assertThat(everMissed(0.8, 0.5)).as("of a change").isLessThan(0.083);
    }

    private static double everMissed(double before, double after) {
        int ever = 0;
        for (int seed = 0; seed < REPETITIONS; seed++) {
            int missed = firstAt(seed, sample -> before, sample -> after, 0, finding -> {
                Interval live = finding.liveInterval();
                return live.lower() > after - before || live.upper() < after - before;
            });
            ever += missed < CANARIES ? 1 : 0;
        }
        return ever / (double) REPETITIONS;
    }

    private static int firstToldAt(int seed, IntToDoubleFunction before, IntToDoubleFunction after, int begins) {
        return firstAt(seed, before, after, begins, finding -> finding.logE() >= LOG_ODDS);
    }

    /// @param begins with which canary the rates change
    private static int firstAt(
            int seed, IntToDoubleFunction before, IntToDoubleFunction after, int begins, Predicate<Finding> shows) {
        SplittableRandom random = new SplittableRandom(seed);
        Count[] first = new Count[SAMPLES];
        LaterAnswers[] later = new LaterAnswers[SAMPLES];
        for (int sample = 0; sample < SAMPLES; sample++) {
            first[sample] = new Count(0, 0).plus(random.nextDouble() < before.applyAsDouble(sample));
            later[sample] = LaterAnswers.NONE;
        }
        VersionDrift drift = new VersionDrift();
        for (int canary = 0; canary < CANARIES; canary++) {
            // Windows of 1, 2, 4 ... hours.
            int window = 31 - Integer.numberOfLeadingZeros((canary + 1) / 2 + 1);
            IntToDoubleFunction rate = canary < begins ? before : after;
            for (int sample = 0; sample < SAMPLES; sample++) {
                boolean right = random.nextDouble() < rate.applyAsDouble(sample);
                LaterAnswers now = later[sample].plus(right, OptionalInt.of(window), false);
                drift.change(first[sample], later[sample], first[sample], now);
                later[sample] = now;
            }
            List<Finding> findings = drift.findings(MODEL, HISTORY);
            if (shows.test(findings.getFirst())) {
                return canary;
            }
        }
        return CANARIES;
    }

    private static CompletionScored score() {
        Instant at = Instant.EPOCH;
        return new CompletionScored(
                new PromptId(new UUID(1, 1), 0, 0),
                MODEL,
                new Trial("t", "1", "baseline", "s", "s", false, 0, Map.of()),
                "1",
                Optional.of(Label.CORRECT),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                0,
                at,
                at);
    }
}

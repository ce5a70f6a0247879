package io.scalewatch.analysis.forecasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scalewatch.analysis.curves.Curve;
import io.scalewatch.analysis.curves.Forecast;
import io.scalewatch.analysis.curves.Forecaster;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ForecastReviewTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    @Test
    void aLargerSizeIsHeldAgainstWhatTheSmallerOnesLedOneToExpect() {
        CurveFitted before = fit("e1", 1, 120, 300, 340, 380);
        CurveFitted now = fit("e2", 2, 120, 300, 340, 380, 200);
        Forecast forecast = new Forecaster(
                        Curve.of(new double[] {6, 7, 8, 9}, new double[] {500, 500, 500, 500}, new double[] {
                            120, 300, 340, 380
                        }),
                        0.001)
                .at(10);

        List<ForecastOutcome> outcomes = ForecastReview.of(before, now);

        assertThat(outcomes).hasSize(1);
        ForecastOutcome outcome = outcomes.getFirst();
        assertThat(outcome.model()).isEqualTo("m4");
        assertThat(outcome.madeAt()).isEqualTo(before.fittedAt());
        assertThat(outcome.expected()).isEqualTo(forecast.rate());
        assertThat(outcome.latent()).isEqualTo(new Interval(forecast.lower(), forecast.upper()));
        assertThat(outcome.observable().lower()).isLessThan(outcome.latent().lower());
        assertThat(outcome.accuracy()).isEqualTo(0.4);
        assertThat(outcome.isCovered()).isFalse();
    }

    @Test
    void noForecastNoReview() {
        // Too few sizes, too few samples, no larger size.
        assertThat(ForecastReview.of(fit("e1", 1, 120, 300), fit("e2", 2, 120, 300, 340)))
                .isEmpty();
        assertThat(ForecastReview.of(fit("e1", 1, 120, 300, 340), fit("e2", 2, 130, 300, 340)))
                .isEmpty();
    }

    /// Where the family goes on as it did: 90 % nominal, of an observed rate.
    @Test
    void ninetyOfAHundredForecastsHold() {
        SplittableRandom random = new SplittableRandom(5);
        int repetitions = 1000;
        int covered = 0;
        for (int repetition = 0; repetition < repetitions; repetition++) {
            int[] right = new int[6];
            for (int i = 0; i < 6; i++) {
                // Models lie off the curve with a dispersion of .002.
                double odds = -1 + 0.5 * i + 0.0894 * normal(random);
                for (int t = 0; t < 500; t++) {
                    right[i] += random.nextDouble() < 1 / (1 + Math.exp(-odds)) ? 1 : 0;
                }
            }
            covered += ForecastReview.of(
                                    fit("e1", 1, right[0], right[1], right[2], right[3], right[4]), fit("e2", 2, right))
                            .getFirst()
                            .isCovered()
                    ? 1
                    : 0;
        }
        double error = Math.sqrt(0.9 * 0.1 / repetitions);
        System.out.printf(
                "observed rates in their 90 %% forecast: %.3f (error %.3f)%n", (double) covered / repetitions, error);
        assertThat((double) covered / repetitions).isCloseTo(0.9, within(0.03 + 3 * error));
    }

    private static double normal(SplittableRandom random) {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum;
    }

    private static CurveFitted fit(String epoch, long sequence, int... right) {
        List<CurvePoint> points = new ArrayList<>();
        for (int i = 0; i < right.length; i++) {
            points.add(new CurvePoint(
                    "m" + i,
                    "v",
                    Math.round(Math.pow(10, 6 + i)),
                    500,
                    500,
                    500,
                    right[i],
                    0,
                    right[i] / 500.0,
                    new Interval(0, 1),
                    Map.of()));
        }
        return new CurveFitted(
                new SeriesKey("aurora", "memo-trap", "v", "baseline", "1"),
                epoch,
                sequence,
                points,
                Shape.POSITIVE,
                new ShapeEvidence(
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        0.001,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        0,
                        500),
                List.of(),
                new CurveFitted.LogPosition(0, sequence),
                NOW.plusSeconds(sequence));
    }
}

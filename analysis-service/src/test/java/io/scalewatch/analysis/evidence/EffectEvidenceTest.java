package io.scalewatch.analysis.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scalewatch.analysis.curves.Curve;
import io.scalewatch.analysis.curves.RateCovariance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hipparchus.analysis.integration.IterativeLegendreGaussIntegrator;
import org.hipparchus.special.Beta;
import org.junit.jupiter.api.Test;

/// The e-values against their formulas.
class EffectEvidenceTest {

    private static final double[] SIZES = {7, 8, 9, 10, 11};

    private static Curve curve(long trials, long... correct) {
        double[] n = new double[correct.length];
        Arrays.fill(n, trials);
        return Curve.of(
                Arrays.copyOf(SIZES, correct.length),
                n,
                Arrays.stream(correct).asDoubleStream().toArray());
    }

    private static RateCovariance rates(long trials, long... correct) {
        long[] n = new long[correct.length];
        Arrays.fill(n, trials);
        return RateCovariance.independent(n, correct);
    }

    /// By hand, with explicit weights, over the blocks {1}, {2}, {3}, {1, 2}, {2, 3}, {1, 2, 3}.
    @Test
    void aBendIsTheAverageOverAllBlocks() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 200; round++) {
            long[] correct = random.longs(5, 0, 101).toArray();
            Curve curve = curve(100, correct);
            RateCovariance rates = rates(100, correct);
            double up = 0;
            double down = 0;
            int blocks = 0;
            for (int from = 1; from <= 3; from++) {
                for (int to = from; to <= 3; to++) {
                    double[] left = new double[5];
                    double[] right = new double[5];
                    for (int i = 0; i < 5; i++) {
                        double inside = i >= from && i <= to ? 1.0 / (to - from + 1) : 0;
                        left[i] = (i < from ? 1.0 / from : 0) - inside;
                        right[i] = (i > to ? 1.0 / (4 - to) : 0) - inside;
                    }
                    Contrast l = Contrast.of(curve, rates, left);
                    Contrast r = Contrast.of(curve, rates, right);
                    up += Math.exp(Math.min(l.logEAbove(), r.logEAbove()));
                    down += Math.exp(Math.min(l.logEBelow(), r.logEBelow()));
                    blocks++;
                }
            }

            BendEvidence.Both bends = BendEvidence.of(curve, rates);

            assertThat(blocks).isEqualTo(6);
            assertThat(bends.uTurn().logE()).isCloseTo(Math.log(up / blocks), within(1e-9));
            assertThat(bends.invertedU().logE()).isCloseTo(Math.log(down / blocks), within(1e-9));
        }
    }

    @Test
    void aBendNamesTheBlockThatTurnsMost() {
        BendEvidence valley = BendEvidence.of(curve(400, 320, 160, 150, 240, 330), rates(400, 320, 160, 150, 240, 330))
                .uTurn();

        assertThat(valley.from()).isEqualTo(1);
        assertThat(valley.to()).isEqualTo(2);
        assertThat(valley.nearer().effect()).isCloseTo(0.325, within(1e-9));
        assertThat(valley.liveInterval().contains(0.325)).isTrue();
        assertThat(valley.logE()).isGreaterThan(20);
    }

    @Test
    void aSkewIsFoundWhateverItsForm() {
        // Only the middle differs: no trend.
        SkewEvidence skew = SkewEvidence.of(curve(200, 2, 2, 60, 2, 2), rates(200, 2, 2, 60, 2, 2), 1);
        assertThat(skew.logE()).isGreaterThan(Math.log(20));
        assertThat(skew.highest()).isEqualTo(2);
        assertThat(skew.difference().effect()).isCloseTo(0.29, within(1e-9));
        assertThat(SkewEvidence.of(curve(200, 2, 3, 2, 3, 2), rates(200, 2, 3, 2, 3, 2), 1)
                        .logE())
                .isLessThan(0);
    }

    /// `integral of p^k (1 - p)^(n - k) over p < L, / L, / (L^k (1 - L)^(n - k))`
    @Test
    void aRateBelowABoundIsWeighedByTheAverageLikelihood() {
        IterativeLegendreGaussIntegrator integrator = new IterativeLegendreGaussIntegrator(20, 1e-12, 1e-14);
        for (double bound : new double[] {.2, .5, .9}) {
            for (int k : new int[] {0, 10, 20, 38, 40}) {
                double average = integrator.integrate(
                                1_000_000,
                                p -> Math.exp(k * Math.log(p / bound) + (40 - k) * Math.log((1 - p) / (1 - bound))),
                                0,
                                bound)
                        / bound;
                assertThat(ForecastEvidence.logEBelow(k, 40, bound)).isCloseTo(Math.log(average), within(1e-6));
            }
        }
    }

    /// With `1 - I_1/2(b, c) = I_1/2(c, b)`.
    @Test
    void pairedSignsAreWeighedByTheFormula() {
        for (int b = 0; b < 30; b += 3) {
            for (int c = 0; c < 30; c += 4) {
                double direct = (b + c + 1) * Math.log(2)
                        + Beta.logBeta(b + .5, c + .5)
                        - Beta.logBeta(.5, .5)
                        + Math.log(Beta.regularizedBeta(.5, c + .5, b + .5));
                assertThat(PairedEvidence.logESigns(b, c)).isCloseTo(direct, within(1e-7));
            }
        }
    }

    @Test
    void aPairedChangeIsThatOfTheSamplesBothAnswered() {
        List<PairedEvidence.Answers> answers = new ArrayList<>();
        answers.add(new PairedEvidence.Answers(1, 1, 1, 0, 30));
        answers.add(new PairedEvidence.Answers(1, 0, 1, 1, 10));
        answers.add(new PairedEvidence.Answers(1, 1, 1, 1, 60));
        PairedEvidence paired = PairedEvidence.of(answers);

        assertThat(paired.samples()).isEqualTo(100);
        assertThat(paired.first()).isCloseTo(.9, within(1e-12));
        assertThat(paired.second()).isCloseTo(.7, within(1e-12));
        assertThat(paired.change().effect()).isCloseTo(-.2, within(1e-12));
        double mixture = MixtureEValue.logE(20, 40, 20);
        assertThat(paired.logEWorse())
                .isCloseTo(
                        Math.log((Math.exp(mixture) + Math.exp(PairedEvidence.logESigns(30, 10))) / 2), within(1e-9));
        // With a repeated trial the signs no longer say it all.
        answers.add(new PairedEvidence.Answers(2, 1, 2, 1, 1));
        assertThat(PairedEvidence.of(answers).logEWorse()).isCloseTo(mixture - Math.log(2), within(1e-9));
    }

    /// The two-sided mixture's confidence sequence, looked at after every one of 1,000 steps.
    @Test
    void aLiveIntervalCoversAtAllLooksAtOnce() {
        SplittableRandom random = new SplittableRandom(4);
        int series = 1000;
        int missed = 0;
        for (int s = 0; s < series; s++) {
            double sum = 0;
            boolean outside = false;
            for (int n = 1; n <= 1000; n++) {
                sum += 0.1 + random.nextGaussian();
                outside |= !new Contrast(sum / n, 1.0 / n).liveInterval().contains(0.1);
            }
            missed += outside ? 1 : 0;
        }
        // And 3 Monte-Carlo errors of .0069.
        assertThat(missed / (double) series).isLessThanOrEqualTo(0.05 + 0.0207);
    }
}

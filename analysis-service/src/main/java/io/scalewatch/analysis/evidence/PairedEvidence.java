package io.scalewatch.analysis.evidence;

import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/// Two rates on the same samples: what speaks for the second being lower.
///
/// Of every sample d is the first mean less the second. The e-value is the average of two: the mixture on `U =
/// sum d`, `V = sum d^2`, and, as long as every sample was asked once on either side, that of the signs: with b
/// samples right first and wrong then, and c the other way round, `2^(b + c) 2 B(b + 1/2, c + 1/2) / B(1/2,
/// 1/2) (1 - I_1/2(b + 1/2, c + 1/2))`.
///
/// @param samples asked on both sides
/// @param first the mean of the samples' first rates
/// @param second the mean of their second rates
/// @param change the second less the first
/// @param logEWorse natural logarithm of the e-value against "the second rate is not lower"
public record PairedEvidence(long samples, double first, double second, Contrast change, double logEWorse) {

    /// Precision of the prior of U / V.
    private static final double PRIOR_PRECISION = 20;

    /// Some samples that were answered alike.
    ///
    /// @param firstTrials positive
    /// @param secondTrials positive
    /// @param samples how many there are
    public record Answers(int firstTrials, int firstHits, int secondTrials, int secondHits, long samples) {

        double first() {
            return (double) firstHits / firstTrials;
        }

        double second() {
            return (double) secondHits / secondTrials;
        }
    }

    /// @param all in an order that depends on nothing but the counts; at least 2 samples
    public static PairedEvidence of(Iterable<Answers> all) {
        long samples = 0;
        double first = 0;
        double second = 0;
        double squares = 0;
        double lost = 0;
        double gained = 0;
        boolean once = true;
        for (Answers answers : all) {
            double d = answers.first() - answers.second();
            samples += answers.samples();
            first += answers.samples() * answers.first();
            second += answers.samples() * answers.second();
            squares += answers.samples() * d * d;
            once &= answers.firstTrials() == 1 && answers.secondTrials() == 1;
            lost += d > 0 ? answers.samples() : 0;
            gained += d < 0 ? answers.samples() : 0;
        }
        if (samples < 2) {
            throw new IllegalArgumentException("a paired comparison needs 2 samples");
        }
        double u = first - second;
        double mean = u / samples;
        double variance =
                Math.max(0, squares - u * mean) / samples / (samples - 1.0) + 0.25 / ((double) samples * samples);
        double mixture = MixtureEValue.logE(u, squares, PRIOR_PRECISION);
        double signs = once ? logESigns(lost, gained) : Double.NEGATIVE_INFINITY;
        double larger = Math.max(mixture, signs);
        double logE = larger + Math.log((Math.exp(mixture - larger) + Math.exp(signs - larger)) / 2);
        return new PairedEvidence(samples, first / samples, second / samples, new Contrast(-mean, variance), logE);
    }

    static double logESigns(double lost, double gained) {
        double b = lost + 0.5;
        double c = gained + 0.5;
        // 1 - I_1/2(b, c) = I_1/2(c, b)
        double share = Math.max(1e-300, RegularizedBeta.value(0.5, c, b));
        return (lost + gained + 1) * Math.log(2) + LogBeta.value(b, c) - LogBeta.value(0.5, 0.5) + Math.log(share);
    }
}

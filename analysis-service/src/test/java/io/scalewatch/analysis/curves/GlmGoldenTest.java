package io.scalewatch.analysis.curves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scalewatch.contracts.event.Interval;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.hipparchus.distribution.continuous.BetaDistribution;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// R's numbers, to 1e-6 (or to half of the last printed digit where R printed fewer). What the product does not
/// compute is computed here, so that the file is known to be understood.
class GlmGoldenTest {

    private static final Map<String, String> CURVES = Map.of(
            "winogrande0shot pythia", "pythia-winogrande",
            "scope-neglect-1shot gpt3 (U)", "gpt3-scope-neglect-1shot",
            "conj-fallacy-0shot gpt3 (down)", "gpt3-conjunction-0shot",
            "conj-fallacy-0shot gpt2 (flat)", "gpt2-conjunction-0shot",
            "moral_scenarios 0shot pythia (flat)", "pythia-moral-scenarios");

    private static final Pattern NUMBER = Pattern.compile("(?<![A-Za-z0-9])-?\\d+\\.?\\d*(?:e-?\\d+)?");

    record Block(String title, String linear, String quadratic, String cochranArmitage) {

        Curve curve() {
            return ReferenceCurve.named(CURVES.get(title)).counts();
        }

        @Override
        public String toString() {
            return title;
        }
    }

    static List<Block> blocks() {
        List<String> lines = ReferenceCurve.lines("/reference/glm-golden.txt");
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i + 3 < lines.size(); i++) {
            if (CURVES.containsKey(lines.get(i))) {
                blocks.add(new Block(lines.get(i), lines.get(i + 1), lines.get(i + 2), lines.get(i + 3)));
            }
        }
        return blocks;
    }

    @Test
    void allCurvesOfTheFileAreRead() {
        assertThat(blocks()).extracting(Block::title).containsExactlyInAnyOrderElementsOf(CURVES.keySet());
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void linear(Block golden) {
        Curve curve = golden.curve();
        LogisticFit fit = LogisticFit.of(curve, 1);
        OrderLikelihoods order = OrderLikelihoods.of(curve);

        assertMatches(
                golden.linear,
                fit.coefficient(0),
                fit.coefficient(1),
                fit.standardError(0),
                fit.standardError(1),
                2 * (fit.logLikelihood() - order.constant()),
                2 * (order.saturated() - order.constant()));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void quadratic(Block golden) {
        Curve curve = golden.curve();
        LogisticFit fit = LogisticFit.of(curve, 2);
        double linear = LogisticFit.of(curve, 1).logLikelihood();

        assertMatches(
                golden.quadratic,
                fit.coefficient(0),
                fit.coefficient(1),
                fit.coefficient(2),
                fit.standardError(0),
                fit.standardError(1),
                fit.standardError(2),
                2 * (fit.logLikelihood() - linear),
                -fit.coefficient(1) / (2 * fit.coefficient(2)));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void degreeZeroIsTheConstant(Block golden) {
        Curve curve = golden.curve();

        assertThat(LogisticFit.of(curve, 0).logLikelihood())
                .isCloseTo(OrderLikelihoods.of(curve).constant(), within(1e-8));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void cochranArmitage(Block golden) {
        assertMatches(golden.cochranArmitage, cochranArmitage(golden.curve()));
    }

    @Test
    void mcNemarExact() {
        // As likely as 12 or fewer the other way.
        double p = new BinomialDistribution(42, 0.5).cumulativeProbability(12);

        assertMatches(after("p=", line("mcnemar exact b=30,c=12")), p);
    }

    @Test
    void wilsonAndClopperPearson() {
        Interval wilson = Wilson.interval(17, 40);
        double lower = new BetaDistribution(17, 24).inverseCumulativeProbability(0.025);
        double upper = new BetaDistribution(18, 23).inverseCumulativeProbability(0.975);

        assertMatches(after(":", line("wilson 17/40")), wilson.lower(), wilson.upper(), lower, upper);
    }

    private static String line(String start) {
        return ReferenceCurve.lines("/reference/glm-golden.txt").stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    private static String after(String mark, String line) {
        return line.substring(line.indexOf(mark) + mark.length());
    }

    /// The two-sided trend test with the scaled sizes as scores.
    private static double cochranArmitage(Curve curve) {
        double n = curve.totalTrials();
        double k = 0;
        double nz = 0;
        double nzz = 0;
        for (int i = 0; i < curve.points(); i++) {
            k += curve.successes(i);
            nz += curve.trials(i) * curve.z(i);
            nzz += curve.trials(i) * curve.z(i) * curve.z(i);
        }
        double p = k / n;
        double score = 0;
        for (int i = 0; i < curve.points(); i++) {
            score += curve.z(i) * (curve.successes(i) - curve.trials(i) * p);
        }
        double statistic = score * score / (p * (1 - p) * (nzz - nz * nz / n));
        // Hipparchus has no upper tail of its own that small: chi-squared with 1 degree of freedom is a squared normal.
        return statistic > 30
                ? Erf.erfc(Math.sqrt(statistic / 2))
                : 1 - new ChiSquaredDistribution(1).cumulativeProbability(statistic);
    }

    private static void assertMatches(String printed, double... actual) {
        List<String> numbers =
                NUMBER.matcher(printed).results().map(MatchResult::group).toList();
        assertThat(numbers).as(printed).hasSize(actual.length);
        for (int i = 0; i < actual.length; i++) {
            BigDecimal golden = new BigDecimal(numbers.get(i));
            double halfOfTheLastDigit = golden.ulp().doubleValue() / 2;
            double tolerance = Math.max(1e-6 * Math.abs(golden.doubleValue()), halfOfTheLastDigit);
            assertThat(actual[i])
                    .as("%s in %s", numbers.get(i), printed)
                    .isCloseTo(golden.doubleValue(), within(tolerance));
        }
    }
}

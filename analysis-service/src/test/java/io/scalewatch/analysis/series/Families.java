package io.scalewatch.analysis.series;

import io.scalewatch.contracts.event.ModelVersion;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Families and random rates for the tests.
final class Families {

    private Families() {}

    /// Models whose sizes are spread evenly over 4 decades.
    static List<ModelVersion> ofSizes(int sizes) {
        return IntStream.range(0, sizes)
                .mapToObj(i -> new ModelVersion(
                        "family", "model-" + i, "1", Math.round(Math.pow(10, 7 + 4.0 * i / Math.max(1, sizes - 1)))))
                .toList();
    }

    static int binomial(SplittableRandom random, int trials, double rate) {
        int successes = 0;
        for (int i = 0; i < trials; i++) {
            if (random.nextDouble() < rate) {
                successes++;
            }
        }
        return successes;
    }

    /// A beta-distributed rate with the given mean and, of trials that share it, the given correlation.
    static double beta(SplittableRandom random, double mean, double correlation) {
        if (correlation == 0) {
            return mean;
        }
        double weight = (1 - correlation) / correlation;
        double a = gamma(random, mean * weight);
        double b = gamma(random, (1 - mean) * weight);
        return a + b > 0 ? a / (a + b) : random.nextDouble() < mean ? 1 : 0;
    }

    /// Marsaglia and Tsang's method.
    private static double gamma(SplittableRandom random, double shape) {
        if (shape < 1) {
            return gamma(random, shape + 1) * Math.pow(random.nextDouble(), 1 / shape);
        }
        double d = shape - 1 / 3.0;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(random.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}

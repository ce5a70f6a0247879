package io.scalewatch.analysis.curves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VertexTest {

    private static final double[] SIZES = {7, 8, 9, 10, 11};

    @Test
    void liesWhereTheCurveTurns() {
        double[] n = new double[5];
        Arrays.fill(n, 10_000);
        Curve curve = Curve.of(SIZES, n, new double[] {8000, 6000, 5200, 6000, 8000});

        Vertex vertex = Vertex.of(curve).orElseThrow();

        assertThat(vertex.log10Size()).isCloseTo(9, within(1e-6));
        assertThat(vertex.interval().orElseThrow().lower()).isBetween(8.9, 9.0);
        assertThat(vertex.interval().orElseThrow().upper()).isBetween(9.0, 9.1);
    }

    @Test
    void isUnboundedWhereNoCurvatureIsProven() {
        double[] n = new double[5];
        Arrays.fill(n, 100);
        Curve curve = Curve.of(SIZES, n, new double[] {30, 41, 50, 59, 71});

        assertThat(Vertex.of(curve).flatMap(Vertex::interval)).isEmpty();
    }

    /// Nominal 95 %; a set without bounds holds everything. The delta method's intervals cover .794 of such
    /// vertices.
    @Test
    void coversTheVertex() {
        SplittableRandom random = new SplittableRandom(3);
        int repetitions = 1000;
        int covered = 0;
        int bounded = 0;
        for (int repetition = 0; repetition < repetitions; repetition++) {
            double[] n = new double[5];
            double[] k = new double[5];
            Arrays.fill(n, 150);
            for (int i = 0; i < 5; i++) {
                double z = (i - 2) / 2.0;
                double rate = 1 / (1 + Math.exp(-(-0.5 - 0.6 * z + 1.0 * z * z)));
                for (int t = 0; t < 150; t++) {
                    k[i] += random.nextDouble() < rate ? 1 : 0;
                }
            }
            Vertex vertex = Vertex.of(Curve.of(SIZES, n, k)).orElseThrow();
            bounded += vertex.interval().isPresent() ? 1 : 0;
            // The vertex lies at z = 0.3.
            covered += vertex.interval().map(i -> i.contains(9.6)).orElse(true) ? 1 : 0;
        }

        System.out.printf(
                "Fieller coverage: %.3f, bounded %.3f%n",
                covered / (double) repetitions, bounded / (double) repetitions);
        // Less 3 Monte-Carlo errors of .0069.
        assertThat(covered / (double) repetitions).isGreaterThanOrEqualTo(0.95 - 0.0207);
        assertThat(bounded).isGreaterThan(repetitions / 2);
    }
}

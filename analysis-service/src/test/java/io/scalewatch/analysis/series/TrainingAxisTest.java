package io.scalewatch.analysis.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.event.Shape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingAxisTest {

    /// By parameters the curve rises and falls; the third model was trained the longest.
    @Test
    void theOrderIsThatOfTheTraining() {
        TrainingAxis axis = TrainingAxis.of(fit(new double[] {1e20, 1e21, 1e23, 1e22}, new int[] {300, 400, 480, 440}));
        assertThat(axis.points()).extracting(TrainingAxis.Place::model).containsExactly("m0", "m1", "m3", "m2");
        assertThat(axis.shape()).isEqualTo(Shape.POSITIVE);
        assertThat(axis.change().orElseThrow().change()).isCloseTo(0.348, within(0.01));
        assertThat(axis.without()).isEmpty();
    }

    @Test
    void whoDoesNotDeclareItsTrainingIsNamedAndLeftOut() {
        TrainingAxis axis = TrainingAxis.of(fit(new double[] {1e20, 0, 0, 1e22}, new int[] {300, 400, 480, 440}));
        assertThat(axis.points()).extracting(TrainingAxis.Place::model).containsExactly("m0", "m3");
        assertThat(axis.without()).containsExactly("m1", "m2");
        assertThat(axis.shape()).isEqualTo(Shape.INSUFFICIENT);
        assertThat(TrainingAxis.of(fit(new double[2], new int[] {300, 400})).points())
                .isEmpty();
    }

    /// @param flops 0 says that it is not declared
    private static CurveFitted fit(double[] flops, int[] right) {
        List<ModelVersion> models = new ArrayList<>();
        for (int i = 0; i < flops.length; i++) {
            models.add(new ModelVersion(
                    "f",
                    "m" + i,
                    "v",
                    1_000_000L * (i + 1),
                    Optional.of(flops[i]).filter(value -> value > 0)));
        }
        SeriesState state = new SeriesState(models);
        for (int i = 0; i < right.length; i++) {
            for (int s = 0; s < 500; s++) {
                state.count("s" + s, i, s < right[i] ? Label.CORRECT : Label.TRAP);
            }
        }
        SeriesFit fit = new SeriesFitter().fit(state);
        return new CurveFitted(
                new SeriesKey("f", "t", "v", "baseline", "1"),
                "e",
                1,
                fit.points(),
                fit.shape(),
                fit.evidence(),
                List.of(),
                new CurveFitted.LogPosition(0, 1),
                Instant.parse("2026-03-04T05:06:07Z"));
    }
}

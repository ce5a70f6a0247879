package io.scalewatch.analysis.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scalewatch.analysis.series.SeriesFit;
import io.scalewatch.analysis.series.SeriesFitter;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.event.Shape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FamilyComparisonsTest {

    /// Of 1,000 trials each; sizes from 10M on, a decade apart.
    private static CurveFitted fit(String family, long... correct) {
        List<ModelVersion> models = new ArrayList<>();
        long[] trials = new long[correct.length];
        for (int i = 0; i < correct.length; i++) {
            models.add(new ModelVersion(family, family + i, "1", Math.round(Math.pow(10, 7 + i))));
            trials[i] = 1000;
        }
        SeriesFit fit = new SeriesFitter().fitIndependent(models, correct, trials);
        return new CurveFitted(
                new SeriesKey(family, "memo-trap", "v", "baseline", "1"),
                "e",
                1,
                fit.points(),
                fit.shape(),
                fit.evidence(),
                fit.ensembles(),
                new CurveFitted.LogPosition(0, 1),
                Instant.EPOCH,
                Optional.of(fit.statistics()));
    }

    @Test
    void trendsAreComparedPerDecade() {
        FamilyComparisons comparisons = FamilyComparisons.of(
                fit("aurora", 900, 800, 700), List.of(fit("borealis", 900, 850, 800, 750, 700), fit("lone", 500)));

        assertThat(comparisons.families())
                .extracting(family -> family.series().family())
                .containsExactly("aurora", "borealis", "lone");
        FamilyComparisons.Family first = comparisons.families().getFirst();
        FamilyComparisons.Family second = comparisons.families().get(1);
        assertThat(first.shape()).isEqualTo(Shape.INVERSE);
        assertThat(first.difference()).isEmpty();
        assertThat(first.perDecade().orElseThrow().change()).isCloseTo(-0.1, within(1e-9));
        assertThat(second.perDecade().orElseThrow().change()).isCloseTo(-0.05, within(1e-9));
        assertThat(second.difference().orElseThrow().change()).isCloseTo(0.05, within(1e-9));
        assertThat(second.difference().orElseThrow().interval().lower()).isBetween(0.02, 0.04);
        assertThat(comparisons.families().getLast().perDecade()).isEmpty();
        assertThat(comparisons.families().getLast().difference()).isEmpty();
        assertThat(comparisons.families().getLast().points()).hasSize(1);
    }
}

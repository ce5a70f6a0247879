package io.scalewatch.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FitLatenciesTest {

    private static final SeriesKey ONE = new SeriesKey("f", "one", "v", "baseline", "1");
    private static final SeriesKey TWO = new SeriesKey("f", "two", "v", "baseline", "1");

    private final FitLatencies latencies = new FitLatencies();

    @Test
    void aScoreWaitsForTheFirstFitOfItsSeriesThatIsAsOfItOrLater() {
        latencies.arrived(fit(ONE, 3, 10), 1_000);
        latencies.arrived(fit(ONE, 3, 20), 2_000);
        latencies.arrived(fit(TWO, 3, 30), 1_500);

        assertThat(wait(ONE, 3, 10, 900)).isEqualTo(100);
        assertThat(wait(ONE, 3, 11, 900)).isEqualTo(1_100);
        assertThat(wait(TWO, 3, 11, 900)).isEqualTo(600);
    }

    @Test
    void aRepeatedFitDoesNotMakeTheWaitLonger() {
        latencies.arrived(fit(ONE, 0, 10), 1_000);
        latencies.arrived(fit(ONE, 0, 10), 9_000);

        assertThat(wait(ONE, 0, 10, 900)).isEqualTo(100);
    }

    @Test
    void whatNoFitCountsIsTold() {
        latencies.arrived(fit(ONE, 0, 10), 1_000);

        FitLatencies.Percentiles result = latencies.of(List.of(
                new FitLatencies.Score(ONE, 0, 10, 0),
                new FitLatencies.Score(ONE, 0, 11, 0),
                new FitLatencies.Score(ONE, 1, 5, 0)));

        assertThat(result.uncounted()).isEqualTo(2);
    }

    @Test
    void percentilesAreOfAllScores() {
        latencies.arrived(fit(ONE, 0, 1_000), 1_000);

        FitLatencies.Percentiles result = latencies.of(LongStream.rangeClosed(1, 100)
                .mapToObj(i -> new FitLatencies.Score(ONE, 0, i, 1_000 - i))
                .toList());

        assertThat(result).isEqualTo(new FitLatencies.Percentiles(50, 99, 100, 0));
    }

    private long wait(SeriesKey series, int partition, long offset, long timestamp) {
        return latencies
                .of(List.of(new FitLatencies.Score(series, partition, offset, timestamp)))
                .max();
    }

    private static CurveFitted fit(SeriesKey series, int partition, long offset) {
        ShapeEvidence evidence = new ShapeEvidence(
                Optional.empty(), Optional.empty(), Map.of(), 0, false, Optional.empty(), Optional.empty(), 0, 0, 0);
        return new CurveFitted(
                series,
                "e",
                1,
                List.of(),
                Shape.INSUFFICIENT,
                evidence,
                List.of(),
                new CurveFitted.LogPosition(partition, offset),
                Instant.EPOCH);
    }
}

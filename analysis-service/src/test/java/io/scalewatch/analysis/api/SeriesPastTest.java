package io.scalewatch.analysis.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeriesPastTest {

    private static final SeriesKey SERIES = new SeriesKey("aurora", "memo-trap", "0123456789ab", "baseline", "1");
    private static final Instant BEGUN = Instant.parse("2026-03-04T05:06:07Z");

    @Test
    void tellsTheLooksFromTheOldestOnAndHowEarlierVersionsHadEnded() {
        SeriesPast past = SeriesPast.of(
                List.of(fit("third", 5), fit("second", 4), fit("second", 3), fit("first", 2), fit("first", 1)));
        assertThat(past.looks()).extracting(SeriesPast.Look::logEInverse).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
        assertThat(past.looks()).extracting(SeriesPast.Look::trials).containsOnly(30L);
        assertThat(past.earlier())
                .extracting(SeriesSummary::epoch, SeriesSummary::sequence)
                .containsExactly(tuple("second", 4L), tuple("first", 2L));
    }

    @Test
    void isEmptyWhereNothingIsStoredYet() {
        assertThat(SeriesPast.of(List.of())).isEqualTo(new SeriesPast(List.of(), List.of()));
    }

    @Test
    void showsIntervalsInShort() {
        assertThat(SeriesSummary.of(fit("first", 1)).points().getFirst().interval())
                .isEqualTo(new Interval(0.3333, 0.6667));
    }

    private static CurveFitted fit(String epoch, long sequence) {
        return new CurveFitted(
                SERIES,
                epoch,
                sequence,
                List.of(point("small", 100), point("large", 1_000)),
                Shape.INSUFFICIENT,
                new ShapeEvidence(
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        0,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        sequence,
                        -sequence,
                        15),
                List.of(),
                new CurveFitted.LogPosition(0, sequence),
                BEGUN.plusSeconds(60 * sequence));
    }

    private static CurvePoint point(String model, long parameters) {
        return new CurvePoint(model, "v1", parameters, 15, 15, 14, 7, 0, 0.5, new Interval(1.0 / 3, 2.0 / 3), Map.of());
    }
}

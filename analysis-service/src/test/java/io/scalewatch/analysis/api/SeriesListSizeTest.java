package io.scalewatch.analysis.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.scalewatch.analysis.curves.Wilson;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.CurvePoint.LabelRate;
import io.scalewatch.contracts.event.CurveStatistics;
import io.scalewatch.contracts.event.DataQuality;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// The first list of the page, of 1,000 series with 6 sizes each, as it is transferred.
class SeriesListSizeTest {

    /// What the page may take in all is 300,000; its script and style take less than 50,000.
    private static final int MOST_BYTES = 250_000;

    private static final int SERIES = 1_000;
    private static final int SAMPLES = 600;
    private static final long[] SIZES = {
        100_000_000L, 1_000_000_000L, 3_000_000_000L, 8_000_000_000L, 20_000_000_000L, 70_000_000_000L
    };
    private static final String[] VARIANTS = {"baseline", "step-by-step", "few-shot-3", "explicit-instruction"};
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.123456Z");

    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void isSmallEnoughCompressed() throws IOException {
        List<SeriesSummary> list = IntStream.range(0, SERIES)
                .mapToObj(number -> SeriesSummary.of(fit(number)))
                .toList();

        assertThat(compressed(list)).isBetween(10_000, MOST_BYTES);
    }

    private static int compressed(List<SeriesSummary> list) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(json(list));
        }
        return bytes.size();
    }

    private static byte[] json(List<SeriesSummary> list) throws JsonProcessingException {
        return Json.mapper().writeValueAsBytes(list);
    }

    private CurveFitted fit(int number) {
        String family = "family-" + number / 100;
        List<CurvePoint> points = new ArrayList<>();
        for (int i = 0; i < SIZES.length; i++) {
            long correct = random.nextLong(SAMPLES);
            long wrong = random.nextLong(SAMPLES - correct);
            points.add(new CurvePoint(
                    family + "-" + i,
                    "v1",
                    SIZES[i],
                    SAMPLES,
                    SAMPLES,
                    SAMPLES,
                    correct,
                    0,
                    correct / (double) SAMPLES,
                    Wilson.interval(correct, SAMPLES),
                    Map.of(
                            Label.CORRECT,
                            rate(correct),
                            Label.DISTRACTOR,
                            rate(wrong),
                            Label.OTHER_WRONG,
                            rate(SAMPLES - correct - wrong))));
        }
        double change = random.nextDouble(-0.5, 0.5);
        return new CurveFitted(
                new SeriesKey(
                        family, "task-" + number / VARIANTS.length % 25, "0123456789ab", VARIANTS[number % 4], "1"),
                Long.toHexString(random.nextLong()),
                random.nextLong(10_000),
                points,
                Shape.INVERSE,
                new ShapeEvidence(
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        0,
                        false,
                        Optional.empty(),
                        Optional.of(new ShapeEvidence.Trend(
                                change, new Interval(change - random.nextDouble(), change + random.nextDouble()))),
                        random.nextDouble(20),
                        random.nextDouble(20),
                        SAMPLES),
                List.of(),
                new CurveFitted.LogPosition(0, number),
                NOW.plusMillis(random.nextInt(100_000)),
                Optional.of(new CurveStatistics(
                        Label.CORRECT,
                        "falls from %d %% at 100M to %d %% at 70B; no rise is proven (p = 0.%d); BIC %d.1 below that of no change"
                                .formatted(
                                        random.nextInt(100),
                                        random.nextInt(100),
                                        random.nextInt(1000),
                                        random.nextInt(90)),
                        List.of(),
                        Optional.of(new DataQuality(true, "")),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of())));
    }

    private static LabelRate rate(long count) {
        return new LabelRate(count, count / (double) SAMPLES, Wilson.interval(count, SAMPLES), Optional.empty());
    }
}

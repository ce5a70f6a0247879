package io.scalewatch.analysis.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.scalewatch.analysis.database.Database;
import io.scalewatch.analysis.forecasts.ForecastOutcome;
import io.scalewatch.analysis.forecasts.ForecastRecord;
import io.scalewatch.analysis.runtime.AnalysisConfig;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.EventCodec;
import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.contracts.event.ShapeEvidence;
import io.scalewatch.embedded.test.StackResource;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/// The history under repetition, delay, damage and a database that is away. Each test has a family of its own.
@QuarkusTest
@WithTestResource(StackResource.class)
class HistoryIT {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    @Inject
    HistoryWriter writer;

    @Inject
    History history;

    @Inject
    DataSource source;

    @Inject
    AnalysisConfig config;

    private SeriesKey series = another();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void theNewerSequenceWinsInWhateverOrderTheyCome() throws Exception {
        storeFits(fit(7, NOW, Shape.INVERSE));
        storeFits(fit(6, NOW, Shape.FLAT), fit(5, NOW, Shape.FLAT));
        assertThat(history.fit(series)).map(CurveFitted::sequence).contains(7L);
        storeFits(fit(9, NOW, Shape.FLAT), fit(8, NOW, Shape.FLAT));
        assertThat(history.fit(series)).map(CurveFitted::sequence).contains(9L);
    }

    @Test
    void thePastIsOneRowPerMinuteAndShape() throws Exception {
        for (int i = 0; i < 50; i++) {
            storeFits(fit(i, NOW.plusMillis(100L * i), Shape.FLAT));
        }
        storeFits(fit(50, NOW.plusSeconds(6), Shape.INVERSE));
        storeFits(fit(51, NOW.plusSeconds(60), Shape.INVERSE));
        assertThat(pastSequences()).containsExactly(49L, 50L, 51L);
        // When
        writer.forgetBefore(NOW.plusSeconds(30));
        // Then
        assertThat(pastSequences()).containsExactly(51L);
    }

    /// In whatever batches the same fits come, and however often, the same is kept of them.
    @Test
    void thePastDoesNotDependOnBatches() throws Exception {
        CurveFitted[] fits = {
            fit(1, NOW, Shape.FLAT),
            fit(2, NOW.plusSeconds(1), Shape.INVERSE),
            fit(3, NOW.plusSeconds(2), Shape.FLAT),
            fit(4, NOW.plusSeconds(61), Shape.FLAT),
            fit(5, NOW.plusSeconds(62), Shape.INVERSE),
            fit(6, NOW.plusSeconds(63), Shape.INVERSE)
        };
        storeFits(fits);
        List<Long> atOnce = pastSequences();
        assertThat(atOnce).containsExactly(2L, 3L, 4L, 6L);
        storeFits(fits);
        assertThat(pastSequences()).isEqualTo(atOnce);
        series = another();
        for (CurveFitted fit : fits) {
            storeFits(fit(fit.sequence(), fit.fittedAt(), fit.shape()));
        }
        assertThat(pastSequences()).isEqualTo(atOnce);
        series = another();
        for (CurveFitted fit : List.of(fits).reversed()) {
            storeFits(fit(fit.sequence(), fit.fittedAt(), fit.shape()));
        }
        assertThat(pastSequences()).isEqualTo(atOnce);
    }

    @Test
    void theFitAsOfAPastMomentIsTheLastOneThatWasKeptUntilThen() throws Exception {
        storeFits(fit(1, NOW, Shape.FLAT));
        storeFits(fit(2, NOW.plusSeconds(120), Shape.FLAT));
        storeFits(fit(3, NOW.plusSeconds(121), Shape.INVERSE));
        assertThat(history.fit(series, NOW.minusSeconds(1))).isEmpty();
        assertThat(history.fit(series, NOW)).map(CurveFitted::sequence).contains(1L);
        assertThat(history.fit(series, NOW.plusSeconds(119)))
                .map(CurveFitted::sequence)
                .contains(1L);
        assertThat(history.fit(series, NOW.plusSeconds(120)))
                .map(CurveFitted::sequence)
                .contains(2L);
        assertThat(history.fit(series, NOW.plusSeconds(3600)))
                .map(CurveFitted::shape)
                .contains(Shape.INVERSE);
    }

    @Test
    void theLastFitOfEachSetOfVersionsStaysWhateverIsForgotten() throws Exception {
        storeFits(grown(1, "e1", 120, 300, 340), grown(2, "e1", 120, 300, 341));
        assertThat(history.epochs(series, 9)).isEmpty();
        storeFits(grown(3, "e1", 120, 300, 342), grown(4, "e2", 120, 300, 340));
        storeFits(grown(5, "e3", 120, 300, 340));
        // Twice, and late.
        storeFits(grown(2, "e1", 120, 300, 341), grown(4, "e2", 120, 300, 340));
        writer.forgetBefore(NOW.plusSeconds(3600));
        assertThat(history.epochs(series, 9)).extracting(CurveFitted::sequence).containsExactly(4L, 3L);
        assertThat(history.epochs(series, 1)).extracting(CurveFitted::epoch).containsExactly("e2");
        // The first versions are current once more: they are not of the past.
        storeFits(grown(6, "e1", 120, 300, 340));
        assertThat(history.epochs(series, 9)).extracting(CurveFitted::epoch).containsExactly("e3", "e2");
    }

    @Test
    void aSizeThatComesIsHeldAgainstItsForecast() throws Exception {
        storeFits(grown(1, "e1", 135, 189, 250, 311));
        storeFits(grown(2, "e2", 135, 189, 250, 311));
        assertThat(history.outcomes(series)).isEmpty();
        storeFits(grown(3, "e2", 135, 189, 250, 311, 100));
        storeFits(grown(4, "e2", 135, 189, 250, 311, 366));
        storeFits(grown(3, "e2", 135, 189, 250, 311, 100));
        assertThat(history.outcomes(series)).hasSize(1);
        ForecastOutcome outcome = history.outcomes(series).getFirst();
        assertThat(outcome.model()).isEqualTo("m4");
        assertThat(outcome.accuracy()).isEqualTo(0.732);
        assertThat(outcome.madeAt()).isEqualTo(NOW.plusSeconds(1));
        assertThat(outcome.isCovered()).isTrue();
        assertThat(history.forecastRecords()).contains(new ForecastRecord(series.family(), 1, 1));
        // The next versions don't change what came of this one.
        storeFits(grown(5, "e3", 135, 189, 250, 311, 100));
        assertThat(history.outcomes(series)).containsExactly(outcome);
    }

    @Test
    void anAlertIsAsItsNewestEventSays() throws Exception {
        writer.storeAlerts(List.of(alert(1, ScalingAlert.Status.SUPERSEDED)));
        writer.storeAlerts(List.of(alert(0, ScalingAlert.Status.RAISED)));
        writer.storeAlerts(List.of(alert(0, ScalingAlert.Status.RAISED)));
        assertThat(history.alerts(true)).noneMatch(a -> a.series().equals(series));
        assertThat(history.alerts(false))
                .filteredOn(a -> a.series().equals(series))
                .extracting(ScalingAlert::status)
                .containsExactly(ScalingAlert.Status.SUPERSEDED);
        assertThat(count("select count(*) from analysis.alert_event where alert_id = '" + series.family() + "'"))
                .isEqualTo(2);
    }

    @Test
    void unreadableRecordsAreCountedAndSkipped() throws Exception {
        byte[] whole = Codecs.CURVE_FITTED.encode(fit(4, NOW, Shape.FLAT));
        channels(source)
                .fits(records(
                        List.of(
                                "{".getBytes(StandardCharsets.UTF_8),
                                "{\"epoch\":\"no series\"}".getBytes(StandardCharsets.UTF_8),
                                Arrays.copyOf(whole, 60),
                                Codecs.CURVE_FITTED.encode(fit(3, NOW, Shape.FLAT))),
                        Codecs.CURVE_FITTED.headers(fit(3, NOW, Shape.FLAT), "/test")));
        assertThat(history.fit(series)).map(CurveFitted::sequence).contains(3L);
        assertThat(meters.get("scalewatch.analysis.history.unreadable")
                        .counter()
                        .count())
                .isEqualTo(3);
    }

    /// It can't come from this service; but what another has written must not hide the rest.
    @Test
    void aBodyThatCannotBeReadIsLeftOut() throws Exception {
        SeriesKey damaged = another();
        CurveFitted good = fit(3, NOW, Shape.FLAT);
        byte[] whole = Codecs.CURVE_FITTED.encode(fit(4, damaged, NOW, Shape.FLAT));
        byte[] broken = new String(whole, StandardCharsets.UTF_8)
                .replace("\"points\":[]", "\"points\":7")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(broken).isNotEqualTo(whole);
        channels(source)
                .fits(records(
                        List.of(broken, Codecs.CURVE_FITTED.encode(good)), Codecs.CURVE_FITTED.headers(good, "/test")));
        assertThat(history.fits(Optional.empty(), Optional.empty(), Optional.empty()))
                .contains(good);
        assertThat(history.fit(damaged)).isEmpty();
        // Nor can it be the last one of its versions.
        series = damaged;
        storeFits(grown(5, "next", 120, 300, 340));
        assertThat(history.fit(damaged)).map(CurveFitted::sequence).contains(5L);
        assertThat(history.epochs(damaged, 9)).isEmpty();
    }

    @Test
    void aDatabaseThatIsAwayIsWaitedFor() throws Exception {
        AtomicInteger refusals = new AtomicInteger(2);
        DataSource flaky = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (refusals.getAndDecrement() > 0) {
                        throw new SQLTransientConnectionException("not now", "08001");
                    }
                    return method.invoke(source, arguments);
                });
        channels(flaky).fits(record(Codecs.CURVE_FITTED, fit(4, NOW, Shape.FLAT)));
        assertThat(history.fit(series)).map(CurveFitted::sequence).contains(4L);
        assertThat(meters.get("scalewatch.analysis.history.retries").counter().count())
                .isEqualTo(2);
    }

    @Test
    void whatNoDatabaseWouldTakeHoldsNothingUp() throws Exception {
        // PostgreSQL has no NUL in its texts.
        CurveFitted refused = fit(1, new SeriesKey("a\0b", "t", "v", "baseline", "1"), NOW, Shape.FLAT);
        CurveFitted good = fit(2, NOW, Shape.FLAT);
        channels(source)
                .fits(records(
                        List.of(Codecs.CURVE_FITTED.encode(refused), Codecs.CURVE_FITTED.encode(good)),
                        Codecs.CURVE_FITTED.headers(good, "/test")));
        assertThat(history.fit(series)).map(CurveFitted::sequence).contains(2L);
        assertThat(meters.get("scalewatch.analysis.history.refused").counter().count())
                .isEqualTo(1);
    }

    @Test
    void theReadingGoesOnWhereTheDatabaseIs() throws Exception {
        TopicPartition known = new TopicPartition(series.family(), 0);
        TopicPartition shortened = new TopicPartition(series.family(), 1);
        TopicPartition unknown = new TopicPartition(series.family(), 2);
        channels(source)
                .fits(new ConsumerRecords<>(
                        Map.of(), Map.of(known, new OffsetAndMetadata(41), shortened, new OffsetAndMetadata(5))));
        channels(source).fits(new ConsumerRecords<>(Map.of(), Map.of(known, new OffsetAndMetadata(42))));
        List<TopicPartition> partitions = List.of(known, shortened, unknown);
        try (MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none")) {
            consumer.assign(partitions);
            consumer.updateBeginningOffsets(Map.of(known, 0L, shortened, 7L, unknown, 3L));

            new HistoryPositions(new Database(source)).onPartitionsAssigned(consumer, partitions);

            assertThat(partitions.stream().map(consumer::position)).containsExactly(42L, 7L, 3L);
        }
    }

    private static SeriesKey another() {
        return new SeriesKey("family-" + UUID.randomUUID(), "memo-trap", "0123456789ab", "baseline", "1");
    }

    private void storeFits(CurveFitted... fits) throws SQLException {
        writer.storeFits(Stream.of(fits).map(HistoryIT::stored).toList());
    }

    private static StoredFit stored(CurveFitted fit) {
        return new StoredFit(
                new StoredFit.Head(fit.series(), fit.epoch(), fit.sequence(), fit.shape(), fit.fittedAt()),
                new String(Codecs.CURVE_FITTED.encode(fit), StandardCharsets.UTF_8));
    }

    private HistoryChannels channels(DataSource on) {
        return new HistoryChannels(
                new HistoryWriter(new Database(on), List.of()),
                new HistoryPositions(new Database(on)),
                meters,
                config,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static <T> ConsumerRecords<byte[], byte[]> record(EventCodec<T> codec, T event) {
        return records(List.of(codec.encode(event)), codec.headers(event, "/test"));
    }

    private static ConsumerRecords<byte[], byte[]> records(List<byte[]> values, Headers headers) {
        TopicPartition partition = new TopicPartition("any", 0);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (byte[] value : values) {
            records.add(new ConsumerRecord<>(
                    partition.topic(),
                    0,
                    records.size(),
                    0,
                    TimestampType.CREATE_TIME,
                    0,
                    value.length,
                    null,
                    value,
                    new RecordHeaders(headers.toArray()),
                    Optional.empty()));
        }
        return new ConsumerRecords<>(Map.of(partition, records), Map.of());
    }

    private List<Long> pastSequences() throws SQLException {
        List<Long> sequences = new ArrayList<>();
        try (var connection = source.getConnection();
                var select = connection.prepareStatement(
                        "select sequence from analysis.fit_past where series = ? order by sequence")) {
            select.setString(1, series.toString());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    sequences.add(rows.getLong(1));
                }
            }
        }
        return sequences;
    }

    private long count(String sql) throws SQLException {
        try (var connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /// Right answers of 500, by size.
    private CurveFitted grown(long sequence, String epoch, int... right) {
        List<CurvePoint> points = new ArrayList<>();
        for (int i = 0; i < right.length; i++) {
            points.add(new CurvePoint(
                    "m" + i,
                    "v",
                    Math.round(Math.pow(10, 6 + i)),
                    500,
                    500,
                    500,
                    right[i],
                    0,
                    right[i] / 500.0,
                    new Interval(0, 1),
                    Map.of()));
        }
        return new CurveFitted(
                series,
                epoch,
                sequence,
                points,
                Shape.POSITIVE,
                new ShapeEvidence(
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        0,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        0,
                        500),
                List.of(),
                new CurveFitted.LogPosition(0, 0),
                NOW.plusSeconds(sequence));
    }

    private CurveFitted fit(long sequence, Instant at, Shape shape) {
        return fit(sequence, series, at, shape);
    }

    private static CurveFitted fit(long sequence, SeriesKey key, Instant at, Shape shape) {
        return new CurveFitted(
                key,
                "epoch",
                sequence,
                List.of(),
                shape,
                new ShapeEvidence(
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        0,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        0,
                        0),
                List.of(),
                new CurveFitted.LogPosition(0, 0),
                at);
    }

    private ScalingAlert alert(int sequence, ScalingAlert.Status status) {
        return new ScalingAlert(
                series.family(),
                AlertKind.INVERSE_SCALING,
                series,
                "epoch",
                sequence,
                status,
                ScalingAlert.Severity.WARNING,
                new ShapeEvidence.Trend(-0.1, new Interval(-0.2, -0.05)),
                new ScalingAlert.Evidence(5, 0.01, 1, 0.05),
                List.of(),
                List.of(),
                "worse",
                Optional.empty(),
                NOW,
                NOW.plus(Duration.ofSeconds(sequence)));
    }
}

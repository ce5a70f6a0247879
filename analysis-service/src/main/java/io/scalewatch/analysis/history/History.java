package io.scalewatch.analysis.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.scalewatch.analysis.database.Database;
import io.scalewatch.analysis.database.SqlTime;
import io.scalewatch.analysis.forecasts.ForecastOutcome;
import io.scalewatch.analysis.forecasts.ForecastRecord;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.EventCodec;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.event.SeriesKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Reads what was published.
@ApplicationScoped
public class History {

    private static final Logger LOG = Logger.getLogger(History.class);

    private static final String FITS = """
            select body from analysis.latest_fit
            where (? or family = ?) and (? or task = ?) and (? or variant = ?)
            order by series""";

    private static final String AS_OF = """
            select body from analysis.fit_past
            where series = ? and fitted_at <= ?
            order by sequence desc limit 1""";

    private static final String ENDED_SINCE = """
            select a.body from analysis.alert a
            join analysis.alert_event e on e.event_id = a.alert_id || '/' || a.sequence
            where not a.open and e.at >= ? order by e.at desc, a.alert_id""";
    private static final String RECORDS = """
            select family, count(*), count(*) filter (where covered) from analysis.forecast_outcome
            where answered >= ? group by family order by family""";

    private final Database database;

    public History(Database database) {
        this.database = database;
    }

    /// The newest fit of each series, by name; an empty argument says any.
    public List<CurveFitted> fits(Optional<String> family, Optional<String> task, Optional<String> variant) {
        return read(
                Codecs.CURVE_FITTED,
                FITS,
                family.isEmpty(),
                family.orElse(""),
                task.isEmpty(),
                task.orElse(""),
                variant.isEmpty(),
                variant.orElse(""));
    }

    /// The newest fit of a series.
    public Optional<CurveFitted> fit(SeriesKey series) {
        return read(Codecs.CURVE_FITTED, "select body from analysis.latest_fit where series = ?", series.toString())
                .stream()
                .findFirst();
    }

    /// The thinned past of a series, the newest first.
    ///
    /// @param most how many fits at most
    public List<CurveFitted> past(SeriesKey series, int most) {
        return read(
                Codecs.CURVE_FITTED,
                "select body from analysis.fit_past where series = ? order by minute desc, sequence desc limit ?",
                series.toString(),
                most);
    }

    /// The fit of a series as of a past moment: the last one until then that the thinned past has kept.
    public Optional<CurveFitted> fit(SeriesKey series, Instant at) {
        return read(Codecs.CURVE_FITTED, AS_OF, series.toString(), SqlTime.at(at)).stream()
                .findFirst();
    }

    /// The last fit of each earlier set of versions of a series, the newest first.
    public List<CurveFitted> epochs(SeriesKey series, int most) {
        return read(
                Codecs.CURVE_FITTED,
                "select body from analysis.epoch_end where series = ? and epoch <> coalesce((select epoch from"
                        + " analysis.latest_fit where series = ?), '') order by sequence desc limit ?",
                series.toString(),
                series.toString(),
                most);
    }

    /// What was expected of the sizes of a series, and what came, the newest first.
    public List<ForecastOutcome> outcomes(SeriesKey series) {
        return read(
                History::outcome,
                "select body from analysis.forecast_outcome where series = ? order by observed_at desc, model",
                series.toString());
    }

    /// By family, how many forecasts were put to the test, and how many held.
    public List<ForecastRecord> forecastRecords() {
        return read(row -> new ForecastRecord(row.getString(1), row.getLong(2), row.getLong(3)), RECORDS, (long)
                ForecastOutcome.LEAST_TRIALS);
    }

    /// Alerts as they stand, the newest first.
    ///
    /// @param openOnly without those that have ended
    public List<ScalingAlert> alerts(boolean openOnly) {
        return read(
                Codecs.SCALING_ALERT,
                "select body from analysis.alert where open or not ? order by raised_at desc, alert_id",
                openOnly);
    }

    /// Alerts that were resolved or superseded lately, the last one first.
    public List<ScalingAlert> alertsEndedSince(Instant then) {
        return read(Codecs.SCALING_ALERT, ENDED_SINCE, SqlTime.at(then));
    }

    /// An alert as it stands, open or not.
    public Optional<ScalingAlert> alert(String alertId) {
        return read(Codecs.SCALING_ALERT, "select body from analysis.alert where alert_id = ?", alertId).stream()
                .findFirst();
    }

    private static ForecastOutcome outcome(ResultSet row) throws SQLException {
        try {
            return Json.mapper().readValue(row.getString(1), ForecastOutcome.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("this service's own history can't be read", e);
        }
    }

    /// What is stored was not read before: a body that can't be read is left out.
    private <T> List<T> read(EventCodec<T> codec, String sql, Object... arguments) {
        List<Optional<T>> rows = read(
                row -> {
                    try {
                        return Optional.of(codec.decode(row.getString(1).getBytes(StandardCharsets.UTF_8)));
                    } catch (UnreadableEventException e) {
                        LOG.warnf("Left out of what the history has: %s", e.getMessage());
                        return Optional.<T>empty();
                    }
                },
                sql,
                arguments);
        return rows.stream().flatMap(Optional::stream).toList();
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> read(Row<T> reader, String sql, Object... arguments) {
        return database.ask(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                for (int i = 0; i < arguments.length; i++) {
                    select.setObject(i + 1, arguments[i]);
                }
                List<T> found = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(reader.of(rows));
                    }
                }
                return found;
            }
        });
    }
}

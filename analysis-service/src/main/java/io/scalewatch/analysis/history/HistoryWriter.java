package io.scalewatch.analysis.history;

import static io.scalewatch.analysis.database.SqlTime.at;

import io.quarkus.arc.All;
import io.scalewatch.analysis.alerts.AlertBook;
import io.scalewatch.analysis.database.Database;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.event.SeriesKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes events down. Each may come any number of times and late: the newer sequence wins.
@ApplicationScoped
class HistoryWriter {

    private static final String LATEST = """
            insert into analysis.latest_fit (series, family, task, task_version, variant, scoring_version, epoch,
                sequence, shape, fitted_at, body)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (series) do update set epoch = excluded.epoch, sequence = excluded.sequence,
                shape = excluded.shape, fitted_at = excluded.fitted_at, body = excluded.body
            where excluded.sequence > latest_fit.sequence""";

    private static final String THINNED = """
            insert into analysis.fit_history (series, minute, epoch, shape, sequence, fitted_at, body)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (series, minute, epoch, shape) do update set sequence = excluded.sequence,
                fitted_at = excluded.fitted_at, body = excluded.body
            where excluded.sequence > fit_history.sequence""";

    private static final String ALERT_EVENT = """
            insert into analysis.alert_event (event_id, alert_id, sequence, status, at, body)
            values (?, ?, ?, ?, ?, ?)
            on conflict (event_id) do nothing""";

    private static final String ALERT = """
            insert into analysis.alert (alert_id, sequence, open, family, task, raised_at, body)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (alert_id) do update set sequence = excluded.sequence, open = excluded.open,
                body = excluded.body
            where excluded.sequence > alert.sequence""";

    private final Database database;
    private final List<AlertListener> listeners;

    HistoryWriter(Database database, @All List<AlertListener> listeners) {
        this.database = database;
        this.listeners = List.copyOf(listeners);
    }

    private record Thinned(SeriesKey series, Instant minute, String epoch, String shape) {}

    /// Stores the newest fit of each series, and of each minute and shape.
    void storeFits(Collection<CurveFitted> fits) throws SQLException {
        Map<SeriesKey, CurveFitted> latest = new LinkedHashMap<>();
        Map<Thinned, CurveFitted> thinned = new LinkedHashMap<>();
        for (CurveFitted fit : fits) {
            Thinned place = new Thinned(
                    fit.series(),
                    fit.fittedAt().truncatedTo(ChronoUnit.MINUTES),
                    fit.epoch(),
                    fit.shape().name());
            latest.merge(fit.series(), fit, HistoryWriter::newer);
            thinned.merge(place, fit, HistoryWriter::newer);
        }
        // Most fits are stored in both places, and what costs most of that is their body.
        Map<CurveFitted, String> bodies = new IdentityHashMap<>();
        latest.values().forEach(fit -> bodies.put(fit, body(fit)));
        thinned.values().forEach(fit -> bodies.computeIfAbsent(fit, HistoryWriter::body));
        database.transact(connection -> {
            new EpochEnds(connection).follow(fits);
            insertLatest(connection, latest.values(), bodies);
            insertThinned(connection, thinned, bodies);
            return null;
        });
    }

    /// Stores every event, and each alert's newest state; tells the listeners of events that are new.
    void storeAlerts(List<ScalingAlert> alerts) throws SQLException {
        database.transact(connection -> {
            try (PreparedStatement event = connection.prepareStatement(ALERT_EVENT);
                    PreparedStatement newest = connection.prepareStatement(ALERT)) {
                List<ScalingAlert> news = new ArrayList<>();
                for (ScalingAlert alert : alerts) {
                    set(
                            event,
                            alert.alertId() + "/" + alert.sequence(),
                            alert.alertId(),
                            alert.sequence(),
                            alert.status().name(),
                            at(alert.at()),
                            body(alert));
                    // One by one: of a batch a driver may not tell what became of each (SUCCESS_NO_INFO).
                    if (event.executeUpdate() > 0) {
                        news.add(alert);
                    }
                    add(
                            newest,
                            alert.alertId(),
                            alert.sequence(),
                            AlertBook.isOpen(alert),
                            alert.series().family(),
                            alert.series().task(),
                            at(alert.raisedAt()),
                            body(alert));
                }
                newest.executeBatch();
                for (AlertListener listener : listeners) {
                    listener.storing(connection, news);
                }
            }
            return null;
        });
        listeners.forEach(AlertListener::stored);
    }

    /// Drops what is older from the thinned past.
    ///
    /// @return how many fits were dropped
    int forgetBefore(Instant then) throws SQLException {
        return database.transact(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from analysis.fit_history where minute < ?")) {
                delete.setObject(1, at(then));
                return delete.executeUpdate();
            }
        });
    }

    private static void insertLatest(
            Connection connection, Collection<CurveFitted> fits, Map<CurveFitted, String> bodies) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(LATEST)) {
            for (CurveFitted fit : fits) {
                SeriesKey series = fit.series();
                add(
                        insert,
                        series.toString(),
                        series.family(),
                        series.task(),
                        series.taskVersion(),
                        series.variant(),
                        series.scoringVersion(),
                        fit.epoch(),
                        fit.sequence(),
                        fit.shape().name(),
                        at(fit.fittedAt()),
                        bodies.get(fit));
            }
            insert.executeBatch();
        }
    }

    private static void insertThinned(
            Connection connection, Map<Thinned, CurveFitted> fits, Map<CurveFitted, String> bodies)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(THINNED)) {
            for (Map.Entry<Thinned, CurveFitted> fit : fits.entrySet()) {
                add(
                        insert,
                        fit.getKey().series().toString(),
                        at(fit.getKey().minute()),
                        fit.getKey().epoch(),
                        fit.getKey().shape(),
                        fit.getValue().sequence(),
                        at(fit.getValue().fittedAt()),
                        bodies.get(fit.getValue()));
            }
            insert.executeBatch();
        }
    }

    private static void add(PreparedStatement statement, Object... values) throws SQLException {
        set(statement, values);
        statement.addBatch();
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private static CurveFitted newer(CurveFitted a, CurveFitted b) {
        return b.sequence() > a.sequence() ? b : a;
    }

    private static String body(CurveFitted fit) {
        return new String(Codecs.CURVE_FITTED.encode(fit), StandardCharsets.UTF_8);
    }

    private static String body(ScalingAlert alert) {
        return new String(Codecs.SCALING_ALERT.encode(alert), StandardCharsets.UTF_8);
    }
}

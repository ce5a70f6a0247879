package io.scalewatch.analysis.history;

import static io.scalewatch.analysis.database.SqlTime.at;

import io.quarkus.arc.All;
import io.scalewatch.analysis.alerts.AlertBook;
import io.scalewatch.analysis.database.Database;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.event.ScalingAlert;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Writes events down. Each may come any number of times and late: the newer sequence wins.
@ApplicationScoped
class HistoryWriter {

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

    /// Stores the newest fit of each series, and of each minute and shape.
    void storeFits(Collection<StoredFit> fits) throws SQLException {
        database.transact(connection -> {
            LatestFits latest = new LatestFits(connection);
            Map<String, StoredFit.Head> known = latest.known(fits);
            new EpochEnds(connection).follow(fits, known);
            latest.store(fits, known);
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
                    Rows.set(
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
                    Rows.add(
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

    private static String body(ScalingAlert alert) {
        return new String(Codecs.SCALING_ALERT.encode(alert), StandardCharsets.UTF_8);
    }
}

package io.scalewatch.analysis.history;

import io.scalewatch.analysis.database.SqlTime;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.event.Shape;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The newest fit of each series, and the thinned past: a fit goes there when one with another place comes after it.
/// So a series that is fitted many times in a minute is written once each time, not twice.
final class LatestFits {

    private static final String KNOWN = """
            select series, epoch, sequence, shape, fitted_at from analysis.latest_fit where series = any (?)""";
    private static final String LATEST = """
            insert into analysis.latest_fit (series, family, task, task_version, variant, scoring_version, epoch,
                sequence, shape, fitted_at, body)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (series) do update set epoch = excluded.epoch, sequence = excluded.sequence,
                shape = excluded.shape, fitted_at = excluded.fitted_at, body = excluded.body
            where excluded.sequence > latest_fit.sequence""";
    private static final String NEWER_WINS = """

            on conflict (series, minute, epoch, shape) do update set sequence = excluded.sequence,
                fitted_at = excluded.fitted_at, body = excluded.body
            where excluded.sequence > fit_history.sequence""";
    private static final String PAST = """
            insert into analysis.fit_history (series, minute, epoch, shape, sequence, fitted_at, body)
            values (?, ?, ?, ?, ?, ?, ?)""" + NEWER_WINS;
    private static final String MOVE = """
            insert into analysis.fit_history (series, minute, epoch, shape, sequence, fitted_at, body)
            select series, date_trunc('minute', fitted_at, 'UTC'), epoch, shape, sequence, fitted_at, body
            from analysis.latest_fit where series = any (?)""" + NEWER_WINS;

    private final Connection connection;

    LatestFits(Connection connection) {
        this.connection = connection;
    }

    /// What the database has of the series of these fits, by series; those that it has none of are left out.
    Map<String, StoredFit.Head> known(Collection<StoredFit> fits) throws SQLException {
        Map<String, SeriesKey> series = new HashMap<>();
        fits.forEach(fit -> series.put(fit.series(), fit.head().series()));
        Map<String, StoredFit.Head> known = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            select.setArray(1, names(series.keySet().toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String name = row.getString("series");
                    known.put(
                            name,
                            new StoredFit.Head(
                                    series.get(name),
                                    row.getString("epoch"),
                                    row.getLong("sequence"),
                                    Shape.valueOf(row.getString("shape")),
                                    SqlTime.instant(row, "fitted_at").orElseThrow()));
                }
            }
        }
        return known;
    }

    /// @param fits in whatever order, some of them known perhaps
    /// @param known what the database has of their series
    void store(Collection<StoredFit> fits, Map<String, StoredFit.Head> known) throws SQLException {
        Map<String, StoredFit> newest = new LinkedHashMap<>();
        Map<StoredFit.Place, StoredFit> past = new LinkedHashMap<>();
        for (StoredFit fit : fits) {
            newest.merge(fit.series(), fit, StoredFit::newer);
            past.merge(fit.head().place(), fit, StoredFit::newer);
        }
        newest.values()
                .removeIf(fit -> known.containsKey(fit.series())
                        && known.get(fit.series()).sequence() >= fit.head().sequence());
        Set<StoredFit.Place> present = new HashSet<>();
        List<String> moving = new ArrayList<>();
        known.forEach((series, before) -> {
            StoredFit now = newest.get(series);
            if (now == null) {
                present.add(before.place());
            } else if (!now.head().place().equals(before.place())) {
                moving.add(series);
            }
        });
        newest.values().forEach(fit -> present.add(fit.head().place()));
        past.keySet().removeAll(present);
        move(moving);
        insertPast(past);
        insertLatest(newest.values());
    }

    private void move(List<String> series) throws SQLException {
        if (series.isEmpty()) {
            return;
        }
        try (PreparedStatement move = connection.prepareStatement(MOVE)) {
            move.setArray(1, names(series.toArray()));
            move.executeUpdate();
        }
    }

    private void insertPast(Map<StoredFit.Place, StoredFit> fits) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(PAST)) {
            for (Map.Entry<StoredFit.Place, StoredFit> fit : fits.entrySet()) {
                Rows.add(
                        insert,
                        fit.getKey().series(),
                        SqlTime.at(fit.getKey().minute()),
                        fit.getKey().epoch(),
                        fit.getKey().shape().name(),
                        fit.getValue().head().sequence(),
                        SqlTime.at(fit.getValue().head().fittedAt()),
                        fit.getValue().body());
            }
            insert.executeBatch();
        }
    }

    private void insertLatest(Collection<StoredFit> fits) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(LATEST)) {
            for (StoredFit fit : fits) {
                StoredFit.Head head = fit.head();
                Rows.add(
                        insert,
                        fit.series(),
                        head.series().family(),
                        head.series().task(),
                        head.series().taskVersion(),
                        head.series().variant(),
                        head.series().scoringVersion(),
                        head.epoch(),
                        head.sequence(),
                        head.shape().name(),
                        SqlTime.at(head.fittedAt()),
                        fit.body());
            }
            insert.executeBatch();
        }
    }

    private Array names(Object[] series) throws SQLException {
        return connection.createArrayOf("text", series);
    }
}

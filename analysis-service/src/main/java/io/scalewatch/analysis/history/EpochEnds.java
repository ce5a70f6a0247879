package io.scalewatch.analysis.history;

import static io.scalewatch.analysis.database.SqlTime.at;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.scalewatch.analysis.forecasts.ForecastOutcome;
import io.scalewatch.analysis.forecasts.ForecastReview;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.CurvePoint;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Keeps the last fit of each set of versions when another one comes, and holds the sizes that came with it
/// against what that fit led one to expect. Within the transaction that stores the newest fits, before they are
/// stored: what comes twice or late finds a newer fit there, and changes nothing.
final class EpochEnds {

    private static final String KNOWN =
            "select series, epoch, sequence from analysis.latest_fit where series = any (?)";
    private static final String BODY = "select body from analysis.latest_fit where series = ?";
    private static final String END = """
            insert into analysis.epoch_end (series, epoch, sequence, largest, fitted_at, body)
            values (?, ?, ?, ?, ?, ?)
            on conflict (series, epoch) do update set sequence = excluded.sequence, largest = excluded.largest,
                fitted_at = excluded.fitted_at, body = excluded.body
            where excluded.sequence > epoch_end.sequence""";
    private static final String BEFORE = """
            select distinct on (series) series, epoch, largest from analysis.epoch_end
            where series = any (?) order by series, sequence desc""";
    private static final String BASE = "select body from analysis.epoch_end where series = ? and epoch = ?";
    private static final String OUTCOME = """
            insert into analysis.forecast_outcome (series, epoch, model, family, answered, covered, sequence,
                observed_at, body)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (series, epoch, model) do update set answered = excluded.answered,
                covered = excluded.covered, sequence = excluded.sequence, observed_at = excluded.observed_at,
                body = excluded.body
            where excluded.sequence > forecast_outcome.sequence""";

    private final Connection connection;

    private record Stored(String epoch, long sequence) {}

    private record Base(String epoch, long largest) {}

    EpochEnds(Connection connection) {
        this.connection = connection;
    }

    /// @param fits of a batch, in the order of the topic; a series may be there several times
    void follow(Collection<CurveFitted> fits) throws SQLException {
        Map<String, Stored> known = known(fits);
        Map<String, CurveFitted> last = new HashMap<>();
        for (CurveFitted fit : fits) {
            String series = fit.series().toString();
            Stored before = known.get(series);
            if (before != null && fit.sequence() <= before.sequence()) {
                continue;
            }
            if (before != null && !before.epoch().equals(fit.epoch())) {
                end(last.containsKey(series) ? last.get(series) : read(BODY, series));
            }
            known.put(series, new Stored(fit.epoch(), fit.sequence()));
            last.put(series, fit);
        }
        review(last);
    }

    private Map<String, Stored> known(Collection<CurveFitted> fits) throws SQLException {
        Map<String, Stored> known = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            select.setArray(
                    1,
                    names(fits.stream()
                            .map(fit -> fit.series().toString())
                            .distinct()
                            .toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    known.put(row.getString(1), new Stored(row.getString(2), row.getLong(3)));
                }
            }
        }
        return known;
    }

    private void end(CurveFitted fit) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(END)) {
            insert.setString(1, fit.series().toString());
            insert.setString(2, fit.epoch());
            insert.setLong(3, fit.sequence());
            insert.setLong(4, largest(fit));
            insert.setObject(5, at(fit.fittedAt()));
            insert.setString(6, new String(Codecs.CURVE_FITTED.encode(fit), StandardCharsets.UTF_8));
            insert.executeUpdate();
        }
    }

    private void review(Map<String, CurveFitted> newest) throws SQLException {
        Map<String, Base> bases = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(BEFORE)) {
            select.setArray(1, names(newest.keySet().toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    bases.put(row.getString(1), new Base(row.getString(2), row.getLong(3)));
                }
            }
        }
        for (Map.Entry<String, CurveFitted> fit : newest.entrySet()) {
            Base base = bases.get(fit.getKey());
            boolean isLarger = base != null
                    && !base.epoch().equals(fit.getValue().epoch())
                    && largest(fit.getValue()) > base.largest();
            if (isLarger) {
                CurveFitted before = read(BASE, fit.getKey(), base.epoch());
                store(ForecastReview.of(before, fit.getValue()), fit.getValue().sequence());
            }
        }
    }

    private void store(List<ForecastOutcome> outcomes, long sequence) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(OUTCOME)) {
            for (ForecastOutcome outcome : outcomes) {
                insert.setString(1, outcome.series().toString());
                insert.setString(2, outcome.epoch());
                insert.setString(3, outcome.model());
                insert.setString(4, outcome.series().family());
                insert.setLong(5, outcome.answered());
                insert.setBoolean(6, outcome.isCovered());
                insert.setLong(7, sequence);
                insert.setObject(8, at(outcome.observedAt()));
                insert.setString(9, json(outcome));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static String json(ForecastOutcome outcome) {
        try {
            return Json.mapper().writeValueAsString(outcome);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("names and numbers are always JSON", e);
        }
    }

    private CurveFitted read(String sql, String... arguments) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                select.setString(i + 1, arguments[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return Codecs.CURVE_FITTED.decode(row.getString(1).getBytes(StandardCharsets.UTF_8));
            }
        } catch (UnreadableEventException e) {
            throw new IllegalStateException("this service's own history can't be read", e);
        }
    }

    private Array names(Object[] series) throws SQLException {
        return connection.createArrayOf("text", series);
    }

    /// The largest size with an answer; 0 where there is none.
    private static long largest(CurveFitted fit) {
        return fit.points().stream()
                .filter(point -> point.answered() > 0)
                .mapToLong(CurvePoint::parameters)
                .max()
                .orElse(0);
    }
}

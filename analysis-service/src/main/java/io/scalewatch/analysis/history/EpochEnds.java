package io.scalewatch.analysis.history;

import static io.scalewatch.analysis.database.SqlTime.at;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.scalewatch.analysis.forecasts.ForecastOutcome;
import io.scalewatch.analysis.forecasts.ForecastReview;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.CurvePoint;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps the last fit of each set of versions when another one comes, and holds the sizes that came with it
/// against what that fit led one to expect. Within the transaction that stores the newest fits, before they are
/// stored: what comes twice or late finds a newer fit there, and changes nothing.
final class EpochEnds {

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

    private record Base(String epoch, long largest) {}

    EpochEnds(Connection connection) {
        this.connection = connection;
    }

    /// @param fits of a batch, in the order of the topic; a series may be there several times
    /// @param known what the database has of their series
    void follow(Collection<StoredFit> fits, Map<String, StoredFit.Head> known) throws SQLException {
        Map<String, StoredFit> last = new HashMap<>();
        for (StoredFit fit : fits) {
            String series = fit.series();
            Optional<StoredFit> unstored = Optional.ofNullable(last.get(series));
            Optional<StoredFit.Head> before =
                    unstored.map(StoredFit::head).or(() -> Optional.ofNullable(known.get(series)));
            if (before.filter(b -> b.sequence() >= fit.head().sequence()).isPresent()) {
                continue;
            }
            if (before.filter(b -> !b.epoch().equals(fit.head().epoch())).isPresent()) {
                end(unstored.isPresent() ? unstored.get() : new StoredFit(before.get(), body(BODY, series)));
            }
            last.put(series, fit);
        }
        review(last);
    }

    private void end(StoredFit fit) throws SQLException {
        Optional<CurveFitted> whole = fit.fit();
        if (whole.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(END)) {
            Rows.set(
                    insert,
                    fit.series(),
                    fit.head().epoch(),
                    fit.head().sequence(),
                    largest(whole.get()),
                    at(fit.head().fittedAt()),
                    fit.body());
            insert.executeUpdate();
        }
    }

    private void review(Map<String, StoredFit> newest) throws SQLException {
        Map<String, Base> bases = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(BEFORE)) {
            select.setArray(1, names(newest.keySet().toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    bases.put(row.getString(1), new Base(row.getString(2), row.getLong(3)));
                }
            }
        }
        for (Map.Entry<String, StoredFit> fit : newest.entrySet()) {
            Base base = bases.get(fit.getKey());
            if (base != null && !base.epoch().equals(fit.getValue().head().epoch())) {
                Optional<CurveFitted> now = fit.getValue().fit();
                if (now.isPresent() && largest(now.get()) > base.largest()) {
                    Optional<CurveFitted> then = StoredFit.decode(body(BASE, fit.getKey(), base.epoch()));
                    if (then.isPresent()) {
                        store(
                                ForecastReview.of(then.get(), now.get()),
                                now.get().sequence());
                    }
                }
            }
        }
    }

    private void store(List<ForecastOutcome> outcomes, long sequence) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(OUTCOME)) {
            for (ForecastOutcome outcome : outcomes) {
                Rows.add(
                        insert,
                        outcome.series().toString(),
                        outcome.epoch(),
                        outcome.model(),
                        outcome.series().family(),
                        outcome.answered(),
                        outcome.isCovered(),
                        sequence,
                        at(outcome.observedAt()),
                        json(outcome));
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

    private String body(String sql, String... arguments) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                select.setString(i + 1, arguments[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getString(1);
            }
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

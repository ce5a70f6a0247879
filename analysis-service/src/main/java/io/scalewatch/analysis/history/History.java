package io.scalewatch.analysis.history;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.EventCodec;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.event.SeriesKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what was published.
@ApplicationScoped
public class History {

    private static final String FITS = """
            select body from analysis.latest_fit
            where (? or family = ?) and (? or task = ?) and (? or variant = ?)
            order by series""";

    private final Database database;

    History(Database database) {
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
                "select body from analysis.fit_history where series = ? order by minute desc, sequence desc limit ?",
                series.toString(),
                most);
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

    private <T> List<T> read(EventCodec<T> codec, String sql, Object... arguments) {
        try {
            return database.transact(connection -> {
                try (PreparedStatement select = connection.prepareStatement(sql)) {
                    for (int i = 0; i < arguments.length; i++) {
                        select.setObject(i + 1, arguments[i]);
                    }
                    List<T> found = new ArrayList<>();
                    try (ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(codec.decode(rows.getString(1).getBytes(StandardCharsets.UTF_8)));
                        }
                    } catch (UnreadableEventException e) {
                        throw new IllegalStateException("this service's own history can't be read", e);
                    }
                    return found;
                }
            });
        } catch (SQLException e) {
            throw new HistoryUnavailableException(e);
        }
    }
}

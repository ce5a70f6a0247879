package io.scalewatch.analysis.handling;

import static io.scalewatch.analysis.database.SqlTime.at;
import static io.scalewatch.analysis.database.SqlTime.instant;

import io.scalewatch.analysis.database.Database;
import io.scalewatch.analysis.database.SqlTime;
import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.ScalingAlert;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What people have said of alerts, in the database.
@ApplicationScoped
class HandlingStore {

    /// So that nobody fills the disk with what is read with every list of alerts.
    static final int MOST_REMARKS = 200;

    static final int MOST_STANDING = 1_000;

    private static final String REMARK = """
            insert into analysis.alert_remark (alert_id, type, severity, made_by, made_at, body)
            select ?, ?, ?, ?, ?, ?
            where (select count(*) from analysis.alert_remark where alert_id = ?) < ?
            on conflict (alert_id, severity) where type = 'ACKNOWLEDGED' do nothing""";
    private static final String REMARKS = """
            select alert_id, type, severity, made_by, made_at, body from analysis.alert_remark
            where alert_id = any (?) order by id""";
    private static final String MUTE = """
            insert into analysis.alert_mute (id, series, family, task, kind, reason, made_by, made_at, ends_at)
            select ?, ?, ?, ?, ?, ?, ?, ?, ?
            where (select count(*) from analysis.alert_mute
                where lifted_at is null and (ends_at is null or ends_at > ?)) < ?""";
    private static final String LIFT =
            "update analysis.alert_mute set lifted_by = ?, lifted_at = ? where id = ? and lifted_at is null";
    private static final String MUTES = """
            select id, series, family, task, kind, reason, made_by, made_at, ends_at, lifted_by, lifted_at
            from analysis.alert_mute""";

    private final Database database;

    HandlingStore(Database database) {
        this.database = database;
    }

    /// Adds a remark; an acknowledgement that is there already stays as it is.
    ///
    /// @return false where there are [#MOST_REMARKS] already
    boolean add(String alertId, Remark remark) {
        return database.ask(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(REMARK)) {
                set(
                        insert,
                        alertId,
                        remark.type().name(),
                        remark.severity().name(),
                        remark.by(),
                        at(remark.at()),
                        remark.text(),
                        alertId,
                        MOST_REMARKS);
                return insert.executeUpdate() == 1 || isAcknowledged(connection, alertId, remark);
            }
        });
    }

    private static boolean isAcknowledged(Connection connection, String alertId, Remark remark) throws SQLException {
        return remark.type() == Remark.Type.ACKNOWLEDGED
                && remarks(connection, List.of(alertId)).getOrDefault(alertId, List.of()).stream()
                        .anyMatch(known ->
                                known.type() == Remark.Type.ACKNOWLEDGED && known.severity() == remark.severity());
    }

    /// By alert, the oldest first.
    Map<String, List<Remark>> remarks(Collection<String> alertIds) {
        return database.ask(connection -> remarks(connection, alertIds));
    }

    private static Map<String, List<Remark>> remarks(Connection connection, Collection<String> alertIds)
            throws SQLException {
        Map<String, List<Remark>> remarks = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(REMARKS)) {
            set(select, connection.createArrayOf("text", alertIds.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    remarks.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                            .add(new Remark(
                                    Remark.Type.valueOf(row.getString(2)),
                                    ScalingAlert.Severity.valueOf(row.getString(3)),
                                    row.getString(4),
                                    instant(row, "made_at").orElseThrow(),
                                    row.getString(6)));
                }
            }
        }
        return remarks;
    }

    /// @return false where [#MOST_STANDING] are in force already
    boolean add(Mute mute) {
        MuteScope scope = mute.scope();
        return database.ask(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(MUTE)) {
                set(
                        insert,
                        mute.id(),
                        scope.series().orElse(null),
                        scope.family().orElse(null),
                        scope.task().orElse(null),
                        scope.kind().map(AlertKind::name).orElse(null),
                        mute.reason(),
                        mute.by(),
                        at(mute.at()),
                        mute.until().map(SqlTime::at).orElse(null),
                        at(mute.at()),
                        MOST_STANDING);
                return insert.executeUpdate() == 1;
            }
        });
    }

    /// Ends a mute; one that somebody has lifted already stays as it is.
    Optional<Mute> lift(UUID id, Mute.Lifted lifted) {
        return database.ask(connection -> {
            try (PreparedStatement update = connection.prepareStatement(LIFT)) {
                set(update, lifted.by(), at(lifted.at()), id);
                update.executeUpdate();
            }
            return mutes(connection, MUTES + " where id = ?", id).stream().findFirst();
        });
    }

    /// Those that nobody has lifted, the newest first.
    List<Mute> standing() {
        return database.ask(
                connection -> mutes(connection, MUTES + " where lifted_at is null order by made_at desc, id"));
    }

    /// Past ones among them, the newest first.
    List<Mute> all(int most) {
        return database.ask(connection -> mutes(connection, MUTES + " order by made_at desc, id limit ?", most));
    }

    private static List<Mute> mutes(Connection connection, String sql, Object... arguments) throws SQLException {
        List<Mute> mutes = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            set(select, arguments);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String liftedBy = row.getString(10);
                    mutes.add(new Mute(
                            row.getObject(1, UUID.class),
                            new MuteScope(
                                    Optional.ofNullable(row.getString(2)),
                                    Optional.ofNullable(row.getString(3)),
                                    Optional.ofNullable(row.getString(4)),
                                    Optional.ofNullable(row.getString(5)).map(AlertKind::valueOf)),
                            row.getString(6),
                            row.getString(7),
                            instant(row, "made_at").orElseThrow(),
                            instant(row, "ends_at"),
                            instant(row, "lifted_at").map(at -> new Mute.Lifted(liftedBy, at))));
                }
            }
        }
        return mutes;
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}

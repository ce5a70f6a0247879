package io.scalewatch.analysis.webhooks;

import static io.scalewatch.analysis.database.SqlTime.at;
import static io.scalewatch.analysis.database.SqlTime.instant;

import io.scalewatch.analysis.database.Database;
import io.scalewatch.contracts.event.ScalingAlert;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The deliveries, in the database: a queue and a log. Several instances may take from it; each delivery is with one
/// of them at a time, and comes back if that one dies.
@ApplicationScoped
class DeliveryStore {

    private static final String QUEUE = """
            insert into analysis.webhook_delivery (webhook, message_id, alert_id, sequence, body, queued_at, next_at, state)
            values (?, ?, ?, ?, ?, ?, ?, 'PENDING') on conflict (webhook, message_id) do nothing""";

    private static final String DUE = """
            select distinct d.webhook from analysis.webhook_delivery d join analysis.webhook w on w.name = d.webhook
            where d.state = 'PENDING' and d.next_at <= ? and w.disabled_at is null""";

    /// An event waits for those of its alert that came before.
    private static final String CLAIM = """
            update analysis.webhook_delivery set attempts = attempts + 1, tried_at = ?, next_at = ?
            where (webhook, message_id) = (
                select d.webhook, d.message_id
                from analysis.webhook_delivery d join analysis.webhook w on w.name = d.webhook
                where d.webhook = ? and d.state = 'PENDING' and d.next_at <= ? and w.disabled_at is null
                    and not exists (
                        select 1 from analysis.webhook_delivery e
                        where e.webhook = d.webhook and e.alert_id = d.alert_id and e.sequence < d.sequence
                            and e.state = 'PENDING')
                order by d.next_at, d.queued_at, d.message_id limit 1 for update of d skip locked)
            returning message_id, body, queued_at, attempts""";

    /// Only by the one who holds the claim.
    private static final String RECORD = """
            update analysis.webhook_delivery
            set state = ?, status = ?, reason = ?, took_millis = ?, next_at = ?, finished_at = ?
            where webhook = ? and message_id = ? and attempts = ? and state = 'PENDING'""";

    private static final String PING = """
            insert into analysis.webhook_delivery (webhook, message_id, body, queued_at, next_at, state, attempts, tried_at,
                status, reason, took_millis, finished_at)
            values (?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)""";

    private static final String WELL =
            "update analysis.webhook set failures = 0, failing_since = null where name = ? and failures > 0";

    private static final String FAILING = """
            update analysis.webhook set failures = failures + 1, failing_since = coalesce(failing_since, ?)
            where name = ? returning failures, failing_since""";

    private static final String EXPIRE = """
            update analysis.webhook_delivery set state = 'GIVEN_UP', finished_at = ?,
                reason = coalesce(reason, 'the webhook was disabled')
            where state = 'PENDING' and next_at < ? and queued_at < ?
                and webhook in (select name from analysis.webhook where disabled_at is not null)""";

    private static final String NEWEST = """
            select message_id, state, queued_at, attempts, tried_at, next_at, status, reason, took_millis, finished_at
            from analysis.webhook_delivery where webhook = ? and (? or message_id = ?)
            order by queued_at desc, message_id desc limit ?""";

    private static final String PENDING = """
            select w.name, count(d.message_id) from analysis.webhook w
            left join analysis.webhook_delivery d on d.webhook = w.name and d.state = 'PENDING'
            group by w.name""";

    private final Database database;

    DeliveryStore(Database database) {
        this.database = database;
    }

    /// A delivery that is ours to make.
    record Claimed(String webhook, Message message, Instant queuedAt, int attempts) {}

    /// Within the caller's transaction.
    static void queue(Connection connection, List<Webhook> webhooks, List<ScalingAlert> alerts, Instant now)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(QUEUE)) {
            for (ScalingAlert alert : alerts) {
                Message message = Message.about(alert);
                for (Webhook webhook : webhooks) {
                    if (webhook.wanted().accepts(alert)) {
                        insert.setString(1, webhook.name());
                        insert.setString(2, message.id());
                        insert.setString(3, alert.alertId());
                        insert.setInt(4, alert.sequence());
                        insert.setString(5, message.body());
                        insert.setObject(6, at(now));
                        insert.setObject(7, at(now));
                        insert.addBatch();
                    }
                }
            }
            insert.executeBatch();
        }
    }

    /// Whose deliveries are due.
    List<String> due(Instant now) throws SQLException {
        return database.transact(connection -> {
            try (PreparedStatement select = connection.prepareStatement(DUE)) {
                select.setObject(1, at(now));
                List<String> names = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        names.add(rows.getString(1));
                    }
                }
                return names;
            }
        });
    }

    /// Takes the next delivery of a subscriber.
    ///
    /// @param until when it is due again if nothing is recorded by then
    Optional<Claimed> claim(String webhook, Instant now, Instant until) throws SQLException {
        return database.transact(connection -> {
            try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
                claim.setObject(1, at(now));
                claim.setObject(2, at(until));
                claim.setString(3, webhook);
                claim.setObject(4, at(now));
                try (ResultSet row = claim.executeQuery()) {
                    return row.next()
                            ? Optional.of(new Claimed(
                                    webhook,
                                    new Message(row.getString(1), row.getString(2)),
                                    instant(row, "queued_at").orElseThrow(),
                                    row.getInt(4)))
                            : Optional.empty();
                }
            }
        });
    }

    /// Writes down how a claimed delivery went.
    ///
    /// @param again when it is tried again, if it failed and is
    /// @param policy says whether its subscriber is disabled
    /// @return why it was disabled by this
    Optional<String> record(
            Claimed claimed, Attempt attempt, Optional<Instant> again, DeliveryPolicy policy, Instant now)
            throws SQLException {
        return database.transact(connection -> {
            try (PreparedStatement record = connection.prepareStatement(RECORD)) {
                Delivery.State state = again.isPresent() ? Delivery.State.PENDING : end(attempt.outcome());
                record.setString(1, state.name());
                outcome(record, 2, attempt);
                record.setObject(5, at(again.orElse(now)));
                record.setObject(6, again.isPresent() ? null : at(now), Types.TIMESTAMP_WITH_TIMEZONE);
                record.setString(7, claimed.webhook());
                record.setString(8, claimed.message().id());
                record.setInt(9, claimed.attempts());
                if (record.executeUpdate() == 0) {
                    return Optional.empty();
                }
            }
            return judge(connection, claimed.webhook(), attempt.outcome(), policy, now);
        });
    }

    /// Writes a test down.
    void recordPing(String webhook, Message message, Attempt attempt, Instant now) {
        database.ask(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(PING)) {
                insert.setString(1, webhook);
                insert.setString(2, message.id());
                insert.setString(3, message.body());
                insert.setObject(4, at(now));
                insert.setObject(5, at(now));
                insert.setString(6, end(attempt.outcome()).name());
                insert.setObject(7, at(now));
                outcome(insert, 8, attempt);
                insert.setObject(11, at(now));
                return insert.executeUpdate();
            }
        });
    }

    /// @param most how many
    /// @return the newest first
    List<Delivery> newest(String webhook, int most) {
        return newest(webhook, Optional.empty(), most);
    }

    Optional<Delivery> find(String webhook, String messageId) {
        return newest(webhook, Optional.of(messageId), 1).stream().findFirst();
    }

    private List<Delivery> newest(String webhook, Optional<String> messageId, int most) {
        return database.ask(connection -> {
            try (PreparedStatement select = connection.prepareStatement(NEWEST)) {
                select.setString(1, webhook);
                select.setBoolean(2, messageId.isEmpty());
                select.setString(3, messageId.orElse(""));
                select.setInt(4, most);
                List<Delivery> found = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(delivery(rows));
                    }
                }
                return found;
            }
        });
    }

    /// How many deliveries wait, by subscriber.
    Map<String, Long> pending() {
        return database.ask(connection -> {
            try (PreparedStatement select = connection.prepareStatement(PENDING);
                    ResultSet rows = select.executeQuery()) {
                Map<String, Long> counts = new LinkedHashMap<>();
                while (rows.next()) {
                    counts.put(rows.getString(1), rows.getLong(2));
                }
                return counts;
            }
        });
    }

    /// Gives up what has waited for a disabled subscriber for too long, and drops what ended long ago.
    void tidy(Instant now, Duration retryFor, Duration retention) throws SQLException {
        database.transact(connection -> {
            try (PreparedStatement expire = connection.prepareStatement(EXPIRE);
                    PreparedStatement drop = connection.prepareStatement(
                            "delete from analysis.webhook_delivery where finished_at < ?")) {
                expire.setObject(1, at(now));
                expire.setObject(2, at(now));
                expire.setObject(3, at(now.minus(retryFor)));
                expire.executeUpdate();
                drop.setObject(1, at(now.minus(retention)));
                return drop.executeUpdate();
            }
        });
    }

    private static Optional<String> judge(
            Connection connection, String webhook, Attempt.Outcome outcome, DeliveryPolicy policy, Instant now)
            throws SQLException {
        return switch (outcome) {
            case Attempt.Outcome.Delivered _ -> {
                try (PreparedStatement well = connection.prepareStatement(WELL)) {
                    well.setString(1, webhook);
                    well.executeUpdate();
                }
                yield Optional.empty();
            }
            case Attempt.Outcome.Gone _ -> disable(connection, webhook, "it answered 410 Gone", now);
            case Attempt.Outcome.Failed _ -> {
                try (PreparedStatement failing = connection.prepareStatement(FAILING)) {
                    failing.setObject(1, at(now));
                    failing.setString(2, webhook);
                    try (ResultSet row = failing.executeQuery()) {
                        if (!row.next()
                                || !policy.disables(
                                        row.getInt(1),
                                        instant(row, "failing_since").orElse(now),
                                        now)) {
                            yield Optional.empty();
                        }
                        yield disable(
                                connection,
                                webhook,
                                "%d calls in a row have failed since %s"
                                        .formatted(
                                                row.getInt(1),
                                                instant(row, "failing_since").orElse(now)),
                                now);
                    }
                }
            }
        };
    }

    private static Optional<String> disable(Connection connection, String webhook, String because, Instant now)
            throws SQLException {
        boolean changed = WebhookStore.disable(connection, webhook, new Webhook.Disabled(now, because));
        return changed ? Optional.of(because) : Optional.empty();
    }

    private static Delivery.State end(Attempt.Outcome outcome) {
        return outcome instanceof Attempt.Outcome.Delivered ? Delivery.State.DELIVERED : Delivery.State.GIVEN_UP;
    }

    /// Status, reason and milliseconds.
    private static void outcome(PreparedStatement statement, int first, Attempt attempt) throws SQLException {
        Optional<Integer> status = switch (attempt.outcome()) {
            case Attempt.Outcome.Delivered(int answered) -> Optional.of(answered);
            case Attempt.Outcome.Failed failed -> failed.status();
            case Attempt.Outcome.Gone _ -> Optional.of(Attempt.Outcome.Gone.STATUS);
        };
        String reason = switch (attempt.outcome()) {
            case Attempt.Outcome.Delivered _ -> null;
            case Attempt.Outcome.Failed failed -> failed.reason();
            case Attempt.Outcome.Gone _ -> "answered 410";
        };
        statement.setObject(first, status.orElse(null), Types.INTEGER);
        statement.setString(first + 1, reason);
        statement.setLong(first + 2, attempt.took().toMillis());
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        Delivery.State state = Delivery.State.valueOf(row.getString("state"));
        return new Delivery(
                row.getString("message_id"),
                state,
                instant(row, "queued_at").orElseThrow(),
                row.getInt("attempts"),
                instant(row, "tried_at"),
                instant(row, "next_at").filter(at -> state == Delivery.State.PENDING),
                Optional.ofNullable(row.getObject("status", Integer.class)),
                Optional.ofNullable(row.getString("reason")),
                Optional.ofNullable(row.getObject("took_millis", Long.class)),
                instant(row, "finished_at"));
    }
}

package io.scalewatch.analysis.webhooks;

import static io.scalewatch.analysis.database.SqlTime.at;
import static io.scalewatch.analysis.database.SqlTime.instant;

import io.scalewatch.analysis.database.Database;
import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.ScalingAlert;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// The subscribers, in the database. Those whose rows can't be read are left out.
@ApplicationScoped
class WebhookStore {

    private static final String ALL = """
            select name, url, secret, kinds, families, severity, created_at, failures, failing_since, disabled_at,
                disabled_because
            from analysis.webhook""";

    private static final String CREATE = """
            insert into analysis.webhook (name, url, secret, kinds, families, severity, created_at)
            select ?, ?, ?, ?, ?, ?, ? where (select count(*) from analysis.webhook) < ?
            on conflict (name) do nothing""";

    private static final String ENABLE = """
            update analysis.webhook set disabled_at = null, disabled_because = null, failures = 0, failing_since = null
            where name = ?""";

    private static final String DISABLE = """
            update analysis.webhook set disabled_at = ?, disabled_because = ? where name = ? and disabled_at is null""";

    private static final Logger LOG = Logger.getLogger(WebhookStore.class);

    private final Database database;
    /// Those that the log has told of.
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();

    WebhookStore(Database database) {
        this.database = database;
    }

    /// By name.
    List<Webhook> all() {
        return database.ask(connection -> select(connection, ALL + " order by name"));
    }

    /// By name; none of them can be deleted until the caller's transaction ends, which may so refer to them.
    List<Webhook> held(Connection connection) throws SQLException {
        return select(connection, ALL + " order by name for key share");
    }

    private List<Webhook> select(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            List<Webhook> found = new ArrayList<>();
            while (rows.next()) {
                readable(rows).ifPresent(found::add);
            }
            return found;
        }
    }

    Optional<Webhook> find(String name) {
        return database.ask(connection -> {
            try (PreparedStatement select = connection.prepareStatement(ALL + " where name = ?")) {
                select.setString(1, name);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? readable(row) : Optional.empty();
                }
            }
        });
    }

    /// @param most how many there may be
    /// @return false if there is one of that name, or as many as there may be
    boolean create(Webhook webhook, int most) {
        return database.ask(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(CREATE)) {
                insert.setString(1, webhook.name());
                insert.setString(2, webhook.url().toString());
                insert.setString(3, webhook.secret());
                insert.setArray(4, texts(connection, webhook.wanted().kinds()));
                insert.setArray(5, texts(connection, webhook.wanted().families()));
                insert.setString(6, webhook.wanted().severity().name());
                insert.setObject(7, at(webhook.createdAt()));
                insert.setInt(8, most);
                return insert.executeUpdate() == 1;
            }
        });
    }

    /// With its deliveries.
    boolean delete(String name) {
        return database.ask(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from analysis.webhook where name = ?")) {
                delete.setString(1, name);
                return delete.executeUpdate() == 1;
            }
        });
    }

    /// Has it called again, and what waits for it delivered at once.
    void enable(String name, Instant now) {
        database.ask(connection -> {
            try (PreparedStatement enable = connection.prepareStatement(ENABLE);
                    PreparedStatement due = connection.prepareStatement(
                            "update analysis.webhook_delivery set next_at = ? where webhook = ? and state = 'PENDING'")) {
                enable.setString(1, name);
                enable.executeUpdate();
                due.setObject(1, at(now));
                due.setString(2, name);
                return due.executeUpdate();
            }
        });
    }

    /// Has it called no more, for now.
    void disable(String name, Webhook.Disabled disabled) {
        database.ask(connection -> disable(connection, name, disabled));
    }

    /// @return whether it was not before
    static boolean disable(Connection connection, String name, Webhook.Disabled disabled) throws SQLException {
        try (PreparedStatement disable = connection.prepareStatement(DISABLE)) {
            disable.setObject(1, at(disabled.at()));
            disable.setString(2, disabled.because());
            disable.setString(3, name);
            return disable.executeUpdate() == 1;
        }
    }

    /// Nothing of a row that another release has written and this one does not know: one webhook is not called, and
    /// the others are.
    private Optional<Webhook> readable(ResultSet row) throws SQLException {
        String name = row.getString("name");
        try {
            Webhook webhook = webhook(row);
            unreadable.remove(name);
            return Optional.of(webhook);
        } catch (IllegalArgumentException e) {
            if (unreadable.add(name)) {
                LOG.errorf("A webhook can't be read, and is not called: webhook=%s because=%s", name, e.getClass());
            }
            return Optional.empty();
        }
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        Optional<Instant> disabledAt = instant(row, "disabled_at");
        String because = row.getString("disabled_because");
        return new Webhook(
                row.getString("name"),
                URI.create(row.getString("url")),
                row.getString("secret"),
                new AlertFilter(
                        texts(row.getArray("kinds")).stream()
                                .map(AlertKind::valueOf)
                                .collect(Collectors.toUnmodifiableSet()),
                        texts(row.getArray("families")),
                        ScalingAlert.Severity.valueOf(row.getString("severity"))),
                instant(row, "created_at").orElseThrow(),
                row.getInt("failures"),
                instant(row, "failing_since"),
                disabledAt.map(at -> new Webhook.Disabled(at, because)));
    }

    private static Array texts(Connection connection, Set<?> values) throws SQLException {
        Object[] texts = values.stream()
                .map(value -> value instanceof Enum<?> constant ? constant.name() : value)
                .toArray();
        return connection.createArrayOf("text", texts);
    }

    private static Set<String> texts(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray())
                .map(String.class::cast)
                .collect(Collectors.toUnmodifiableSet());
    }
}

package io.scalewatch.analysis.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.analysis.database.Database;
import io.scalewatch.analysis.database.ScriptedSource;
import io.scalewatch.contracts.event.AlertKind;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class WebhookStoreTest {

    /// An older release after a newer one, for example.
    private final DataSource source = ScriptedSource.of(sql -> List.of(
            row("a-kind-of-tomorrow", Map.of("kinds", List.of("TOMORROW"))),
            row("no-address", Map.of("url", "https://a b/")),
            row("no-severity", Map.of("severity", "DIRE")),
            row("readable", Map.of("kinds", List.of("U_TURN")))));

    private final WebhookStore store = new WebhookStore(new Database(source));

    @Test
    void oneThatCannotBeReadIsLeftOutAndTheOthersAreNot() throws Exception {
        assertThat(store.all()).extracting(Webhook::name).containsExactly("readable");
        assertThat(store.held(source.getConnection())).isEqualTo(store.all());
        assertThat(store.all().getFirst().wanted().kinds()).containsExactly(AlertKind.U_TURN);
    }

    @Test
    void oneThatCannotBeReadIsNotFound() {
        assertThat(store.find("a-kind-of-tomorrow")).isEqualTo(Optional.empty());
    }

    private static Map<String, Object> row(String name, Map<String, Object> changes) {
        Map<String, Object> row = new HashMap<>(Map.of(
                "name",
                name,
                "url",
                "https://hooks.example.com/",
                "secret",
                "chat",
                "kinds",
                List.of(),
                "families",
                List.of("aurora"),
                "severity",
                "WARNING",
                "created_at",
                OffsetDateTime.parse("2026-03-04T05:06:07Z"),
                "failures",
                0));
        row.putAll(changes);
        return row;
    }
}

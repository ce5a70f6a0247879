package io.scalewatch.analysis.history;

import static io.scalewatch.analysis.subscribers.Alerts.alert;
import static io.scalewatch.contracts.event.ScalingAlert.Severity.WARNING;
import static io.scalewatch.contracts.event.ScalingAlert.Status.RAISED;
import static io.scalewatch.contracts.event.ScalingAlert.Status.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.analysis.database.Database;
import io.scalewatch.analysis.database.ScriptedSource;
import io.scalewatch.contracts.event.ScalingAlert;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryWriterTest {

    /// As with `reWriteBatchedInserts`: a batch says nothing of its rows.
    @Test
    void listenersHearOfWhatWasInsertedWhateverADriverSaysOfBatches() throws Exception {
        List<ScalingAlert> heard = new ArrayList<>();
        List<List<Map<String, Object>>> inserted = new ArrayList<>(List.of(List.of(), List.of(Map.of())));
        Database database = new Database(ScriptedSource.of(
                sql -> sql.contains("into analysis.alert_event") ? inserted.removeFirst() : List.of()));
        HistoryWriter writer = new HistoryWriter(database, List.of(new AlertListener() {
            @Override
            public void storing(Connection connection, List<ScalingAlert> news) {
                heard.addAll(news);
            }

            @Override
            public void stored() {
                // Nothing waits for it here.
            }
        }));
        ScalingAlert known = alert("aurora", 0, RAISED, WARNING);
        ScalingAlert ended = alert("aurora", 1, RESOLVED, WARNING);

        writer.storeAlerts(List.of(known, ended));

        assertThat(heard).containsExactly(ended);
    }
}

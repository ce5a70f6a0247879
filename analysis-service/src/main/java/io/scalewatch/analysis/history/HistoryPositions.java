package io.scalewatch.analysis.history;

import io.scalewatch.analysis.database.Database;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Where the reading of a topic goes on. It stands in the database, so that one that was restored from a backup reads
/// again what it has forgotten; Kafka has it too, but only for those who watch the lag.
@ApplicationScoped
@Identifier(HistoryPositions.NAME)
class HistoryPositions implements KafkaConsumerRebalanceListener {

    /// As the channels name their listener.
    static final String NAME = "history-positions";

    private static final Logger LOG = Logger.getLogger(HistoryPositions.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final String STORE = """
            insert into analysis.history_position (topic, partition, next_offset) values (?, ?, ?)
            on conflict (topic, partition) do update set next_offset = excluded.next_offset""";
    private static final String FIND =
            "select next_offset from analysis.history_position where topic = ? and partition = ?";

    private final Database database;

    HistoryPositions(Database database) {
        this.database = database;
    }

    /// What comes before is stored.
    void store(Map<TopicPartition, OffsetAndMetadata> next) throws SQLException {
        database.transact(connection -> {
            try (PreparedStatement store = connection.prepareStatement(STORE)) {
                for (Map.Entry<TopicPartition, OffsetAndMetadata> entry : next.entrySet()) {
                    store.setString(1, entry.getKey().topic());
                    store.setInt(2, entry.getKey().partition());
                    store.setLong(3, entry.getValue().offset());
                    store.addBatch();
                }
                store.executeBatch();
            }
            return null;
        });
    }

    /// On the polling thread; waits for the database as long as it takes.
    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        while (!partitions.isEmpty()) {
            try {
                Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
                Map<TopicPartition, Long> stored = find(partitions);
                beginnings.forEach((partition, beginning) ->
                        consumer.seek(partition, Math.max(beginning, stored.getOrDefault(partition, beginning))));
                return;
            } catch (SQLException | KafkaException e) {
                LOG.warnf("Positions can't be read yet: %s", e.getMessage());
                if (!paused()) {
                    return;
                }
            }
        }
    }

    private Map<TopicPartition, Long> find(Collection<TopicPartition> partitions) throws SQLException {
        return database.transact(connection -> {
            Map<TopicPartition, Long> stored = new HashMap<>();
            for (TopicPartition partition : partitions) {
                find(connection, partition, stored);
            }
            return stored;
        });
    }

    private static void find(Connection connection, TopicPartition partition, Map<TopicPartition, Long> stored)
            throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setString(1, partition.topic());
            find.setInt(2, partition.partition());
            try (ResultSet row = find.executeQuery()) {
                if (row.next()) {
                    stored.put(partition, row.getLong(1));
                }
            }
        }
    }

    private static boolean paused() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

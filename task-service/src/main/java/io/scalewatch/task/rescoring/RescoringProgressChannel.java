package io.scalewatch.task.rescoring;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.RescoringProgressed;
import io.scalewatch.task.database.Patience;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/// Reads `rescoring-progress`, whole at every start: a report that is known changes nothing.
@ApplicationScoped
public class RescoringProgressChannel {

    private static final Logger LOG = Logger.getLogger(RescoringProgressChannel.class);

    private final RescoringStore store;
    private final Clock clock;

    RescoringProgressChannel(RescoringStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Returns when the reports are stored, however long the database is away.
    @Incoming("rescoring-progress")
    @Blocking
    public void read(ConsumerRecords<byte[], byte[]> records) {
        Map<String, RescoringProgressed> newest = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                RescoringProgressed report = Codecs.RESCORING_PROGRESSED.decode(record.headers(), record.value());
                newest.put(report.key(), report);
            } catch (UnreadableEventException e) {
                LOG.warnf("Unreadable progress of a re-scoring, offset=%d reason=%s", record.offset(), e.getMessage());
            }
        }
        if (!newest.isEmpty()) {
            Patience.untilDone(
                    "The progress of re-scorings can't be stored yet",
                    () -> store.report(newest.values(), clock.instant().truncatedTo(ChronoUnit.MICROS)));
        }
    }
}

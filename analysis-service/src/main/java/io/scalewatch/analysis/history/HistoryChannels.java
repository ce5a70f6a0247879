package io.scalewatch.analysis.history;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.scalewatch.analysis.database.SqlFault;
import io.scalewatch.analysis.runtime.AnalysisConfig;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/// From the topics into the history. A channel whose method throws stops for good, so everything that can pass is
/// waited for in here; positions are stored after the rows are, and what comes twice changes nothing.
@ApplicationScoped
class HistoryChannels {

    private static final Logger LOG = Logger.getLogger(HistoryChannels.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration PURGE_INTERVAL = Duration.ofHours(1);
    private static final long TICK_MILLIS = 50;
    private static final long BACKLOGS_PER_HEAP = 8;

    private final HistoryWriter writer;
    private final HistoryPositions positions;
    private final MeterRegistry meters;
    private final Duration retention;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final FitBacklog backlog =
            new FitBacklog(Runtime.getRuntime().maxMemory() / BACKLOGS_PER_HEAP, System::nanoTime);
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("history").daemon().factory());
    private Instant purgeAt = Instant.MIN;

    HistoryChannels(
            HistoryWriter writer,
            @Identifier(HistoryPositions.NAME) HistoryPositions positions,
            MeterRegistry meters,
            AnalysisConfig config,
            Clock clock) {
        this.writer = writer;
        this.positions = positions;
        this.meters = meters;
        this.retention = config.historyRetention();
        this.clock = clock;
        ticker.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @FunctionalInterface
    private interface Write<T> {
        void store(List<T> events) throws SQLException;
    }

    @Incoming("fits")
    @Blocking
    void fits(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
        List<StoredFit> fits = readable(records, Codecs.CURVE_FITTED.type(), StoredFit::read);
        synchronized (backlog) {
            backlog.add(fits, records.nextOffsets());
            storeBacklog();
        }
    }

    /// What waited, and nothing came after it.
    private void tick() {
        synchronized (backlog) {
            try {
                storeBacklog();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                if (stopping.getCount() > 0) {
                    // The next tick tries again.
                    LOG.error("The history could not be stored", e);
                }
            }
        }
    }

    private void storeBacklog() throws InterruptedException {
        while (backlog.isDue()) {
            FitBacklog.Portion portion = backlog.begin();
            storeUntilDone(portion.fits(), writer::storeFits);
            storePosition(portion.next());
            backlog.stored();
            Instant now = clock.instant();
            for (StoredFit fit : portion.fits()) {
                meters.timer("scalewatch.analysis.fit.to.history")
                        .record(Duration.between(fit.head().fittedAt(), now));
            }
            if (!now.isBefore(purgeAt)) {
                purgeAt = now.plus(PURGE_INTERVAL);
                storeUntilDone(List.of(now.minus(retention)), then -> writer.forgetBefore(then.getFirst()));
            }
        }
    }

    @Incoming("alerts")
    @Blocking
    void alerts(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
        storeUntilDone(
                readable(records, Codecs.SCALING_ALERT.type(), Codecs.SCALING_ALERT::decode), writer::storeAlerts);
        storePosition(records.nextOffsets());
    }

    private void storePosition(Map<TopicPartition, OffsetAndMetadata> next) throws InterruptedException {
        if (!next.isEmpty()) {
            storeUntilDone(List.of(next), n -> positions.store(n.getFirst()));
        }
    }

    /// What is not stored by then comes again.
    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
        ticker.shutdown();
    }

    @FunctionalInterface
    private interface Read<T> {
        T of(Headers headers, byte[] value) throws UnreadableEventException;
    }

    private <T> List<T> readable(ConsumerRecords<byte[], byte[]> records, String type, Read<T> read) {
        List<T> events = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.value() == null) {
                continue;
            }
            try {
                events.add(read.of(record.headers(), record.value()));
            } catch (UnreadableEventException e) {
                skipped(type);
                LOG.warnf(
                        "Skipped an unreadable record: topic=%s partition=%d offset=%d reason=%s",
                        record.topic(), record.partition(), record.offset(), e.getMessage());
            }
        }
        return events;
    }

    /// Waits for the database as long as it takes; what no database would take is left out and counted.
    private <T> void storeUntilDone(List<T> events, Write<T> write) throws InterruptedException {
        if (events.isEmpty()) {
            return;
        }
        long pauseMillis = 100;
        while (true) {
            try {
                write.store(events);
                return;
            } catch (SQLException e) {
                if (SqlFault.of(e).isPresent()) {
                    storeEach(events, write, e);
                    return;
                }
                meters.counter("scalewatch.analysis.history.retries").increment();
                LOG.warnf("Waiting for the database: %s", e.getMessage());
            }
            if (stopping.await(pauseMillis, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("stopped while the database was away; the records come again");
            }
            pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE.toMillis());
        }
    }

    private <T> void storeEach(List<T> events, Write<T> write, SQLException cause) throws InterruptedException {
        if (events.size() == 1) {
            meters.counter("scalewatch.analysis.history.refused").increment();
            LOG.errorf("The database refused an event for good: sqlState=%s", cause.getSQLState());
            return;
        }
        for (T event : events) {
            storeUntilDone(List.of(event), write);
        }
    }

    private void skipped(String type) {
        meters.counter("scalewatch.analysis.history.unreadable", "type", type).increment();
    }
}

package io.scalewatch.task.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.scalewatch.task.outbox.OutboxEvent.Address;
import io.scalewatch.task.retry.Backoff;
import io.scalewatch.task.settings.TaskServiceConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// Publishes what [Outbox] holds, one batch at a time, and notes what the broker has acknowledged. One instance
/// of the service relays at a time: the advisory lock is held until the batch is acknowledged, so that two
/// never overtake each other on a key.
///
/// A crash before the note publishes a batch again, which a compacted topic does not mind. If the transaction
/// is lost while a batch is under way, another instance may have published a newer event before our older one
/// landed; so the newest events of those keys are published once more when the database is back.
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    /// Until the holder of the lock has seen what we were woken for.
    private static final Duration LOCK_PAUSE = Duration.ofMillis(50);
    /// Seconds; above the producer's delivery timeout.
    private static final int TRANSACTION_TIMEOUT = 60;

    private final OutboxTable table;
    private final OutboxSignal signal;
    private final ReferencePublisher publisher;
    private final TaskServiceConfig.Outbox config;
    private final Counter publishedEvents;
    private final AtomicLong backlog = new AtomicLong();
    /// Keys whose newest event may lie behind an older one in the topic. Only the relay's thread touches it.
    private final Set<Address> doubtful = new TreeSet<>();
    private volatile boolean stopped;
    private Thread thread;

    @Inject
    OutboxRelay(
            OutboxTable table,
            OutboxSignal signal,
            ReferencePublisher publisher,
            TaskServiceConfig config,
            MeterRegistry meters) {
        this.table = table;
        this.signal = signal;
        this.publisher = publisher;
        this.config = config.outbox();
        this.publishedEvents = Counter.builder("scalewatch.task.outbox.published")
                .description("Reference events that the broker has acknowledged")
                .register(meters);
        Gauge.builder("scalewatch.task.outbox.backlog", backlog, AtomicLong::get)
                .description("Reference events that the broker has not acknowledged yet, as last seen")
                .register(meters);
    }

    void onStart(@Observes StartupEvent event) {
        thread = Thread.ofVirtual().name("outbox-relay").start(this::run);
    }

    void onStop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        signal.raise();
        thread.join(Duration.ofSeconds(5));
    }

    private void run() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), config.maxBackoff());
        int failures = 0;
        try {
            while (!stopped) {
                try {
                    Round round = relay(OutboxRelay::inTransaction);
                    failures = 0;
                    switch (round) {
                        case MORE -> {}
                        case LOCKED -> signal.await(LOCK_PAUSE);
                        case EMPTY -> signal.await(config.pollInterval());
                    }
                } catch (RuntimeException e) {
                    failures++;
                    Duration pause = backoff.after(failures);
                    LOG.warnf("Reference events wait, failures=%d, pause=%s, cause=%s", failures, pause, e);
                    LOG.debug("Reference events wait", e);
                    Thread.sleep(pause);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Round inTransaction(Callable<Round> work) {
        return QuarkusTransaction.requiringNew().timeout(TRANSACTION_TIMEOUT).call(work);
    }

    enum Round {
        MORE,
        EMPTY,
        LOCKED
    }

    /// One batch.
    Round relay(Function<Callable<Round>, Round> transaction) {
        List<Address> touched = new ArrayList<>();
        try {
            Round round = transaction.apply(() -> relayBatch(touched));
            if (round != Round.LOCKED) {
                doubtful.clear();
            }
            return round;
        } catch (RuntimeException e) {
            doubtful.addAll(touched);
            throw e;
        }
    }

    private Round relayBatch(List<Address> touched) {
        if (!table.tryLock()) {
            return Round.LOCKED;
        }
        table.republish(doubtful);
        List<OutboxEvent> batch = table.backlog(config.batchSize());
        if (batch.isEmpty()) {
            backlog.set(0);
            return Round.EMPTY;
        }
        batch.forEach(e -> touched.add(e.address()));
        Map<OutboxEvent, CompletableFuture<Void>> sends = new LinkedHashMap<>();
        batch.forEach(e -> sends.put(e, publisher.send(e)));
        List<OutboxEvent> acknowledged = acknowledged(sends);
        table.published(acknowledged);
        publishedEvents.increment(acknowledged.size());
        backlog.set(table.backlogSize());
        if (acknowledged.isEmpty()) {
            throw new IllegalStateException("the broker acknowledged none of " + batch.size() + " reference events");
        }
        return Round.MORE;
    }

    /// Waits for all: nothing of a batch is under way any more when the next one starts.
    private static List<OutboxEvent> acknowledged(Map<OutboxEvent, CompletableFuture<Void>> sends) {
        List<OutboxEvent> acknowledged = new ArrayList<>();
        sends.forEach((event, sent) -> {
            try {
                sent.get();
                acknowledged.add(event);
            } catch (ExecutionException e) {
                LOG.warnf(
                        "Reference event not acknowledged, topic=%s, key=%s, cause=%s",
                        event.address().topic(), event.address().key(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for the broker", e);
            }
        });
        return acknowledged;
    }
}

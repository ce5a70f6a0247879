package io.scalewatch.analysis.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.scalewatch.analysis.api.SeriesSummary;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.EventCodec;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/// Tells every open page what has changed. Each instance of the service reads all fits and alerts for this,
/// from now on and under a group of its own; while no page is open they are dropped unread. However much
/// changes, an open page is told of so many series in an interval, so that what it costs has a bound.
@ApplicationScoped
public class PageUpdates {

    private static final Logger LOG = Logger.getLogger(PageUpdates.class);
    private static final Duration BEAT = Duration.ofSeconds(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);
    /// A page that takes nothing for this many updates is let go: it connects again and looks at everything
    /// anew.
    private static final int BUFFERED = 16;

    private final Changes fits = new Changes();
    private final Changes alerts = new Changes();
    private final AtomicInteger open = new AtomicInteger();
    private final BroadcastProcessor<Update> updates = BroadcastProcessor.create();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("page-updates").daemon().factory());
    private final ObjectMapper mapper;
    private final int seriesPerUpdate;
    private final long ticksPerBeat;
    private long number;
    private long ticksSinceUpdate;

    PageUpdates(PageConfig config, ObjectMapper mapper) {
        this.mapper = mapper;
        this.seriesPerUpdate = config.seriesPerUpdate();
        long interval = config.updateInterval().toMillis();
        this.ticksPerBeat = Math.max(1, BEAT.toMillis() / interval);
        ticker.scheduleWithFixedDelay(this::tick, interval, interval, TimeUnit.MILLISECONDS);
    }

    /// Ends every open stream, which the stop would wait for otherwise: pages connect again, to another
    /// instance or to the next start.
    void letGo(@Observes ShutdownDelayInitiatedEvent event) {
        updates.onComplete();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        ticker.shutdown();
        ticker.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Keyed by series: the newest fit is all that counts.
    @Incoming("page-fits")
    void fits(ConsumerRecords<byte[], byte[]> records) {
        keep(records, fits, record -> new String(record.key(), StandardCharsets.UTF_8));
    }

    /// Keyed by series too, but a series can have several alerts, and each event counts.
    @Incoming("page-alerts")
    void alerts(ConsumerRecords<byte[], byte[]> records) {
        keep(records, alerts, record -> record.partition() + "/" + record.offset());
    }

    /// What changes from now on; begins with a beat, so that a page knows at once that it is connected.
    Multi<Update> stream() {
        Multi<Update> told = updates.onSubscription()
                .invoke(open::incrementAndGet)
                .onTermination()
                .invoke(open::decrementAndGet)
                .onOverflow()
                .buffer(BUFFERED)
                .onFailure()
                .recoverWithCompletion();
        return Multi.createBy().concatenating().streams(Multi.createFrom().item(this::greeting), told);
    }

    int openPages() {
        return open.get();
    }

    private synchronized Update greeting() {
        return new Update(number, "beat", "{}");
    }

    private void keep(
            ConsumerRecords<byte[], byte[]> records,
            Changes changes,
            Function<ConsumerRecord<byte[], byte[]>, String> key) {
        if (open.get() == 0) {
            return;
        }
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.key() != null && record.value() != null) {
                changes.put(key.apply(record), record.value());
            }
        }
    }

    private void tick() {
        try {
            if (open.get() == 0) {
                fits.clear();
                alerts.clear();
                return;
            }
            ticksSinceUpdate++;
            publish("series", fits, Codecs.CURVE_FITTED, SeriesSummary::of);
            publish("alerts", alerts, Codecs.SCALING_ALERT, Function.identity());
            if (ticksSinceUpdate >= ticksPerBeat) {
                send("beat", "{}");
            }
        } catch (RuntimeException | JsonProcessingException e) {
            // The next tick is due all the same.
            LOG.error("Open pages could not be told what has changed", e);
        }
    }

    private <T> void publish(String name, Changes changes, EventCodec<T> codec, Function<T, ?> shown)
            throws JsonProcessingException {
        List<Object> items = new ArrayList<>();
        for (byte[] value : changes.take(seriesPerUpdate)) {
            try {
                items.add(shown.apply(codec.decode(value)));
            } catch (UnreadableEventException e) {
                LOG.debugf("An unreadable record is shown to no page: %s", e.getMessage());
            }
        }
        if (!items.isEmpty()) {
            send(name, mapper.writeValueAsString(items));
        }
    }

    private void send(String name, String json) {
        ticksSinceUpdate = 0;
        Update update;
        synchronized (this) {
            update = new Update(++number, name, json);
        }
        updates.onNext(update);
    }
}

package io.scalewatch.analysis.handling;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.scalewatch.analysis.alerts.Mutes;
import io.scalewatch.analysis.database.DatabaseUnavailableException;
import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.event.SeriesKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// The mutes as the stage that decides sees them: read again every second, since another instance may have
/// written them. While the database is away the last ones that were read hold; none of it delays a decision.
@ApplicationScoped
public class MutesInForce implements Mutes {

    private static final Logger LOG = Logger.getLogger(MutesInForce.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    private final HandlingStore store;
    private final ScheduledExecutorService reader = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("alert-mutes").daemon().factory());
    private volatile Optional<StandingMutes> known = Optional.empty();

    MutesInForce(HandlingStore store) {
        this.store = store;
    }

    void start(@Observes StartupEvent event) {
        reader.scheduleWithFixedDelay(this::read, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        reader.shutdownNow();
        reader.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean areKnown() {
        return known.isPresent();
    }

    @Override
    public Optional<ScalingAlert.Muted> of(SeriesKey series, AlertKind kind, boolean wholeFamily, Instant now) {
        return known.orElse(new StandingMutes(List.of()))
                .of(series, kind, wholeFamily, now)
                .map(mute -> new ScalingAlert.Muted(mute.reason(), mute.until()));
    }

    private void read() {
        try {
            known = Optional.of(new StandingMutes(store.standing()));
        } catch (DatabaseUnavailableException e) {
            LOG.debug("Mutes can't be read at present", e);
        } catch (RuntimeException e) {
            // The next look is due all the same.
            LOG.error("Mutes could not be read", e);
        }
    }
}

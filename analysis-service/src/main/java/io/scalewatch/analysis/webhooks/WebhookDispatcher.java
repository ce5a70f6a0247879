package io.scalewatch.analysis.webhooks;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.scalewatch.analysis.database.DatabaseUnavailableException;
import io.scalewatch.analysis.webhooks.Attempt.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/// Delivers what is due, each subscriber's on a thread of its own: one that is slow holds up nobody else. A delivery is
/// claimed for the time that it can take, so that another instance, or the next start, makes it if this one dies
/// meanwhile.
@ApplicationScoped
class WebhookDispatcher {

    private static final Logger LOG = Logger.getLogger(WebhookDispatcher.class);
    /// Beyond the call itself.
    private static final Duration CLAIM_MARGIN = Duration.ofSeconds(5);
    private static final Duration SHOW_INTERVAL = Duration.ofSeconds(5);
    private static final Duration TIDY_INTERVAL = Duration.ofHours(1);

    private final WebhookStore webhooks;
    private final DeliveryStore deliveries;
    private final WebhookSender sender;
    private final DeliveryPolicy policy;
    private final WebhookConfig config;
    private final WebhookMetrics metrics;
    private final WebhookSignal signal;
    private final Clock clock;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;
    private Thread looking = Thread.currentThread();
    private Instant showAt = Instant.MIN;
    private Instant tidyAt = Instant.MIN;

    WebhookDispatcher(
            WebhookStore webhooks,
            DeliveryStore deliveries,
            WebhookSender sender,
            DeliveryPolicy policy,
            WebhookConfig config,
            WebhookMetrics metrics,
            WebhookSignal signal,
            Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.sender = sender;
        this.policy = policy;
        this.config = config;
        this.metrics = metrics;
        this.signal = signal;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        looking = Thread.ofVirtual().name("webhooks").start(this::look);
    }

    /// What is under way is claimed, and comes again.
    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        looking.interrupt();
    }

    private void look() {
        boolean away = false;
        while (!stopping) {
            try {
                Instant now = clock.instant();
                for (String webhook : deliveries.due(now)) {
                    if (busy.add(webhook)) {
                        Thread.ofVirtual().name("webhook-" + webhook).start(() -> deliver(webhook));
                    }
                }
                show(now);
                tidy(now);
                away = false;
            } catch (SQLException | DatabaseUnavailableException e) {
                if (!away) {
                    LOG.warnf("Webhooks wait for the database: %s", e.getMessage());
                }
                away = true;
            } catch (RuntimeException e) {
                // The next look is due all the same.
                LOG.errorf("Webhooks could not be looked after: %s", e.getClass());
            }
            try {
                signal.await(config.lookInterval());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /// One after the other, until nothing is due.
    private void deliver(String name) {
        try {
            while (!stopping) {
                Optional<Webhook> webhook = webhooks.find(name);
                Instant now = clock.instant();
                Optional<DeliveryStore.Claimed> claimed = webhook.isEmpty()
                        ? Optional.empty()
                        : deliveries.claim(
                                name, now, now.plus(config.callTimeout()).plus(CLAIM_MARGIN));
                if (claimed.isEmpty()) {
                    return;
                }
                deliver(webhook.get(), claimed.get());
            }
        } catch (SQLException | DatabaseUnavailableException e) {
            LOG.warnf("A delivery is not written down, and may be made again: webhook=%s %s", name, e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf("A delivery failed, and may be made again: webhook=%s because=%s", name, e.getClass());
        } finally {
            busy.remove(name);
        }
    }

    private void deliver(Webhook webhook, DeliveryStore.Claimed claimed) throws SQLException {
        Attempt attempt = sender.send(webhook, claimed.message());
        if (stopping && !(attempt.outcome() instanceof Outcome.Delivered)) {
            // The stop may be what it failed of: the claim ends by itself.
            return;
        }
        Instant now = clock.instant();
        Optional<Instant> again = switch (attempt.outcome()) {
            case Outcome.Delivered _, Outcome.Gone _ -> Optional.empty();
            case Outcome.Failed failed ->
                policy.next(claimed.queuedAt(), claimed.attempts(), now, failed.notBefore(), random);
        };
        Optional<String> disabled = deliveries.record(claimed, attempt, again, policy, now);
        metrics.attempted(webhook.name(), attempt.outcome(), again.isPresent());
        disabled.ifPresent(because -> LOG.warnf(
                "Webhook disabled: webhook=%s because=%s (POST /api/webhooks/%s/enable has it called again)",
                webhook.name(), because, webhook.name()));
    }

    private void show(Instant now) {
        if (!now.isBefore(showAt)) {
            showAt = now.plus(SHOW_INTERVAL);
            metrics.show(webhooks.all(), deliveries.pending());
        }
    }

    private void tidy(Instant now) throws SQLException {
        if (!now.isBefore(tidyAt)) {
            tidyAt = now.plus(TIDY_INTERVAL);
            deliveries.tidy(now, config.retryFor(), config.logRetention());
        }
    }
}

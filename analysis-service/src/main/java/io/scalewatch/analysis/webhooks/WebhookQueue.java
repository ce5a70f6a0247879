package io.scalewatch.analysis.webhooks;

import io.scalewatch.analysis.history.AlertListener;
import io.scalewatch.contracts.event.ScalingAlert;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/// Queues a delivery for each subscriber that wants an event, in the transaction that stores the event. A disabled
/// subscriber's wait for it, for as long as any is tried again.
@ApplicationScoped
class WebhookQueue implements AlertListener {

    private final WebhookStore webhooks;
    private final WebhookSignal signal;
    private final Clock clock;

    WebhookQueue(WebhookStore webhooks, WebhookSignal signal, Clock clock) {
        this.webhooks = webhooks;
        this.signal = signal;
        this.clock = clock;
    }

    @Override
    public void storing(Connection connection, List<ScalingAlert> news) throws SQLException {
        if (!news.isEmpty()) {
            DeliveryStore.queue(connection, webhooks.held(connection), news, clock.instant());
        }
    }

    @Override
    public void stored() {
        signal.raise();
    }
}

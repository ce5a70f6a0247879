package io.scalewatch.analysis.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.scalewatch.analysis.database.Database;
import io.scalewatch.analysis.database.ScriptedSource;
import io.scalewatch.analysis.outgoing.Destinations;
import io.scalewatch.analysis.outgoing.JsonPosts;
import io.scalewatch.outbound.NamedSecrets;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WebhookDispatcherTest {

    @Test
    void goesOnLookingWhateverALookThrows() throws Exception {
        CountDownLatch looks = new CountDownLatch(3);
        Database broken = new Database(ScriptedSource.of(sql -> {
            looks.countDown();
            throw new IllegalStateException("a row that can't be read");
        }));
        WebhookConfig config = WebhookConfigs.with(Map.of("scalewatch.analysis.webhooks.look-interval", "10ms"));
        Vertx vertx = Vertx.vertx();
        WebhookDispatcher dispatcher = new WebhookDispatcher(
                new WebhookStore(broken),
                new DeliveryStore(broken),
                new WebhookSender(
                        new JsonPosts(vertx),
                        new Destinations("allowed-urls", Optional.empty()),
                        new NamedSecrets(Map.of(), Optional.empty(), Map.of(), () -> 0),
                        config,
                        Clock.systemUTC()),
                new WebhookSettings().policy(config),
                config,
                new WebhookMetrics(new SimpleMeterRegistry()),
                new WebhookSignal(),
                Clock.systemUTC());
        try {
            dispatcher.start(new StartupEvent());

            assertThat(looks.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            dispatcher.stop(new ShutdownEvent());
            vertx.close();
        }
    }
}

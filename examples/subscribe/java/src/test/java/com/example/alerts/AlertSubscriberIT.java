package com.example.alerts;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.scalewatch.embedded.test.StackResource;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// The Java example against the real broker.
@QuarkusTest
@WithTestResource(value = StackResource.class, initArgs = @ResourceArg(name = "postgres", value = "false"))
class AlertSubscriberIT {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    Heard heard;

    /// Where a user's own code would be.
    @Singleton
    static class Heard {

        private final List<String> events = new CopyOnWriteArrayList<>();

        void hear(@Observes AlertSubscriber.Alert alert) {
            events.add(alert.status() + " " + alert.id() + "/" + alert.sequence());
        }
    }

    @Test
    void tellsOfWhatIsOpenAndThenOfEveryEventOnce() {
        try (AlertTopics topics = new AlertTopics(bootstrapServers)) {
            SubscriberScenario scenario = new SubscriberScenario(topics);
            scenario.prepare();
            scenario.holds(() -> heard.events);
        }
    }
}

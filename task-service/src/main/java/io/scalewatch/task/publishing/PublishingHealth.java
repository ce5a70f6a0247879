package io.scalewatch.task.publishing;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/// The publisher's thread never ends by itself.
@Liveness
@ApplicationScoped
public class PublishingHealth implements HealthCheck {

    private final PromptPublisher publisher;

    PublishingHealth(PromptPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("prompt publisher")
                .status(publisher.isAlive())
                .build();
    }
}

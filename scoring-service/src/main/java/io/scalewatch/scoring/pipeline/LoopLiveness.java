package io.scalewatch.scoring.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/// Alive while the loop's thread is: it outlives every failure of the broker.
@Liveness
@ApplicationScoped
public class LoopLiveness implements HealthCheck {

    private final ScoringService service;

    @Inject
    LoopLiveness(ScoringService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("scoring-loop")
                .status(service.isAlive())
                .build();
    }
}

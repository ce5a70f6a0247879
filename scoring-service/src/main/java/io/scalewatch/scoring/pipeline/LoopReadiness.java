package io.scalewatch.scoring.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready while rounds succeed; whether the broker answers is a check of its own.
@Readiness
@ApplicationScoped
public class LoopReadiness implements HealthCheck {

    private final ScoringService service;

    @Inject
    LoopReadiness(ScoringService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("scoring-loop")
                .status(service.isReady())
                .withData("failuresInARow", service.failuresInARow())
                .build();
    }
}

package io.scalewatch.inference.ops;

import io.scalewatch.inference.config.InferenceConfig;
import io.scalewatch.inference.messaging.EndpointReader;
import io.scalewatch.inference.work.Assignment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready when the endpoints are known and the worker is not stopping; SmallRye adds the channels' own checks.
@ApplicationScoped
public class InferenceHealth {

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck worker(EndpointReader endpoints, Assignment assignment, InferenceConfig config) {
        return () -> {
            Duration oldest = assignment.oldestCall();
            return HealthCheckResponse.named("inference worker")
                    .status(endpoints.isLoaded() && !assignment.isStopping())
                    .withData("partitions", assignment.numbers().size())
                    .withData("inFlight", assignment.calls())
                    .withData("oldestSeconds", oldest.toSeconds())
                    .build();
        };
    }
}

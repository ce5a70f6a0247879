package io.scalewatch.analysis.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.streams.KafkaStreams.State;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready while the stream runs. While partitions move between instances it is not, for that moment.
@Readiness
@ApplicationScoped
class StreamsReadiness implements HealthCheck {

    private final AnalysisStreams streams;

    StreamsReadiness(AnalysisStreams streams) {
        this.streams = streams;
    }

    @Override
    public HealthCheckResponse call() {
        State state = streams.state();
        return HealthCheckResponse.named("streams")
                .status(state == State.RUNNING)
                .withData("state", state.name())
                .build();
    }
}

package io.scalewatch.task.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scalewatch.contracts.event.FailureKind;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ModelMetersTest {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ModelMeters meters = new ModelMeters(metrics);

    @Test
    void aModelsAnswersFailuresAndCallsAreItsOwn() {
        UUID run = UUID.randomUUID();
        meters.count(Scores.label(run, 0, 0));
        meters.count(Scores.label(run, 1, 0));
        meters.count(Scores.failure(run, 2, 0, FailureKind.SERVER_ERROR));

        assertThat(metrics.get("scalewatch_task_model_labels")
                        .tags("model", "model", "version", "1", "label", "TRAP")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(metrics.get("scalewatch_task_model_failures")
                        .tags("model", "model", "kind", "server-error")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(metrics.get("scalewatch_task_model_calls").timer().count()).isEqualTo(3);
    }
}

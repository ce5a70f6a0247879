package io.scalewatch.local.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The containers of docker-compose.yml, each killed in the middle of a run: nothing is lost, nothing counted twice.
/// With -Dstack=containers only, after `./scalewatch images`.
@EnabledIfSystemProperty(named = "stack", matches = "containers", disabledReason = "needs -Dstack=containers")
class ComposeIT {

    private static final Map<String, Long> SIZES =
            Evaluation.sizes("aurora-100m", 100_000_000L, "aurora-1.5b", 1_500_000_000L, "aurora-70b", 70_000_000_000L);

    private static ComposeProject compose;

    @BeforeAll
    static void up() throws Exception {
        compose = new ComposeProject(
                Files.createTempDirectory(Path.of("target"), "compose-").resolve("docker.log"));
        compose.up("task-service", "inference-service", "scoring-service", "analysis-service", "models");
        new ModelsAdmin(compose.models()).latency(150);
    }

    @AfterAll
    static void down() throws Exception {
        compose.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"task-service", "inference-service", "scoring-service", "analysis-service", "kafka", "postgres"})
    void everyPromptIsCountedOnce(String container) throws Exception {
        Evaluation evaluation = Evaluation.deploy(compose.addresses(), "killed-" + container, SIZES);
        UUID run = evaluation.run(List.of("distractor-arithmetic", "memo-trap"), 3);
        evaluation.awaitDone(run, evaluation.show(run).get("planned").asLong() / 5);

        compose.kill(container);
        compose.again(container);

        evaluation.assertEveryPromptCountedOnce(run);
    }
}

package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.local.simulation.SimulationServer;
import io.scalewatch.local.simulation.SimulationSpec;
import io.scalewatch.local.stack.LocalStack;
import io.scalewatch.local.stack.StackAddresses;
import io.scalewatch.local.stack.StackOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole stack stopped in the middle of a run, as by Ctrl-C, and started again on the same data.
class InterruptedRunIT {

    @TempDir
    Path folder;

    @Test
    void isContinuedByTheNextStart() throws Exception {
        // As elsewhere, the models outlive what asks them.
        try (OwnServers servers = new OwnServers(folder);
                SimulationServer models = SimulationServer.start(SimulationSpec.load(SharedStack.spec(folder)), 0)) {
            StackOptions options =
                    servers.give(StackOptions.in(folder.resolve("data")).saying(System.out::println));
            UUID run;
            try (LocalStack stack = LocalStack.start(options)) {
                Evaluation evaluation = Evaluation.deploy(addresses(stack, models), "interrupted", Families.SIX_SLOW);
                run = evaluation.run(List.of("distractor-arithmetic", "memo-trap"), 3);
                evaluation.awaitDone(run, evaluation.show(run).get("planned").asLong() / 5);
                assertThat(evaluation.show(run).get("state").asText()).isEqualTo("RUNNING");
            }

            try (LocalStack stack = LocalStack.start(options)) {
                Evaluation.of(addresses(stack, models), "interrupted").assertEveryPromptCountedOnce(run);
            }
        }
    }

    private static StackAddresses addresses(LocalStack stack, SimulationServer models) {
        return new StackAddresses(
                stack.taskService(),
                stack.analysisService(),
                stack.kafkaBootstrap(),
                URI.create("http://127.0.0.1:" + models.port()));
    }
}

package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.local.simulation.SimulationServer;
import io.scalewatch.local.simulation.SimulationSpec;
import io.scalewatch.local.stack.LocalStack;
import io.scalewatch.local.stack.StackAddresses;
import io.scalewatch.local.stack.StackOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole stack stopped in the middle of a run, as by Ctrl-C, and started again: on its own data, and on a database
/// that is restored from a backup of that moment and is older than the topics. What it has forgotten it learns from
/// them, and no model is asked again.
class InterruptedRunIT {

    private static final List<String> TASKS = List.of("distractor-arithmetic", "memo-trap");

    @TempDir
    Path folder;

    @Test
    void isContinuedByTheNextStartAndByOneFromABackup() throws Exception {
        Path data = folder.resolve("data");
        Path backup = folder.resolve("backup");
        StackOptions options = StackOptions.in(data).saying(System.out::println);
        try (SimulationServer models = SimulationServer.start(SimulationSpec.load(SharedStack.spec(folder)), 0)) {
            URI modelsUrl = URI.create("http://127.0.0.1:" + models.port());
            UUID run;
            long planned;
            try (LocalStack stack = LocalStack.start(options)) {
                Evaluation evaluation = Evaluation.deploy(addresses(stack, modelsUrl), "restored", Families.SIX_SLOW);
                run = evaluation.run(TASKS, 2);
                planned = evaluation.show(run).get("planned").asLong();
                evaluation.awaitDone(run, planned / 5);
                assertThat(evaluation.show(run).get("state").asText()).isEqualTo("RUNNING");
            }
            copy(data.resolve("postgres"), backup);
            try (LocalStack stack = LocalStack.start(options)) {
                Evaluation.of(addresses(stack, modelsUrl), "restored").assertEveryPromptCountedOnce(run);
            }
            remove(data.resolve("postgres"));
            copy(backup, data.resolve("postgres"));

            try (LocalStack stack = LocalStack.start(options)) {
                Evaluation.of(addresses(stack, modelsUrl), "restored").assertEveryPromptCountedOnce(run);
            }
            assertThat(new ModelsAdmin(modelsUrl).calls().all())
                    .as("calls, none of them made twice")
                    .isEqualTo(planned);
        }
    }

    private static StackAddresses addresses(LocalStack stack, URI models) {
        return new StackAddresses(stack.taskService(), stack.analysisService(), stack.kafkaBootstrap(), models);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        }
    }
}

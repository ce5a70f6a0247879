package io.scalewatch.local.e2e;

import io.scalewatch.embedded.test.TestStack;
import io.scalewatch.local.simulation.SimulationSpec;
import io.scalewatch.local.stack.LocalStack;
import io.scalewatch.local.stack.Servers;
import io.scalewatch.local.stack.Service;
import io.scalewatch.local.stack.StackOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// The one stack that all end-to-end tests of this JVM use, whatever they kill in it. It ends with the JVM.
final class SharedStack {

    private static final String SPEC = "/io/scalewatch/local/e2e/models.yaml";

    private static final String FAMILIES = "\nfamilies:\n";

    private static LocalStack stack;

    private SharedStack() {}

    static synchronized LocalStack get() {
        if (stack == null) {
            try {
                Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "e2e-");
                Path spec = spec(folder);
                StackOptions options = StackOptions.in(folder.resolve("data"))
                        .withSimulation(spec)
                        .withEnvironment(Service.INFERENCE, "SCALEWATCH_INFERENCE_DRAIN", "PT20S")
                        // Tests count what is out at slow models, where the limit would take calls to grow.
                        .withEnvironment(Service.INFERENCE, "SCALEWATCH_INFERENCE_LIMIT_FIRST", "1000")
                        .saying(System.out::println);
                for (Service service : Service.values()) {
                    // Whatever the machine has set.
                    options = options.withEnvironment(service, "OTEL_EXPORTER_OTLP_ENDPOINT", "");
                }
                stack = LocalStack.start(TestStack.inContainers() ? options.on(shared()) : options);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return stack;
    }

    /// SIGKILL to a process of the stack, or to the container of a server; it is started again.
    static void kill(String process) {
        if (isContainer(process)) {
            TestStack.shared().killContainer(process);
        } else {
            get().kill(process);
        }
    }

    static boolean isReady(String process) {
        return isContainer(process) || get().isReady(process);
    }

    private static boolean isContainer(String process) {
        return TestStack.inContainers() && Set.of("kafka", "postgres").contains(process);
    }

    private static Servers.Running shared() {
        TestStack servers = TestStack.shared();
        return new Servers.Running(
                servers.kafkaBootstrap(), servers.jdbcUrl(), servers.databaseUser(), servers.databasePassword());
    }

    /// The simulated families of the tests, and those of the demo, as a file.
    static Path spec(Path folder) throws IOException {
        String demo = text("/" + SimulationSpec.DEMO);
        String families = demo.substring(demo.indexOf(FAMILIES) + FAMILIES.length());
        return Files.writeString(folder.resolve("models.yaml"), text(SPEC) + families);
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = SharedStack.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

package io.scalewatch.local.e2e;

import io.scalewatch.local.stack.LocalStack;
import io.scalewatch.local.stack.Service;
import io.scalewatch.local.stack.StackOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The one stack that all end-to-end tests of this JVM use, whatever they kill in it. It ends with the JVM.
final class SharedStack {

    private static final String SPEC = "/io/scalewatch/local/e2e/models.yaml";

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
                        .saying(System.out::println);
                for (Service service : Service.values()) {
                    // Whatever the machine has set.
                    options = options.withEnvironment(service, "OTEL_EXPORTER_OTLP_ENDPOINT", "");
                }
                stack = LocalStack.start(options);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return stack;
    }

    /// The simulated families of the tests, as a file.
    static Path spec(Path folder) throws IOException {
        Path spec = folder.resolve("models.yaml");
        try (var in = SharedStack.class.getResourceAsStream(SPEC)) {
            Files.copy(in, spec);
        }
        return spec;
    }
}

package io.scalewatch.inference.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scalewatch.embedded.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The packaged worker in a process of its own, to be killed.
public final class WorkerProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

    private final Process process;
    private final Path output;

    private WorkerProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /// @param environment settings beyond broker and port
    public static WorkerProcess start(String bootstrap, Map<String, String> environment) {
        // The workers of a test don't live long enough for more.
        return start(bootstrap, environment, List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
    }

    /// @param options for the JVM
    public static WorkerProcess start(String bootstrap, Map<String, String> environment, List<String> options) {
        try {
            Path output = Files.createTempFile("inference-service-", ".log");
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(options);
            command.addAll(List.of("-jar", JAR.toString()));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", bootstrap);
            builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(FreePort.find()));
            // Models that are held back answer nothing from which the limit could grow.
            builder.environment().put("SCALEWATCH_INFERENCE_LIMIT_FIRST", "1024");
            builder.environment().putAll(environment);
            return new WorkerProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public WorkerProcess awaitAssigned() {
        await().atMost(Duration.ofSeconds(120))
                .untilAsserted(() -> assertThat(output()).contains("Partitions assigned"));
        return this;
    }

    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// SIGKILL.
    public void kill() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(10));
    }

    /// SIGTERM.
    public void terminate() {
        process.destroy();
    }

    /// @return the exit status
    public int awaitEnd(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the worker did not end; it said: " + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// CPU time so far, of all threads.
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// Memory in use, megabytes; 0 where the system does not tell.
    public long residentMegabytes() {
        return megabytes("VmRSS:");
    }

    /// The most memory that was in use, megabytes; 0 where the system does not tell.
    public long mostResidentMegabytes() {
        return megabytes("VmHWM:");
    }

    private long megabytes(String line) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(told -> told.startsWith(line))
                    .mapToLong(told -> Long.parseLong(told.replaceAll("[^0-9]", "")) / 1_024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        kill();
        try {
            Files.delete(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

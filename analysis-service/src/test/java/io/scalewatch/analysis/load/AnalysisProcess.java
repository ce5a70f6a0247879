package io.scalewatch.analysis.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scalewatch.embedded.FreePort;
import io.scalewatch.embedded.test.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The packaged service in a process of its own, so that its memory and its CPU are its own.
final class AnalysisProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path output;
    private final int port;

    private AnalysisProcess(Process process, Path output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    /// Returns when it is ready.
    ///
    /// @param directory for its state and its log
    /// @param options for the JVM
    static AnalysisProcess start(String bootstrap, TestDatabase database, Path directory, List<String> options)
            throws IOException {
        int port = FreePort.find();
        Path output = directory.resolve("analysis-service.log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-jar", JAR.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", bootstrap);
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl());
        builder.environment().put("QUARKUS_DATASOURCE_USERNAME", database.user());
        builder.environment().put("QUARKUS_DATASOURCE_PASSWORD", database.password());
        builder.environment().put("SCALEWATCH_ANALYSIS_INSTANCE", "load");
        builder.environment().put("SCALEWATCH_ANALYSIS_THREADS", System.getProperty("load.threads", "2"));
        String interval = System.getProperty("load.interval", "PT0.2S");
        builder.environment().put("SCALEWATCH_ANALYSIS_FIT_INTERVAL", interval);
        builder.environment().put("SCALEWATCH_ANALYSIS_COMMIT_INTERVAL", interval);
        builder.environment()
                .put("SCALEWATCH_ANALYSIS_STATE_DIR", state(directory).toString());
        AnalysisProcess started = new AnalysisProcess(builder.start(), output, port);
        try {
            await().atMost(Duration.ofSeconds(120))
                    .untilAsserted(() -> assertThat(started.isReady()).isTrue());
        } catch (RuntimeException | Error e) {
            started.close();
            throw e;
        }
        return started;
    }

    /// Where it keeps its state.
    static Path state(Path directory) {
        return directory.resolve("state");
    }

    /// CPU time so far, of all threads.
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// Memory in use, MiB; 0 where the system does not tell.
    long residentMebibytes() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try (Stream<String> lines = Files.exists(status) ? Files.lines(status) : Stream.empty()) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1_024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The sum of a meter over its labels; 0 where there is none.
    ///
    /// @param labels what its line must contain
    double metric(String name, String labels) {
        return get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name) && line.contains(labels))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the service has ended: " + output());
        }
        try {
            return get("/q/health/ready").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private HttpResponse<String> get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.embedded.FreePort;
import io.scalewatch.local.stack.StackAddresses;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// The project's docker-compose.yml as a project of its own, on free ports; closing it removes its volumes. The images
/// must have been built.
final class ComposeProject implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final List<String> PORTS =
            List.of("TASK_PORT", "SCORING_PORT", "ANALYSIS_PORT", "MODELS_PORT", "KAFKA_PORT", "POSTGRES_PORT");

    private final String name = "scalewatch-it-" + UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Path log;

    /// @param log what docker says
    ComposeProject(Path log) throws IOException {
        this.log = log;
        environment.put("POSTGRES_PASSWORD", UUID.randomUUID().toString());
        for (String port : PORTS) {
            environment.put(port, Integer.toString(FreePort.find()));
        }
    }

    /// Starts services with what they depend on, and returns when they are healthy.
    void up(String... services) throws Exception {
        run("up", List.of("-d", "--wait"), services);
    }

    /// Starts a service that was killed, and nothing else.
    void again(String service) throws Exception {
        run("up", List.of("-d", "--wait", "--no-deps"), service);
    }

    void kill(String service) throws Exception {
        run("kill", List.of("-s", "KILL"), service);
    }

    StackAddresses addresses() {
        return new StackAddresses(
                url("TASK_PORT"),
                url("ANALYSIS_PORT"),
                "127.0.0.1:" + environment.get("KAFKA_PORT"),
                URI.create("http://models:8780"));
    }

    /// The simulated models' server, from this machine.
    URI models() {
        return url("MODELS_PORT");
    }

    @Override
    public void close() throws Exception {
        run("down", List.of("-v", "--timeout", "5"));
    }

    private URI url(String port) {
        return URI.create("http://127.0.0.1:" + environment.get(port));
    }

    private void run(String verb, List<String> options, String... services) throws Exception {
        List<String> command = new ArrayList<>(List.of("docker", "compose", "-p", name, "--profile", "demo", verb));
        command.addAll(options);
        command.addAll(List.of(services));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("..").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .as("ended in time: %s", command)
                .isTrue();
        assertThat(process.exitValue()).as(() -> command + " said:\n" + said()).isZero();
    }

    private String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}

package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.local.stack.LocalStack;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A Prometheus of this machine that scrapes a stack, with the rules of `deploy/`.
final class Prometheus implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(30);

    private final Http http = new Http();
    private final Process process;
    private final URI address;

    private Prometheus(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /// A program of Prometheus' on the PATH.
    static Optional<Path> program(String name) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Prometheus start(Path program, LocalStack stack, Path folder) throws IOException {
        Path config = Files.writeString(
                folder.resolve("prometheus.yml"),
                """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: ["%s"]
                scrape_configs:
                  - job_name: scalewatch
                    metrics_path: /q/metrics
                    static_configs:
                """.formatted(Path.of("../deploy/prometheus/rules.yml").toAbsolutePath())
                        + List.of("task-service", "inference-service", "scoring-service", "analysis-service").stream()
                                .map(service -> "      - {targets: [\"%s\"], labels: {service: %s}}%n"
                                        .formatted(stack.serviceUrl(service).getAuthority(), service))
                                .reduce("", String::concat));
        int port = freePort();
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("prometheus"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        Prometheus prometheus = new Prometheus(process, URI.create("http://127.0.0.1:" + port));
        await().atMost(START)
                .ignoreExceptions()
                .until(() -> prometheus.query("sum(up) == 4").size() == 1);
        return prometheus;
    }

    /// The samples that an expression has now.
    JsonNode query(String expression) {
        Http.Answer answer = http.get(
                address.resolve("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)));
        assertThat(answer.status()).as(() -> expression + ": " + answer.body()).isEqualTo(200);
        return answer.body().at("/data/result");
    }

    /// The rules that Prometheus holds, each with its health.
    JsonNode rules() {
        return http.get(address.resolve("/api/v1/rules")).body().at("/data/groups/0/rules");
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

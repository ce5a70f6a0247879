package io.scalewatch.analysis.alertmanager;

import static io.scalewatch.analysis.subscribers.Alerts.alert;
import static io.scalewatch.contracts.event.ScalingAlert.Severity.CRITICAL;
import static io.scalewatch.contracts.event.ScalingAlert.Severity.WARNING;
import static io.scalewatch.contracts.event.ScalingAlert.Status.RAISED;
import static io.scalewatch.contracts.event.ScalingAlert.Status.RESOLVED;
import static io.scalewatch.contracts.event.ScalingAlert.Status.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.scalewatch.analysis.subscribers.Alerts;
import io.scalewatch.analysis.subscribers.Receiver;
import io.scalewatch.analysis.subscribers.SubscribersProfile;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.embedded.test.StackResource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against the real Alertmanager, where one is installed.
@QuarkusTest
@TestProfile(SubscribersProfile.class)
@WithTestResource(StackResource.class)
class AlertmanagerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /// Less than the 8 s after which an alert that is not sent again ends by itself.
    private static final Duration SOON = Duration.ofSeconds(6);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = SubscribersProfile.RECEIVER)
    int receiverPort;

    @ConfigProperty(name = SubscribersProfile.ALERTMANAGER)
    int port;

    @TempDir
    Path folder;

    private final String family = "family-" + UUID.randomUUID();

    @Test
    void anAlertIsThereWhileItIsOpenAndResolvedWhenItEnds() throws Exception {
        Optional<Path> program = program();
        assumeTrue(program.isPresent(), "prometheus-alertmanager is not installed");
        Process alertmanager = start(program.orElseThrow());
        try (Receiver receiver = new Receiver(receiverPort);
                Alerts alerts = new Alerts(bootstrapServers)) {
            alerts.commit(alert(family, 0, RAISED, WARNING));

            await().atMost(PATIENCE).ignoreExceptions().until(() -> open().size() == 1);
            JsonNode first = open().getFirst();
            assertThat(first.at("/labels/alertname").asText()).isEqualTo("ScalewatchLabelShift");
            assertThat(Instant.parse(first.at("/startsAt").asText())).isEqualTo(Alerts.RAISED);
            assertThat(first.at("/generatorURL").asText()).endsWith(family);
            Instant ends = Instant.parse(first.at("/endsAt").asText());
            await().atMost(PATIENCE)
                    .until(() -> open().size() == 1
                            && Instant.parse(open().getFirst().at("/endsAt").asText())
                                    .isAfter(ends.plusSeconds(3)));

            alerts.commit(alert(family, 1, UPDATED, CRITICAL));
            await().atMost(SOON)
                    .until(() -> open().stream()
                            .map(found -> found.at("/labels/severity").asText())
                            .toList()
                            .equals(List.of("critical")));

            alerts.commit(alert(family, 2, RESOLVED, CRITICAL));
            await().atMost(SOON).until(() -> open().isEmpty());
            await().atMost(PATIENCE)
                    .until(() -> receiver.calls("/notified").stream()
                            .map(Receiver.Call::body)
                            .anyMatch(body -> body.contains(family) && body.contains("\"status\":\"resolved\"")));
        } finally {
            alertmanager.destroy();
            alertmanager.waitFor();
        }
    }

    private static Optional<Path> program() {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(directory -> Path.of(directory, "prometheus-alertmanager"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Process start(Path program) throws Exception {
        Path config = Files.writeString(folder.resolve("alertmanager.yml"), """
                route: {receiver: test, group_by: [alertname, family], group_wait: 0s, group_interval: 1s}
                receivers:
                  - name: test
                    webhook_configs:
                      - {url: "http://127.0.0.1:%d/notified", send_resolved: true}
                """.formatted(receiverPort));
        return new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + config,
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("alertmanager.log").toFile())
                .start();
    }

    private List<JsonNode> open() throws Exception {
        JsonNode found = Json.mapper()
                .readTree(RestAssured.given()
                        .baseUri("http://127.0.0.1:" + port)
                        .port(port)
                        .get("/api/v2/alerts")
                        .asString());
        return StreamSupport.stream(found.spliterator(), false)
                .filter(alert -> alert.at("/labels/family").asText().equals(family))
                .toList();
    }
}

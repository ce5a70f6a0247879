package io.scalewatch.analysis.alertmanager;

import static io.scalewatch.analysis.subscribers.Alerts.alert;
import static io.scalewatch.contracts.event.ScalingAlert.Severity.WARNING;
import static io.scalewatch.contracts.event.ScalingAlert.Status.RAISED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.scalewatch.analysis.database.Database;
import io.scalewatch.analysis.database.ScriptedSource;
import io.scalewatch.analysis.history.History;
import io.scalewatch.analysis.outgoing.JsonPosts;
import io.scalewatch.analysis.subscribers.Receiver;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.outbound.NamedSecrets;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertmanagerPushTest {

    private static final String PREFIX = "scalewatch.analysis.alertmanager.";
    private static final String PATH = "/api/v2/alerts";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void aBatchThatIsRefusedHoldsUpNoOther() throws Exception {
        int port = freePort();
        try (Receiver receiver = new Receiver(port)) {
            receiver.answers(PATH, (call, response) -> call.body().contains("family-000") ? 400 : 200);
            AlertmanagerPush push = push(open(130), Map.of("urls", "http://127.0.0.1:" + port), Map.of());
            push.start(new StartupEvent());
            try {
                await().atMost(PATIENCE).until(() -> pushes("failed") == 1);
                assertThat(receiver.calls(PATH))
                        .extracting(call -> call.body().split("startsAt", -1).length - 1)
                        .containsExactly(64, 64, 2);
                assertThat(pushes("accepted")).isZero();
            } finally {
                push.stop(new ShutdownEvent());
            }
        }
    }

    @Test
    void nothingIsSentWithoutTheTokenThatItIsToHave() throws Exception {
        int port = freePort();
        Map<String, String> settings = Map.of("urls", "http://127.0.0.1:" + port, "token", "pager");
        try (Receiver receiver = new Receiver(port)) {
            AlertmanagerPush without = push(open(1), settings, Map.of());
            without.start(new StartupEvent());
            await().atMost(PATIENCE).until(() -> pushes("failed") == 1);
            without.stop(new ShutdownEvent());
            assertThat(receiver.calls(PATH)).isEmpty();

            AlertmanagerPush with = push(open(1), settings, Map.of("pager", "key"));
            with.start(new StartupEvent());
            await().atMost(PATIENCE).until(() -> pushes("accepted") == 1);
            with.stop(new ShutdownEvent());
            assertThat(receiver.calls(PATH))
                    .extracting(call -> call.header("Authorization"))
                    .containsExactly("Bearer key");
        }
    }

    @Test
    void goesOnPushingWhateverAPushThrows() throws Exception {
        CountDownLatch pushes = new CountDownLatch(3);
        ScriptedSource.Script broken = sql -> {
            pushes.countDown();
            throw new IllegalStateException("a row that can't be read");
        };
        AlertmanagerPush push = push(broken, Map.of("urls", "http://127.0.0.1:1", "resend", "100ms"), Map.of());
        push.start(new StartupEvent());
        try {
            assertThat(pushes.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            push.stop(new ShutdownEvent());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://alertmanager:99999", "http://alertmanager:0", "alertmanager:9093", "nowhere"})
    void anAddressThatCannotBeCalledNamesItsProperty(String url) {
        AlertmanagerPush push = push(open(0), Map.of("urls", url), Map.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> push.start(new StartupEvent()))
                .withMessageStartingWith(PREFIX + "urls must hold addresses");
    }

    private double pushes(String outcome) {
        return meters.counter(PREFIX + "pushes", "outcome", outcome).count();
    }

    /// So many open alerts, and none that has ended.
    private static ScriptedSource.Script open(int count) {
        return sql -> sql.contains("not a.open")
                ? List.of()
                : IntStream.range(0, count)
                        .mapToObj(i -> alert("family-%03d".formatted(i), 0, RAISED, WARNING))
                        .map(alert -> new String(Codecs.SCALING_ALERT.encode(alert), StandardCharsets.UTF_8))
                        .map(body -> Map.of("body", body))
                        .toList();
    }

    private AlertmanagerPush push(
            ScriptedSource.Script script, Map<String, String> settings, Map<String, String> secrets) {
        Map<String, String> values = new TreeMap<>();
        settings.forEach((name, value) -> values.put(PREFIX + name, value));
        AlertmanagerConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(AlertmanagerConfig.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(AlertmanagerConfig.class);
        return new AlertmanagerPush(
                config,
                new History(new Database(ScriptedSource.of(script))),
                new JsonPosts(vertx),
                new NamedSecrets(secrets, Optional.empty(), Map.of(), () -> 0),
                meters,
                Clock.systemUTC());
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

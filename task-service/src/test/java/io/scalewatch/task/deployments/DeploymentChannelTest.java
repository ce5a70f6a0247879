package io.scalewatch.task.deployments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.ModelDeployed;
import io.scalewatch.task.problem.InvalidRequestException;
import io.scalewatch.task.problem.InvalidRequestException.Violation;
import io.scalewatch.task.settings.TestSettings;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DeploymentChannelTest {

    private static final ModelDeployed DEPLOYED = new ModelDeployed(
            "f", "m", "1", 100, Optional.empty(), "e", Optional.empty(), Instant.parse("2026-01-31T12:00:00Z"));

    private final Entries entries = new Entries();
    private final Buried buried = new Buried();
    private final DeploymentChannel channel = new DeploymentChannel(
            entries,
            buried,
            TestSettings.of(Map.of(
                    "scalewatch.task.deployments.max-backoff", "10ms", "scalewatch.task.deployments.attempts", "3")),
            new SimpleMeterRegistry());

    @Test
    void waitsUntilTheDatabaseIsBack() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            entries.failures.add(new IllegalStateException(new SQLException("away", "08001")));
        }

        channel.receive(readable());

        assertThat(entries.entered).containsExactly(DEPLOYED);
        assertThat(buried.causes).isEmpty();
    }

    @Test
    void anOutageDoesNotUseUpTheAttempts() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            entries.failures.add(new IllegalStateException(new SQLException("away", "08001")));
        }
        entries.failures.add(new IllegalStateException("once"));

        channel.receive(readable());

        assertThat(entries.entered).containsExactly(DEPLOYED);
        assertThat(buried.causes).isEmpty();
    }

    @Test
    void whatFailsForAnotherReasonIsBuriedAfterSomeAttempts() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            entries.failures.add(new IllegalStateException("a bug"));
        }

        channel.receive(readable());

        assertThat(entries.entered).isEmpty();
        assertThat(buried.causes).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsInvalidIsBuriedAtOnce() throws InterruptedException {
        entries.failures.add(new InvalidRequestException(List.of(new Violation("family", "is unknown", "add it"))));

        channel.receive(readable());

        assertThat(entries.entered).isEmpty();
        assertThat(buried.causes).singleElement().isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void whatCannotBeReadIsBuriedAtOnce() throws InterruptedException {
        channel.receive(record(new RecordHeaders(), new byte[] {1}));
        channel.receive(record(Codecs.MODEL_DEPLOYED.headers(DEPLOYED, "/test"), null));

        assertThat(entries.entered).isEmpty();
        assertThat(buried.causes)
                .hasSize(2)
                .allSatisfy(c -> assertThat(c).isInstanceOf(UnreadableEventException.class));
    }

    @Test
    void theStreamWaitsUntilTheDeadLetterIsTaken() throws InterruptedException {
        buried.refusals = 2;

        channel.receive(record(new RecordHeaders(), new byte[] {1}));

        assertThat(buried.causes).hasSize(1);
        assertThat(buried.refusals).isZero();
    }

    @Test
    void aStopLeavesTheOffsetWhereItIs() {
        entries.failures.add(new IllegalStateException(new SQLException("away", "08001")));
        channel.onStop(new ShutdownEvent());

        assertThatThrownBy(() -> channel.receive(readable())).hasMessage("stopped while a deployment waited");
        assertThat(buried.causes).isEmpty();
    }

    private static ConsumerRecord<byte[], byte[]> readable() {
        return record(Codecs.MODEL_DEPLOYED.headers(DEPLOYED, "/test"), Codecs.MODEL_DEPLOYED.encode(DEPLOYED));
    }

    private static ConsumerRecord<byte[], byte[]> record(Headers headers, byte[] value) {
        return new ConsumerRecord<>(
                "model-deployments",
                0,
                7,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[] {'f'},
                value,
                headers,
                Optional.empty());
    }

    private static final class Entries extends Deployments {

        private final Deque<RuntimeException> failures = new ArrayDeque<>();
        private final List<ModelDeployed> entered = new ArrayList<>();

        Entries() {
            super(null, null, null, null, null);
        }

        @Override
        public Deployment deploy(ModelDeployed deployed) {
            if (!failures.isEmpty()) {
                throw failures.remove();
            }
            entered.add(deployed);
            return new Deployment(deployed.model(), deployed.version(), Optional.empty(), List.of());
        }
    }

    private static final class Buried extends DeploymentDeadLetters {

        private final List<Exception> causes = new ArrayList<>();
        private int refusals;

        Buried() {
            super(null);
        }

        @Override
        void send(ConsumerRecord<byte[], byte[]> record, Exception cause) {
            if (refusals > 0) {
                refusals--;
                throw new IllegalStateException("no broker");
            }
            causes.add(cause);
        }
    }
}

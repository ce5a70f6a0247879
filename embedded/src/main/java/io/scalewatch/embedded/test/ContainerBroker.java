package io.scalewatch.embedded.test;

import io.scalewatch.embedded.SmallBroker;
import java.io.IOException;
import java.util.Locale;

/// Kafka in a container, of the version that docker-compose.yml has, with the same settings as the embedded one.
final class ContainerBroker implements TestBroker {

    static final String IMAGE = "apache/kafka:4.3.1";
    private static final int CLIENTS = 9092;
    private static final int CONTROLLER = 9093;
    private static final int ITSELF = 9094;

    private final FixedPortContainer container;

    private ContainerBroker(FixedPortContainer container) {
        this.container = container;
    }

    static ContainerBroker start() throws IOException {
        FixedPortContainer container = new FixedPortContainer(IMAGE, CLIENTS);
        SmallBroker.settings().forEach((name, value) -> container.addEnv(variable(name), value));
        container.addEnv("CLUSTER_ID", "c2NhbGV3YXRjaC10ZXN0cw");
        container.addEnv("KAFKA_NODE_ID", "1");
        container.addEnv("KAFKA_PROCESS_ROLES", "broker,controller");
        container.addEnv("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:" + CONTROLLER);
        container.addEnv(
                "KAFKA_LISTENERS",
                "INTERNAL://:" + ITSELF + ",EXTERNAL://:" + CLIENTS + ",CONTROLLER://:" + CONTROLLER);
        // The broker is a client of its own, and inside the container the port of this machine is not its own.
        container.addEnv(
                "KAFKA_ADVERTISED_LISTENERS",
                "INTERNAL://localhost:" + ITSELF + ",EXTERNAL://127.0.0.1:" + container.port());
        container.addEnv("KAFKA_INTER_BROKER_LISTENER_NAME", "INTERNAL");
        container.addEnv(
                "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "INTERNAL:PLAINTEXT,EXTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT");
        container.addEnv("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER");
        container.addEnv("KAFKA_HEAP_OPTS", "-Xmx512m");
        // It is started again while its clients take what they can of the processors.
        container.addEnv("KAFKA_JVM_PERFORMANCE_OPTS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        container.start();
        ContainerBroker broker = new ContainerBroker(container);
        SmallBroker.createMissingTopics(broker.bootstrapServers());
        return broker;
    }

    /// How the image takes a broker's setting.
    private static String variable(String setting) {
        return "KAFKA_" + setting.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + container.port();
    }

    void killAndStartAgain() {
        container.killAndStartAgain();
    }

    @Override
    public void stop() {
        container.end();
    }

    @Override
    public void startAgain() {
        container.startAgain();
    }

    @Override
    public void close() {
        container.stop();
    }
}

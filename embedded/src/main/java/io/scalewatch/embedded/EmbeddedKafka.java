package io.scalewatch.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/// One Kafka node, broker and controller in one (KRaft), on the loopback interface. A data directory that was
/// used before is used again, with what is in it.
public final class EmbeddedKafka implements AutoCloseable {

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private EmbeddedKafka(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /// Starts the node, and makes the topics of [TopicList] that it does not have.
    ///
    /// @param data where its log is
    /// @param port where clients connect
    public static EmbeddedKafka start(Path data, int port) throws IOException {
        return start(settings(data, port, FreePort.find()), data, port);
    }

    /// As the other one, with a second address.
    public static EmbeddedKafka start(Path data, int port, SecureListener secure) throws IOException {
        Properties settings = settings(data, port, FreePort.find());
        settings.merge("listeners", "," + secure.address(), (all, one) -> all.toString() + one);
        settings.merge("advertised.listeners", "," + secure.address(), (all, one) -> all.toString() + one);
        settings.setProperty(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT," + SecureListener.NAME + ":SASL_SSL");
        settings.putAll(secure.settings());
        return start(settings, data, port);
    }

    private static EmbeddedKafka start(Properties settings, Path data, int port) throws IOException {
        Files.createDirectories(data);
        Path file = data.resolve("server.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            settings.store(writer, null);
        }
        if (!Files.exists(data.resolve("log/meta.properties"))) {
            format(file);
        }
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        server.startup();
        EmbeddedKafka kafka = new EmbeddedKafka(server, "127.0.0.1:" + port);
        SmallBroker.createMissingTopics(kafka.bootstrapServers());
        return kafka;
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /// Returns when the node has stopped by itself or was closed.
    public void awaitShutdown() {
        server.awaitShutdown();
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static Properties settings(Path data, int port, int controllerPort) {
        Properties p = new Properties();
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", "1");
        p.setProperty("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        p.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        p.setProperty("controller.listener.names", "CONTROLLER");
        p.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        p.setProperty("log.dirs", data.resolve("log").toString());
        p.putAll(SmallBroker.settings());
        return p;
    }

    private static void format(Path settings) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status = StorageTool.execute(
                new String[] {"format", "--cluster-id", Uuid.randomUuid().toString(), "--config", settings.toString()},
                new PrintStream(said, true, StandardCharsets.UTF_8));
        if (status != 0) {
            throw new IOException("Kafka's data directory could not be formatted: "
                    + said.toString(StandardCharsets.UTF_8).trim());
        }
    }
}

package io.scalewatch.embedded.test;

import io.scalewatch.embedded.EmbeddedKafka;
import io.scalewatch.embedded.FreePort;
import java.io.IOException;
import java.nio.file.Path;

/// A broker in this JVM.
final class EmbeddedBroker implements TestBroker {

    private final Path data;
    private final int port;
    private EmbeddedKafka kafka;

    private EmbeddedBroker(Path data, int port) throws IOException {
        this.data = data;
        this.port = port;
        startAgain();
    }

    static EmbeddedBroker start(Path data) throws IOException {
        return new EmbeddedBroker(data, FreePort.find());
    }

    @Override
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    @Override
    public void stop() {
        kafka.close();
    }

    @Override
    public void startAgain() throws IOException {
        kafka = EmbeddedKafka.start(data, port);
    }

    @Override
    public void close() {
        kafka.close();
    }
}

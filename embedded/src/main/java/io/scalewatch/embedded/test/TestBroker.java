package io.scalewatch.embedded.test;

import java.io.IOException;
import java.nio.file.Path;

/// A broker that a test has for itself and may stop: in this JVM, or in a container where the tests run with
/// `-Dstack=containers`.
public interface TestBroker extends AutoCloseable {

    /// Starts a broker with the topics of the project.
    ///
    /// @param data where an embedded one keeps its log
    static TestBroker start(Path data) throws IOException {
        return TestStack.inContainers() ? ContainerBroker.start() : EmbeddedBroker.start(data);
    }

    String bootstrapServers();

    /// Ends it in peace; its address and its data stay.
    void stop();

    /// Starts it again after [#stop()].
    void startAgain() throws IOException;

    /// Ends it and gives up its data.
    @Override
    void close();
}

package io.scalewatch.local.e2e;

import io.scalewatch.embedded.test.TestBroker;
import io.scalewatch.embedded.test.TestDatabase;
import io.scalewatch.embedded.test.TestStack;
import io.scalewatch.local.stack.Servers;
import io.scalewatch.local.stack.StackOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The Kafka and the PostgreSQL of a stack that one test has for itself: processes of that stack, or containers
/// where the tests run with `-Dstack=containers`.
final class OwnServers implements AutoCloseable {

    private final List<AutoCloseable> containers = new ArrayList<>();
    private final Servers servers;

    OwnServers(Path folder) throws IOException {
        if (TestStack.inContainers()) {
            TestBroker kafka = TestBroker.start(folder);
            containers.add(kafka);
            TestDatabase postgres = TestDatabase.start(folder);
            containers.add(postgres);
            servers = new Servers.Running(
                    kafka.bootstrapServers(), postgres.jdbcUrl(), postgres.user(), postgres.password());
        } else {
            servers = new Servers.Own();
        }
    }

    StackOptions give(StackOptions options) {
        return switch (servers) {
            case Servers.Own() -> options;
            case Servers.Running running -> options.on(running);
        };
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable container : containers.reversed()) {
            container.close();
        }
    }
}

package io.scalewatch.embedded.test;

import com.github.dockerjava.api.command.InspectContainerResponse;
import io.scalewatch.embedded.FreePort;
import java.time.Duration;
import java.util.List;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/// A container whose server keeps its address on the loopback interface when it is killed or stopped and started
/// again.
final class FixedPortContainer extends GenericContainer<FixedPortContainer> {

    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final int port = FreePort.find();

    /// @param containerPort where its server listens, on which it is taken as ready
    FixedPortContainer(String image, int containerPort) {
        super(DockerImageName.parse(image));
        setPortBindings(List.of("127.0.0.1:" + port + ":" + containerPort));
        addExposedPort(containerPort);
        waitingFor(Wait.forListeningPort().withStartupTimeout(LIMIT));
    }

    /// The check of the port takes a server that has ended for one that listens.
    private void requireRunning() {
        if (!isRunning()) {
            throw new IllegalStateException(getDockerImageName() + " has ended:\n" + getLogs());
        }
    }

    @Override
    protected void containerIsStarted(InspectContainerResponse started) {
        requireRunning();
    }

    /// On this machine.
    int port() {
        return port;
    }

    /// SIGKILL to its server, and a new start with its files.
    void killAndStartAgain() {
        getDockerClient().killContainerCmd(getContainerId()).exec();
        startAgain();
    }

    /// Ends its server in peace.
    void end() {
        getDockerClient()
                .stopContainerCmd(getContainerId())
                .withTimeout((int) LIMIT.toSeconds())
                .exec();
    }

    /// Starts the same container again, with its files.
    void startAgain() {
        getDockerClient().startContainerCmd(getContainerId()).exec();
        try {
            getWaitStrategy().waitUntilReady(this);
        } catch (ContainerLaunchException e) {
            throw new IllegalStateException(getDockerImageName() + " does not come back:\n" + getLogs(), e);
        }
        requireRunning();
    }
}

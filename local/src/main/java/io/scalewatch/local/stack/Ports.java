package io.scalewatch.local.stack;

import io.scalewatch.embedded.FreePort;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Gives the listeners of a stack their ports.
final class Ports {

    /// Below the range that operating systems take the local ends of connections from: a process that is
    /// started again finds its port free.
    private static final int LOWEST = 20_000;

    private static final int BOUND = 32_000;

    private final boolean usual;
    private final RandomGenerator random;
    private final Consumer<String> say;
    private final Set<Integer> given = new HashSet<>();

    /// @param usual whether the usual ports are taken where they are free
    Ports(boolean usual, RandomGenerator random, Consumer<String> say) {
        this.usual = usual;
        this.random = random;
        this.say = say;
    }

    /// A port for one listener: its usual one, or another that nobody listens on.
    synchronized int take(String name, int wished) {
        if (usual && FreePort.isFree(wished) && given.add(wished)) {
            return wished;
        }
        int port = any();
        if (usual) {
            say.accept("port " + wished + " is taken, " + name + " listens on " + port);
        }
        return port;
    }

    /// Any port that nobody listens on.
    synchronized int any() {
        while (true) {
            int port = random.nextInt(LOWEST, BOUND);
            if (FreePort.isFree(port) && given.add(port)) {
                return port;
            }
        }
    }
}

package io.scalewatch.inference.endpoint;

import io.scalewatch.contracts.event.EndpointDeclared;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The endpoints that are known, by name. Filled from the topic `endpoints` by one writer; read by all calls.
public final class EndpointDirectory {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile Map<String, EndpointDeclared> endpoints = Map.of();

    /// Adds an endpoint, or replaces the one of that name.
    public void put(EndpointDeclared endpoint) {
        update(copy -> copy.put(endpoint.name(), endpoint));
    }

    public void remove(String name) {
        update(copy -> copy.remove(name));
    }

    public int size() {
        return endpoints.size();
    }

    public Optional<EndpointDeclared> find(String name) {
        return Optional.ofNullable(endpoints.get(name));
    }

    /// The endpoint of that name; where there is none, waits for it: a prompt may overtake the declaration of its
    /// endpoint, which travels on another topic.
    public Optional<EndpointDeclared> await(String name, Duration atMost) throws InterruptedException {
        EndpointDeclared found = endpoints.get(name);
        if (found != null) {
            return Optional.of(found);
        }
        long left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while ((found = endpoints.get(name)) == null && left > 0) {
                left = changed.awaitNanos(left);
            }
            return Optional.ofNullable(found);
        } finally {
            lock.unlock();
        }
    }

    private void update(Consumer<Map<String, EndpointDeclared>> change) {
        lock.lock();
        try {
            Map<String, EndpointDeclared> copy = new HashMap<>(endpoints);
            change.accept(copy);
            endpoints = Map.copyOf(copy);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}

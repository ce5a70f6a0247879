package io.scalewatch.inference.messaging;

import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.inference.call.CallGate;
import io.scalewatch.inference.call.ModelEndpoint;
import io.scalewatch.inference.work.AssignedPartition;
import java.util.Optional;

/// One prompt's way through its partition. Holds the place of its answered call until it is closed, which is when the
/// answer is durable.
final class PromptGate implements CallGate, AutoCloseable {

    private final PromptId id;
    private final AssignedPartition partition;
    private Optional<ModelEndpoint> held = Optional.empty();

    PromptGate(PromptId id, AssignedPartition partition) {
        this.id = id;
        this.partition = partition;
    }

    @Override
    public void beforeCall() throws InterruptedException {
        partition.callBegins(id);
    }

    @Override
    public void beforeWait() throws InterruptedException {
        partition.callWaits(id);
    }

    @Override
    public void answered(ModelEndpoint endpoint) {
        held = Optional.of(endpoint);
    }

    @Override
    public void close() {
        held.ifPresent(ModelEndpoint::vacate);
    }
}

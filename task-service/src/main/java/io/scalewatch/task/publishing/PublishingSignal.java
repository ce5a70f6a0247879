package io.scalewatch.task.publishing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes the publisher: prompts were scored, so that the windows have room, or a run has changed.
@ApplicationScoped
public class PublishingSignal {

    private final Semaphore raised = new Semaphore(0);

    public void wake() {
        if (raised.availablePermits() == 0) {
            raised.release();
        }
    }

    /// Returns when woken, at once if that was since the last call, or after this time.
    void await(Duration most) throws InterruptedException {
        if (raised.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
            raised.drainPermits();
        }
    }
}

package io.scalewatch.inference.limit;

import io.scalewatch.inference.provider.CallResult;
import io.scalewatch.inference.provider.CallResult.Answered;
import io.scalewatch.inference.provider.CallResult.Failed;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// The places among an endpoint's calls at one time. Waiting for one parks a virtual thread. Each endpoint
/// has its own: a slow or dead one holds nobody up but its own prompts.
public final class EndpointLimiter {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AdaptiveLimit limit;
    private final CircuitBreaker breaker;
    private final LongSupplier clock;
    private int inUse;
    private boolean retired;

    /// @param clock nanoseconds, of which only differences matter
    public EndpointLimiter(AdaptiveLimit limit, CircuitBreaker breaker, LongSupplier clock) {
        this.limit = limit;
        this.breaker = breaker;
        this.clock = clock;
    }

    /// Waits for a place.
    public Admission acquire(Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (true) {
                if (retired) {
                    return Admission.MOVED;
                }
                Optional<Admission.Refused> refusal = breaker.refusal(clock.getAsLong());
                if (refusal.isPresent()) {
                    return refusal.get();
                }
                if (inUse < limit.current()) {
                    inUse++;
                    breaker.begins();
                    return Admission.GRANTED;
                }
                if (left <= 0) {
                    return Admission.TIMED_OUT;
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Learns from what a call came to; its place is still held.
    public void ended(CallResult result) {
        lock.lock();
        try {
            learn(result, clock.getAsLong());
            wake();
        } finally {
            lock.unlock();
        }
    }

    /// Gives the place of a call back that has [ended][#ended(CallResult)].
    public void vacate() {
        lock.lock();
        try {
            free();
        } finally {
            lock.unlock();
        }
    }

    /// Gives a place back of whose call nothing is known.
    public void release() {
        lock.lock();
        try {
            breaker.givenUp(clock.getAsLong());
            free();
        } finally {
            lock.unlock();
        }
    }

    /// Gives no place any more, and returns when all are free.
    public void retire() {
        lock.lock();
        try {
            retired = true;
            changed.signalAll();
            while (inUse > 0) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Calls at one time, as it is now.
    public int current() {
        lock.lock();
        try {
            return limit.current();
        } finally {
            lock.unlock();
        }
    }

    private void learn(CallResult result, long now) {
        switch (result) {
            case Answered _ -> {
                limit.answered(inUse, now);
                breaker.lives();
            }
            case Failed failed -> {
                switch (failed.kind()) {
                    case OVERLOADED -> {
                        limit.tooMuch(failed.retryAfter().orElse(Duration.ZERO), now);
                        breaker.lives();
                    }
                    default -> {
                        if (CircuitBreaker.counts(failed.kind())) {
                            breaker.fails(failed, now);
                        } else {
                            breaker.lives();
                        }
                    }
                }
            }
        }
    }

    private void free() {
        inUse--;
        wake();
    }

    private void wake() {
        if (retired || breaker.refusal(clock.getAsLong()).isPresent()) {
            changed.signalAll();
            return;
        }
        // One for the place, and one for what the limit may have grown by.
        for (int free = Math.min(2, limit.current() - inUse); free > 0; free--) {
            changed.signal();
        }
    }
}

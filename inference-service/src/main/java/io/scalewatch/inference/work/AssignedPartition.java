package io.scalewatch.inference.work;

import io.scalewatch.contracts.event.PromptId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// One partition of `prompts` while this worker holds it: which offsets are under way, which prompts are being
/// called and by which thread, which need not be called any more. Thread-safe.
///
/// An offset is done when the completion of its prompt is durable, or the record was found unreadable and is
/// durable in the dead letter topic. The offset to commit is the lowest that was received and is not done (the
/// low-water mark), so that nothing above it is skipped by whoever holds the partition next.
public final class AssignedPartition {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final CompletedIdentities completed;
    private final Map<PromptId, Call> calls = new HashMap<>();
    private final TreeSet<Long> underWay = new TreeSet<>();
    private int unreadable;
    private long next = -1;
    private long committed = -1;
    private boolean closing;

    /// A prompt that is being called, or waits for that.
    private static final class Call {
        final Thread thread = Thread.currentThread();
        final long startNanos;
        /// Offsets of records with the same identity, which wait for the same call.
        final List<Long> twins = new ArrayList<>(0);
        /// Whether the model is being asked, or has been: what it costs must not be lost.
        boolean begun;

        Call(long startNanos) {
            this.startNanos = startNanos;
        }
    }

    /// What to do with a prompt.
    public enum Admission {
        /// Call the model; then tell [#completed] or [#givenUp].
        CALL,
        /// Nothing: it has its completion, or is being called.
        DUPLICATE,
        /// Nothing: the partition is being let go.
        REFUSED
    }

    /// @param completed what the log says, not to be used by others any more
    public AssignedPartition(CompletedIdentities completed) {
        this.completed = completed;
    }

    /// A record was delivered; in the order of offsets.
    public void received(long offset) {
        lock.lock();
        try {
            underWay.add(offset);
            next = Math.max(next, offset + 1);
        } finally {
            lock.unlock();
        }
    }

    /// Decides about a prompt; on [Admission#CALL], the current thread is the one that calls.
    public Admission admit(PromptId id, long offset, long nowNanos) {
        lock.lock();
        try {
            if (closing) {
                return Admission.REFUSED;
            }
            if (completed.contains(id)) {
                underWay.remove(offset);
                return Admission.DUPLICATE;
            }
            Call call = calls.get(id);
            if (call != null) {
                call.twins.add(offset);
                return Admission.DUPLICATE;
            }
            calls.put(id, new Call(nowNanos));
            return Admission.CALL;
        } finally {
            lock.unlock();
        }
    }

    /// The model is about to be asked.
    ///
    /// @throws InterruptedException if the partition is being let go: the prompt is its next holder's
    public void callBegins(PromptId id) throws InterruptedException {
        go(id, true);
    }

    /// The model was asked in vain, and will be asked again later.
    ///
    /// @throws InterruptedException if the partition is being let go: the prompt is its next holder's
    public void callWaits(PromptId id) throws InterruptedException {
        go(id, false);
    }

    private void go(PromptId id, boolean begins) throws InterruptedException {
        lock.lock();
        try {
            if (closing) {
                throw new InterruptedException("the partition is being let go");
            }
            Call call = calls.get(id);
            if (call != null) {
                call.begun = begins;
            }
        } finally {
            lock.unlock();
        }
    }

    /// The completion of an admitted prompt is durable.
    public void completed(PromptId id, long offset) {
        lock.lock();
        try {
            Call call = calls.remove(id);
            completed.add(id);
            underWay.remove(offset);
            if (call != null) {
                call.twins.forEach(underWay::remove);
            }
            signalWhenIdle();
        } finally {
            lock.unlock();
        }
    }

    /// An admitted prompt ends without a completion: it stays above the low-water mark.
    public void givenUp(PromptId id) {
        lock.lock();
        try {
            calls.remove(id);
            signalWhenIdle();
        } finally {
            lock.unlock();
        }
    }

    /// An unreadable record is about to be sent to the dead letter topic.
    ///
    /// @return false if the partition is being let go
    public boolean admitUnreadable() {
        lock.lock();
        try {
            if (closing) {
                return false;
            }
            unreadable++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// An admitted unreadable record ends.
    ///
    /// @param durable whether the dead letter topic has it
    public void unreadableEnded(long offset, boolean durable) {
        lock.lock();
        try {
            unreadable--;
            if (durable) {
                underWay.remove(offset);
            }
            signalWhenIdle();
        } finally {
            lock.unlock();
        }
    }

    /// From now on nothing is admitted and no call begins: what only waits for one is given up, since behind busy
    /// endpoints it could take longer than the calls that are under way.
    public void close() {
        lock.lock();
        try {
            closing = true;
            calls.values().stream().filter(call -> !call.begun).forEach(call -> call.thread.interrupt());
        } finally {
            lock.unlock();
        }
    }

    /// Waits until nothing is being called.
    ///
    /// @return whether that was so before the time was over
    public boolean awaitIdle(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!isIdle()) {
                if (left <= 0) {
                    return false;
                }
                left = idle.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Interrupts what is still being called.
    ///
    /// @return how many calls that were
    public int cancelCalls() {
        lock.lock();
        try {
            calls.values().forEach(call -> call.thread.interrupt());
            return calls.size();
        } finally {
            lock.unlock();
        }
    }

    /// The offset to commit, where it is another than the last one committed.
    public OptionalLong toCommit() {
        lock.lock();
        try {
            long mark = underWay.isEmpty() ? next : underWay.first();
            return mark > committed ? OptionalLong.of(mark) : OptionalLong.empty();
        } finally {
            lock.unlock();
        }
    }

    /// The broker has committed this offset.
    public void committed(long offset) {
        lock.lock();
        try {
            committed = Math.max(committed, offset);
        } finally {
            lock.unlock();
        }
    }

    /// How many prompts are being called.
    public int calls() {
        lock.lock();
        try {
            return calls.size();
        } finally {
            lock.unlock();
        }
    }

    /// For how long the oldest call has been under way, in nanoseconds; 0 if there is none.
    public long oldestCallNanos(long nowNanos) {
        lock.lock();
        try {
            return calls.values().stream()
                    .mapToLong(call -> nowNanos - call.startNanos)
                    .max()
                    .orElse(0);
        } finally {
            lock.unlock();
        }
    }

    private boolean isIdle() {
        return calls.isEmpty() && unreadable == 0;
    }

    private void signalWhenIdle() {
        if (isIdle()) {
            idle.signalAll();
        }
    }
}

package io.scalewatch.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// One process that is kept running: started again, after a backoff, whenever it dies without having been told
/// to.
final class ManagedProcess {

    /// Deaths before it was ever ready, after which the start has failed.
    static final int DEATHS_BEFORE_GIVING_UP = 3;

    private static final Duration PROBE_INTERVAL = Duration.ofMillis(40);

    private final ProcessSpec spec;
    private final Path log;
    private final Path record;
    private final Backoff backoff;
    private final Consumer<String> say;
    private final Runnable changed;
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition signal = lock.newCondition();
    private boolean wanted;
    private boolean retired;
    private boolean ready;
    private Process process;
    private Process commanded;
    private Thread keeper;

    /// @param changed called whenever it was started, became ready or ended
    ManagedProcess(ProcessSpec spec, DataDirectory data, Backoff backoff, Consumer<String> say, Runnable changed) {
        this.spec = spec;
        this.log = data.log(spec.name());
        this.record = data.processRecord(spec.name());
        this.backoff = backoff;
        this.say = say;
        this.changed = changed;
    }

    ProcessSpec spec() {
        return spec;
    }

    /// Done when it was ready for the first time; failed when it died too often before.
    CompletableFuture<Void> firstReady() {
        return firstReady;
    }

    /// Starts it and keeps it running; nothing happens if that is so already, or if it is retired.
    void start() {
        lock.lock();
        try {
            if (wanted || retired) {
                return;
            }
            wanted = true;
            Thread before = keeper;
            keeper = Thread.ofVirtual().name("keep-" + spec.name()).start(() -> {
                if (before != null) {
                    joinUninterrupted(before);
                }
                keep();
            });
        } finally {
            lock.unlock();
        }
    }

    /// From now on it can't be started any more: the stack is ending.
    void retire() {
        lock.lock();
        try {
            retired = true;
        } finally {
            lock.unlock();
        }
    }

    /// Ends it in peace: SIGTERM, and SIGKILL if that is not heard in time. It stays down.
    void stop() throws InterruptedException {
        Process stopping = giveUp();
        if (stopping != null) {
            stopping.destroy();
            if (!stopping.waitFor(spec.stopLimit().toMillis(), TimeUnit.MILLISECONDS)) {
                say.accept(spec.name() + " does not end, it is killed");
                killTree(stopping);
            }
        }
        awaitKeeper();
        // What it should have ended, had it not been killed before.
        ProcessRecord.end(spec.companions().get(), spec.stopLimit());
    }

    /// SIGKILL to it and to all that it has started; the supervisor starts it again as after a first death: it did
    /// not fail by itself, so the wait does not grow.
    void kill() {
        Process killed = onCommand();
        if (killed != null) {
            killTree(killed);
        }
    }

    private Process onCommand() {
        lock.lock();
        try {
            commanded = process;
            return process;
        } finally {
            lock.unlock();
        }
    }

    private boolean wasCommanded(Process died) {
        lock.lock();
        try {
            return commanded == died;
        } finally {
            lock.unlock();
        }
    }

    /// SIGKILL as in [#kill()], but it stays down until [#start()].
    void halt() throws InterruptedException {
        Process killed = giveUp();
        if (killed != null) {
            killTree(killed);
        }
        awaitKeeper();
    }

    OptionalLong pid() {
        Process running = current();
        return running != null && running.isAlive() ? OptionalLong.of(running.pid()) : OptionalLong.empty();
    }

    boolean isReady() {
        lock.lock();
        try {
            return ready && process != null && process.isAlive();
        } finally {
            lock.unlock();
        }
    }

    private Process current() {
        lock.lock();
        try {
            return process;
        } finally {
            lock.unlock();
        }
    }

    private Process giveUp() {
        lock.lock();
        try {
            wanted = false;
            signal.signalAll();
            return process;
        } finally {
            lock.unlock();
        }
    }

    private void awaitKeeper() throws InterruptedException {
        Thread waitingFor;
        lock.lock();
        try {
            waitingFor = keeper;
        } finally {
            lock.unlock();
        }
        if (waitingFor != null) {
            waitingFor.join();
        }
    }

    private void keep() {
        int deathsBeforeReady = 0;
        boolean died = false;
        try {
            while (isWanted()) {
                long begun = System.nanoTime();
                Process started = launch();
                if (started == null) {
                    return;
                }
                boolean wasReady = awaitReady(started, died);
                int status = started.waitFor();
                forget();
                if (!isWanted()) {
                    return;
                }
                died = true;
                Duration wait = wasCommanded(started)
                        ? backoff.afterCommand()
                        : backoff.afterDeath(Duration.ofNanos(System.nanoTime() - begun));
                if (!firstReady.isDone() && !wasReady && ++deathsBeforeReady >= DEATHS_BEFORE_GIVING_UP) {
                    giveUp();
                    firstReady.completeExceptionally(new StackException(
                            spec.name() + " does not start (exit status " + status + "): its log says why, " + log));
                    return;
                }
                say.accept("%s died (%s): it is started again in %.1f s"
                        .formatted(spec.name(), describe(status), wait.toMillis() / 1000.0));
                sleepWhileWanted(wait);
            }
        } catch (IOException e) {
            giveUp();
            firstReady.completeExceptionally(new StackException(spec.name() + " can't be started: " + e, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String describe(int status) {
        return status > 128 ? "killed by signal " + (status - 128) : "exit status " + status;
    }

    private boolean isWanted() {
        lock.lock();
        try {
            return wanted;
        } finally {
            lock.unlock();
        }
    }

    /// Starts the process under the lock, so that a stop sees either none or this one.
    private Process launch() throws IOException {
        lock.lock();
        try {
            if (!wanted) {
                return null;
            }
            process = ProcessLauncher.launch(spec, log);
            ready = false;
            ProcessRecord.of(process.toHandle()).write(record);
            return process;
        } finally {
            lock.unlock();
            changed.run();
        }
    }

    private boolean awaitReady(Process started, boolean afterDeath) throws InterruptedException {
        long deadline = System.nanoTime() + spec.startLimit().toNanos();
        while (started.isAlive() && isWanted()) {
            if (probe(started.pid())) {
                lock.lock();
                try {
                    ready = true;
                } finally {
                    lock.unlock();
                }
                if (afterDeath) {
                    say.accept(spec.name() + " is back");
                }
                changed.run();
                firstReady.complete(null);
                return true;
            }
            if (System.nanoTime() > deadline) {
                say.accept(spec.name() + " was not ready within "
                        + spec.startLimit().toSeconds() + " s, it is killed");
                killTree(started);
                return false;
            }
            sleepWhileWanted(PROBE_INTERVAL);
        }
        return false;
    }

    private boolean probe(long pid) throws InterruptedException {
        try {
            return spec.ready().isReady(pid);
        } catch (IOException e) {
            // Not listening yet.
            return false;
        }
    }

    private void forget() throws IOException {
        lock.lock();
        try {
            ready = false;
            process = null;
            Files.deleteIfExists(record);
        } finally {
            lock.unlock();
        }
        changed.run();
    }

    private void sleepWhileWanted(Duration wait) throws InterruptedException {
        lock.lock();
        try {
            long left = wait.toNanos();
            while (wanted && left > 0) {
                left = signal.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void killTree(Process process) {
        // Looked up first: children can't be found any more once their parent is gone.
        List<ProcessHandle> others = Stream.concat(Stream.of(process.toHandle()), spec.companions().get().stream())
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .toList();
        others.forEach(ProcessHandle::destroyForcibly);
    }

    private static void joinUninterrupted(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

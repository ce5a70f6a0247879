package io.scalewatch.local.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Keeps a set of processes running. They start as early as those they need are ready, and stop in the reverse
/// order.
final class Supervisor {

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);
    private static final Duration HEALTHY_LIFE = Duration.ofSeconds(30);

    private final DataDirectory data;
    private final Consumer<String> say;
    private final Runnable changed;
    private final Map<String, ManagedProcess> processes = new LinkedHashMap<>();

    /// @param changed called whenever a process was started, became ready or ended
    Supervisor(DataDirectory data, Consumer<String> say, Runnable changed) {
        this.data = data;
        this.say = say;
        this.changed = changed;
    }

    synchronized ManagedProcess add(ProcessSpec spec) {
        if (processes.containsKey(spec.name())) {
            throw new IllegalArgumentException("there is a process " + spec.name() + " already");
        }
        Backoff backoff = new Backoff(FIRST_BACKOFF, LONGEST_BACKOFF, HEALTHY_LIFE);
        ManagedProcess process = new ManagedProcess(spec, data, backoff, say, changed);
        processes.put(spec.name(), process);
        return process;
    }

    /// Forgets a process that was stopped.
    synchronized void remove(String name) {
        processes.remove(name);
    }

    /// @throws IllegalArgumentException if there is none
    synchronized ManagedProcess get(String name) {
        ManagedProcess process = processes.get(name);
        if (process == null) {
            throw new IllegalArgumentException("there is no process " + name + ", only " + processes.keySet());
        }
        return process;
    }

    synchronized List<ManagedProcess> all() {
        return List.copyOf(processes.values());
    }

    /// Starts every process and waits until all are ready.
    ///
    /// @throws StackException if one can't be started; the others keep running
    void startAll(Duration limit) throws InterruptedException {
        List<CompletableFuture<Void>> ready =
                all().stream().map(this::startWhenItMay).toList();
        try {
            CompletableFuture.allOf(ready.toArray(CompletableFuture<?>[]::new))
                    .exceptionally(failure -> {
                        throw new CompletionException(failure);
                    })
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            String missing = all().stream()
                    .filter(process -> !process.isReady())
                    .map(process -> process.spec().name())
                    .collect(Collectors.joining(", "));
            throw new StackException("not ready after " + limit.toSeconds() + " s: " + missing);
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    private CompletableFuture<Void> startWhenItMay(ManagedProcess process) {
        CompletableFuture<?>[] needed = process.spec().after().stream()
                .map(name -> get(name).firstReady())
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(needed).thenCompose(ready -> {
            process.start();
            return process.firstReady();
        });
    }

    /// Stops every process: first those that no other needs, together, then those that they needed.
    void stopAll() throws InterruptedException {
        List<ManagedProcess> left = new ArrayList<>(all());
        left.forEach(ManagedProcess::retire);
        try (ExecutorService stopping = Executors.newVirtualThreadPerTaskExecutor()) {
            while (!left.isEmpty()) {
                Set<String> needed = left.stream()
                        .flatMap(process -> process.spec().after().stream())
                        .collect(Collectors.toSet());
                List<ManagedProcess> wave = left.stream()
                        .filter(process -> !needed.contains(process.spec().name()))
                        .toList();
                List<Future<?>> stops = new ArrayList<>();
                for (ManagedProcess process : wave) {
                    stops.add(stopping.submit(() -> {
                        process.stop();
                        return null;
                    }));
                }
                for (Future<?> stop : stops) {
                    stop.get();
                }
                left.removeAll(wave);
            }
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    private static StackException failure(ExecutionException e) {
        Throwable cause = e;
        while (cause.getCause() != null && !(cause instanceof StackException)) {
            cause = cause.getCause();
        }
        return cause instanceof StackException known ? known : new StackException(cause.toString(), cause);
    }
}

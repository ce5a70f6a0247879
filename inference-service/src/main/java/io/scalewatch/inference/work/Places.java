package io.scalewatch.inference.work;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A number of places for prompts in work, for an intake that must not block. Thread-safe.
public final class Places {

    private static final CompletionStage<Void> AT_ONCE = CompletableFuture.completedStage(null);

    private final Queue<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private int free;

    /// @param number of places, positive
    public Places(int number) {
        this.free = number;
    }

    /// Completes when the caller has a place; in the order of asking.
    public CompletionStage<Void> take() {
        synchronized (this) {
            if (free > 0) {
                free--;
                return AT_ONCE;
            }
            CompletableFuture<Void> place = new CompletableFuture<>();
            waiting.add(place);
            return place;
        }
    }

    /// Gives a place back; whoever waits longest has it from now on.
    public void free() {
        CompletableFuture<Void> next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                free++;
                return;
            }
        }
        next.complete(null);
    }
}

package io.scalewatch.inference.work;

import io.scalewatch.contracts.event.PromptId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/// The identities of one partition whose completions are durable: what must not be called again. Not thread-safe.
///
/// Memory is bounded by two generations. The older one starts with what was read from the log at the
/// assignment; when the younger one holds its fill it becomes the older, and what was older is forgotten. That
/// is safe: a redelivered prompt lies below the end of the log at the time of the assignment, prompts are
/// delivered in order, and at most the prompts in flight can be overtaken, which are far fewer than a
/// generation. Beyond that, a generation covers the prompts that a publisher that crashed sends once more. In
/// bitmaps, an identity takes about 2 bytes.
public final class CompletedIdentities {

    private final int generation;
    private Map<Attempt, Roaring64Bitmap> older;
    private Map<Attempt, Roaring64Bitmap> younger = new HashMap<>();
    private int inYounger;
    private int inOlder;

    private record Attempt(UUID runId, int attempt) {}

    /// Knows nothing yet.
    ///
    /// @param generation how many identities a generation takes, more than can be in flight
    public CompletedIdentities(int generation) {
        this.generation = generation;
        this.older = new HashMap<>();
    }

    /// Adds an identity that was found in the log, before the first prompt is delivered; without a bound.
    public void load(PromptId id) {
        if (add(older, id)) {
            inOlder++;
        }
    }

    /// Adds an identity that was completed since.
    public void add(PromptId id) {
        if (inYounger >= generation) {
            older = younger;
            inOlder = inYounger;
            younger = new HashMap<>();
            inYounger = 0;
        }
        if (add(younger, id)) {
            inYounger++;
        }
    }

    public boolean contains(PromptId id) {
        Attempt key = new Attempt(id.runId(), id.attempt());
        return contains(younger, key, id.index()) || contains(older, key, id.index());
    }

    /// How many identities are remembered; one that is in both generations counts twice.
    public int size() {
        return inOlder + inYounger;
    }

    private static boolean add(Map<Attempt, Roaring64Bitmap> generation, PromptId id) {
        Roaring64Bitmap indices =
                generation.computeIfAbsent(new Attempt(id.runId(), id.attempt()), k -> new Roaring64Bitmap());
        if (indices.contains(id.index())) {
            return false;
        }
        indices.addLong(id.index());
        return true;
    }

    private static boolean contains(Map<Attempt, Roaring64Bitmap> generation, Attempt key, long index) {
        Roaring64Bitmap indices = generation.get(key);
        return indices != null && indices.contains(index);
    }
}

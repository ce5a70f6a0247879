package io.scalewatch.task.plan;

import java.util.ArrayList;
import java.util.List;

/// A shuffle that a seed decides for ever. The JDK's generators may change how they bound a number; a stored
/// run has to stay what it was, so the few lines that decide it stand here: SplitMix64 (Steele, Lea and Flood
/// 2014), bounded by multiplication (Lemire 2019), Fisher and Yates.
final class SeededShuffle {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    /// @param name mixed into the seed, so that two tasks of equal size are not shuffled alike
    SeededShuffle(long seed, String name) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
        }
        this.state = seed ^ hash;
    }

    <T> List<T> shuffled(List<T> items) {
        List<T> copy = new ArrayList<>(items);
        for (int i = copy.size() - 1; i > 0; i--) {
            int j = (int) Math.unsignedMultiplyHigh(next(), i + 1L);
            T swapped = copy.get(i);
            copy.set(i, copy.get(j));
            copy.set(j, swapped);
        }
        return copy;
    }

    private long next() {
        state += GOLDEN_GAMMA;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}

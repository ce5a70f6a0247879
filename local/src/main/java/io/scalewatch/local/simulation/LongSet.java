package io.scalewatch.local.simulation;

import java.util.Arrays;

/// A set of 64-bit hashes, 16 bytes each or less: open addressing with linear probing.
final class LongSet {

    private static final int SMALLEST = 1 << 10;

    private long[] slots = new long[SMALLEST];
    private int size;
    private boolean hasZero;

    /// @return whether it was not there before
    boolean add(long value) {
        if (value == 0) {
            boolean added = !hasZero;
            hasZero = true;
            return added;
        }
        if (!insert(slots, value)) {
            return false;
        }
        if (++size > slots.length / 2) {
            grow();
        }
        return true;
    }

    void clear() {
        slots = new long[SMALLEST];
        size = 0;
        hasZero = false;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        Arrays.stream(slots).filter(value -> value != 0).forEach(value -> insert(larger, value));
        slots = larger;
    }

    private static boolean insert(long[] slots, long value) {
        int mask = slots.length - 1;
        int slot = (int) PromptHash.mix(value) & mask;
        while (slots[slot] != 0) {
            if (slots[slot] == value) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        slots[slot] = value;
        return true;
    }
}

package io.scalewatch.analysis.drift;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/// What runs after a version's first got of one sample: 8 bytes, and 9 more for each window.
///
/// @param trials those that also count in the curve: what the curve has beyond them is the first run's
/// @param hits the right ones of them
/// @param windows by window
public record LaterAnswers(int trials, int hits, SortedMap<Integer, Count> windows) {

    public static final LaterAnswers NONE = new LaterAnswers(0, 0, new TreeMap<>());

    private static final int WINDOW_BYTES = 1 + 2 * Integer.BYTES;

    /// @param hits right ones among the trials
    public record Count(int trials, int hits) {

        static final Count NONE = new Count(0, 0);

        public Count plus(boolean right) {
            return new Count(trials + 1, hits + (right ? 1 : 0));
        }

        public Count minus(Count other) {
            return new Count(trials - other.trials, hits - other.hits);
        }
    }

    /// One answer more.
    ///
    /// @param window empty where it can't be compared
    /// @param inCurve whether it counts in the curve, too
    public LaterAnswers plus(boolean right, OptionalInt window, boolean inCurve) {
        SortedMap<Integer, Count> more = new TreeMap<>(windows);
        window.ifPresent(w -> more.merge(w, Count.NONE.plus(right), (now, one) -> now.plus(right)));
        Count counted = inCurve ? inCurve().plus(right) : inCurve();
        return new LaterAnswers(counted.trials(), counted.hits(), more);
    }

    /// Those that also count in the curve.
    public Count inCurve() {
        return new Count(trials, hits);
    }

    public byte[] encode() {
        ByteBuffer to = ByteBuffer.allocate(2 * Integer.BYTES + windows.size() * WINDOW_BYTES)
                .putInt(trials)
                .putInt(hits);
        windows.forEach((window, count) ->
                to.put(window.byteValue()).putInt(count.trials()).putInt(count.hits()));
        return to.array();
    }

    /// Reads what [#encode()] wrote.
    public static LaterAnswers decode(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        int trials = from.getInt();
        int hits = from.getInt();
        SortedMap<Integer, Count> windows = new TreeMap<>();
        while (from.hasRemaining()) {
            windows.put((int) from.get(), new Count(from.getInt(), from.getInt()));
        }
        return new LaterAnswers(trials, hits, windows);
    }
}

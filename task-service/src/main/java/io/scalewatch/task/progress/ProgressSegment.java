package io.scalewatch.task.progress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;

/// What is known of 65,536 neighbouring plan indices: a bit for the scored ones and one for the failed ones,
/// never both. Scored wins. Small enough that an update writes kilobytes however large the run. Not
/// thread-safe.
public final class ProgressSegment {

    /// Plan indices per segment: what one container of a RoaringBitmap holds.
    public static final int SIZE = 1 << 16;

    private final RoaringBitmap scored;
    private final RoaringBitmap failed;
    private int open;

    private ProgressSegment(RoaringBitmap scored, RoaringBitmap failed, int open) {
        this.scored = scored;
        this.failed = failed;
        this.open = open;
    }

    /// @param open how many of the segment's indices the plan has
    public static ProgressSegment empty(int open) {
        return new ProgressSegment(new RoaringBitmap(), new RoaringBitmap(), open);
    }

    /// @param open how many of the segment's indices are neither scored nor failed
    public static ProgressSegment of(byte[] scored, byte[] failed, int open) {
        return new ProgressSegment(read(scored), read(failed), open);
    }

    /// The segment of a plan index.
    public static int number(long index) {
        return Math.toIntExact(index / SIZE);
    }

    /// What a score changed.
    public enum Change {
        NONE,
        SCORED,
        /// A label came for what had been counted as failed.
        SCORED_AFTER_FAILURE,
        FAILED
    }

    public Change score(long index) {
        int bit = bit(index);
        if (!scored.checkedAdd(bit)) {
            return Change.NONE;
        }
        if (failed.checkedRemove(bit)) {
            return Change.SCORED_AFTER_FAILURE;
        }
        open--;
        return Change.SCORED;
    }

    public Change fail(long index) {
        int bit = bit(index);
        if (scored.contains(bit) || !failed.checkedAdd(bit)) {
            return Change.NONE;
        }
        open--;
        return Change.FAILED;
    }

    /// Makes the failed ones open again.
    ///
    /// @return their places in the segment, ascending
    public IntStream reopen() {
        int[] bits = failed.toArray();
        failed.clear();
        open += bits.length;
        return IntStream.of(bits);
    }

    /// Whether the prompt at this index has neither a label nor a failure.
    public boolean isOpen(long index) {
        int bit = bit(index);
        return !scored.contains(bit) && !failed.contains(bit);
    }

    /// The places of the scored ones, ascending.
    public IntStream scored() {
        return scored.stream();
    }

    /// The places of the failed ones, ascending.
    public IntStream failed() {
        return failed.stream();
    }

    /// How many of the segment's indices are neither scored nor failed.
    public int open() {
        return open;
    }

    public byte[] scoredBytes() {
        return write(scored);
    }

    public byte[] failedBytes() {
        return write(failed);
    }

    private static int bit(long index) {
        return (int) (index % SIZE);
    }

    private static RoaringBitmap read(byte[] bytes) {
        try {
            RoaringBitmap bitmap = new RoaringBitmap();
            bitmap.deserialize(ByteBuffer.wrap(bytes));
            return bitmap;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] write(RoaringBitmap bitmap) {
        bitmap.runOptimize();
        ByteBuffer bytes = ByteBuffer.allocate(bitmap.serializedSizeInBytes());
        bitmap.serialize(bytes);
        return bytes.array();
    }
}

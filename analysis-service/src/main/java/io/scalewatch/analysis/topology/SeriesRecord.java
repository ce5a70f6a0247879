package io.scalewatch.analysis.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// What a restart must know of a series beside its counts. Written with every counted score, so its encoding is
/// binary and small.
///
/// @param sequence of the last fit; 0 before the first
/// @param newestOffset of the newest counted score in this task's partition of `scores`
/// @param unfitted whether scores were counted since the last fit
/// @param epoch of the last fit; empty before the first
/// @param maxLogE the largest log e-value past the burn-in in that epoch; 0 (an e-value of 1) before any
/// @param runs the newest runs that scores came from, the newest last
record SeriesRecord(
        long sequence, long newestOffset, boolean unfitted, String epoch, double maxLogE, Collection<UUID> runs) {

    static final SeriesRecord NEW = new SeriesRecord(0, -1, false, "", 0, List.of());

    private static final int FIXED_BYTES = 2 * Long.BYTES + 1 + Double.BYTES + 2 * Short.BYTES;

    byte[] encode() {
        byte[] name = epoch.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer to = ByteBuffer.allocate(FIXED_BYTES + name.length + runs.size() * 2 * Long.BYTES)
                .putLong(sequence)
                .putLong(newestOffset)
                .put((byte) (unfitted ? 1 : 0))
                .putDouble(maxLogE)
                .putShort((short) name.length)
                .put(name)
                .putShort((short) runs.size());
        runs.forEach(run -> to.putLong(run.getMostSignificantBits()).putLong(run.getLeastSignificantBits()));
        return to.array();
    }

    static SeriesRecord decode(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        long sequence = from.getLong();
        long newestOffset = from.getLong();
        boolean unfitted = from.get() != 0;
        double maxLogE = from.getDouble();
        byte[] name = new byte[from.getShort()];
        from.get(name);
        List<UUID> runs = new ArrayList<>();
        for (int left = from.getShort(); left > 0; left--) {
            runs.add(new UUID(from.getLong(), from.getLong()));
        }
        return new SeriesRecord(
                sequence, newestOffset, unfitted, new String(name, StandardCharsets.US_ASCII), maxLogE, runs);
    }
}

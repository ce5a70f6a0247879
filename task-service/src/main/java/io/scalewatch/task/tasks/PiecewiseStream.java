package io.scalewatch.task.tasks;

import java.io.InputStream;
import java.util.function.LongFunction;

/// Reads something long a piece at a time.
final class PiecewiseStream extends InputStream {

    /// Bytes.
    static final int PIECE = 1 << 20;

    private final LongFunction<byte[]> pieces;
    private byte[] piece = new byte[0];
    private int at;
    private long fetched;
    private boolean ended;

    /// @param pieces gives what begins at a place, from 0: [#PIECE] bytes, fewer only at the end
    PiecewiseStream(LongFunction<byte[]> pieces) {
        this.pieces = pieces;
    }

    @Override
    public int read() {
        return fill() ? piece[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, buffer, offset, count);
        at += count;
        return count;
    }

    /// GZIP looks for a second archive behind the first one where there may be one.
    @Override
    public int available() {
        return piece.length - at;
    }

    private boolean fill() {
        if (at == piece.length && !ended) {
            piece = pieces.apply(fetched);
            fetched += piece.length;
            ended = piece.length < PIECE;
            at = 0;
        }
        return at < piece.length;
    }
}

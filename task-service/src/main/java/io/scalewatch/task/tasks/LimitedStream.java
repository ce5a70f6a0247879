package io.scalewatch.task.tasks;

import io.scalewatch.task.problem.TooLargeException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that refuses to be longer than a limit.
final class LimitedStream extends FilterInputStream {

    private final long limit;
    private final String remedy;
    private long read;

    /// @param limit bytes
    /// @param remedy what to do about a longer one
    LimitedStream(InputStream in, long limit, String remedy) {
        super(in);
        this.limit = limit;
        this.remedy = remedy;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int bytes) {
        read += bytes;
        if (read > limit) {
            throw new TooLargeException(limit, remedy);
        }
    }
}

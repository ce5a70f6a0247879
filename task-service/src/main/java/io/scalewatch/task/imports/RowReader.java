package io.scalewatch.task.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Splits a stream into lines; a byte order mark in front of the first is left out. Holds one line at a time,
/// and of a line that is too long no more than the limit, so that the file's size does not matter.
final class RowReader {

    private static final int BUFFER = 64 * 1024;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final int limit;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int end;
    private boolean begun;

    /// @param limit the most bytes that a line may have
    RowReader(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /// The next line without its end, empty at the end of the stream.
    ///
    /// @throws IOException if the stream can't be read
    Optional<Row> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        boolean tooLong = false;
        while (fill()) {
            int start = position;
            while (position < end && buffer[position] != '\n') {
                position++;
            }
            int room = limit + 1 - line.size();
            line.write(buffer, start, Math.min(position - start, room));
            tooLong |= line.size() > limit;
            if (position < end) {
                position++;
                return Optional.of(row(line, tooLong));
            }
        }
        return line.size() == 0 ? Optional.empty() : Optional.of(row(line, tooLong));
    }

    private Row row(ByteArrayOutputStream line, boolean tooLong) {
        byte[] bytes = line.toByteArray();
        boolean marked = !begun && bytes.length >= 3 && Arrays.equals(BYTE_ORDER_MARK, 0, 3, bytes, 0, 3);
        begun = true;
        return new Row(marked ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes, tooLong, limit);
    }

    private boolean fill() throws IOException {
        if (position == end) {
            position = 0;
            end = Math.max(0, in.read(buffer));
        }
        return position < end;
    }

    /// @param bytes the line, or its beginning where it is too long
    /// @param limit the most bytes that it may have
    record Row(byte[] bytes, boolean tooLong, int limit) {

        /// The line as text.
        ///
        /// @throws RowException if it is too long, or not UTF-8
        String text() throws RowException {
            if (tooLong) {
                throw new RowException("the row is longer than " + limit + " bytes");
            }
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException e) {
                throw new RowException("the line is not UTF-8: save the file with that encoding");
            }
        }
    }
}

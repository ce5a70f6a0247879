package io.scalewatch.task.imports;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.OptionalInt;

/// In which line a text was first, for up to millions of them: by 64 bits of SHA-256, so that a text takes a
/// few dozen bytes whatever its length, and that two of a million different ones count as the same once in 30
/// million files.
final class SeenTexts {

    private final MessageDigest digest;
    private long[] hashes = new long[1024];
    /// Line, 0 where the place is free.
    private int[] lines = new int[1024];
    private int size;

    SeenTexts() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Notes the text, and tells where it was before.
    ///
    /// @param parts of the text; where one ends and the next begins counts
    /// @param line from 1
    OptionalInt see(List<String> parts, int line) {
        if (size * 2 >= hashes.length) {
            grow();
        }
        long hash = hash(parts);
        int place = place(hashes, lines, hash);
        if (lines[place] != 0) {
            return OptionalInt.of(lines[place]);
        }
        hashes[place] = hash;
        lines[place] = line;
        size++;
        return OptionalInt.empty();
    }

    int size() {
        return size;
    }

    private long hash(List<String> parts) {
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            digest.update(bytes);
        }
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private static int place(long[] hashes, int[] lines, long hash) {
        int place = (int) (hash >>> 1) & hashes.length - 1;
        while (lines[place] != 0 && hashes[place] != hash) {
            place = place + 1 & hashes.length - 1;
        }
        return place;
    }

    private void grow() {
        long[] more = new long[hashes.length * 2];
        int[] moreLines = new int[more.length];
        for (int i = 0; i < hashes.length; i++) {
            if (lines[i] != 0) {
                int place = place(more, moreLines, hashes[i]);
                more[place] = hashes[i];
                moreLines[place] = lines[i];
            }
        }
        hashes = more;
        lines = moreLines;
    }
}

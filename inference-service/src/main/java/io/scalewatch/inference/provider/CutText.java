package io.scalewatch.inference.provider;

import java.nio.charset.StandardCharsets;

/// Texts that are longer than what is kept.
public final class CutText {

    static final String MARK = "\n[cut by Scalewatch]";

    private CutText() {}

    /// The text, or its beginning with a mark behind it where it is longer.
    ///
    /// @param most bytes of UTF-8 that are kept, the mark not counted
    public static String of(String text, int most) {
        // A character has at most 3 bytes; nearly all texts are told to be short by that.
        if (text.length() <= most / 3) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= most) {
            return text;
        }
        int end = most;
        // Not within a character: those that go on begin with the bits 10.
        while (end > 0 && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + MARK;
    }
}

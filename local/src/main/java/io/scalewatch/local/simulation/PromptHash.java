package io.scalewatch.local.simulation;

import io.scalewatch.contracts.event.Message;
import java.util.List;
import java.util.Locale;

/// A 64-bit hash of the messages of a prompt: FNV-1a over their characters, then mixed. Texts are given piece
/// by piece, so that a parser need not build them.
final class PromptHash {

    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final char END = '\uffff';

    private long state = BASIS;

    static long of(List<Message> messages) {
        PromptHash hash = new PromptHash();
        for (Message message : messages) {
            hash.add(message.role().name().toLowerCase(Locale.ROOT));
            hash.end();
            hash.add(message.content());
            hash.end();
        }
        return hash.value();
    }

    void add(char[] text, int offset, int length) {
        long h = state;
        for (int i = offset; i < offset + length; i++) {
            h = (h ^ text[i]) * PRIME;
        }
        state = h;
    }

    void add(String text) {
        long h = state;
        for (int i = 0; i < text.length(); i++) {
            h = (h ^ text.charAt(i)) * PRIME;
        }
        state = h;
    }

    /// Ends a text, so that "ab" and "c" is another prompt than "a" and "bc".
    void end() {
        state = (state ^ END) * PRIME;
    }

    long value() {
        return mix(state);
    }

    /// The finisher of MurmurHash3: every bit depends on every bit.
    static long mix(long value) {
        long h = value;
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}

package io.scalewatch.task.judging;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/// Marks where data begin and end, with a word that the data do not hold: no text can close its own fence, neither
/// by chance nor on purpose.
final class Fence {

    private static final int BYTES = 8;

    private final String word;

    private Fence(String word) {
        this.word = word;
    }

    /// The same for the same seed and texts, so that a prompt that is published again is the same prompt.
    ///
    /// @param seed whoever wrote the texts should not have known it
    static Fence around(String seed, Collection<String> texts) {
        for (int attempt = 0; ; attempt++) {
            String word = hash(seed + "/" + attempt);
            if (texts.stream().noneMatch(text -> text.contains(word))) {
                return new Fence(word);
            }
        }
    }

    /// The text between two lines that name it.
    String enclose(String name, String text) {
        return "<<<" + name + " " + word + "\n" + text + "\n" + name + " " + word + ">>>\n";
    }

    String word() {
        return word;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

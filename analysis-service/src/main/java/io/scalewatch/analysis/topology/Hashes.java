package io.scalewatch.analysis.topology;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Hashes that are parts of stored keys and of published names: they never change.
final class Hashes {

    private Hashes() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}

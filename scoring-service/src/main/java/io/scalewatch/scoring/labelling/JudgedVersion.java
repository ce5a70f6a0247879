package io.scalewatch.scoring.labelling;

import io.scalewatch.contracts.event.JudgedBy;
import io.scalewatch.contracts.event.Names;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The scoring version of a judge's verdicts, `3-judge:MODEL@VERSION:PROMPT`: other rules, another judge or another
/// wording open another series, beside that of the rules.
final class JudgedVersion {

    /// What a name may have at most.
    private static final int LONGEST = 100;

    private JudgedVersion() {}

    /// A name in the sense of [Names], as every part of a series is. One that does not fit, or whose model has a
    /// provider in front, ends with a hash of the whole, so that no two judges share one.
    ///
    /// @param rules the scoring version of the rules
    static String of(String rules, JudgedBy judge) {
        String full = rules + "-judge:" + judge.model() + "@" + judge.version() + ":" + judge.promptVersion();
        if (Names.isName(full)) {
            return full;
        }
        String hash = "-" + hash(full);
        String named = full.replace('/', ':');
        return named.substring(0, Math.min(named.length(), LONGEST - hash.length())) + hash;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

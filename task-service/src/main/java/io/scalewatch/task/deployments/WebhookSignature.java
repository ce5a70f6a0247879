package io.scalewatch.task.deployments;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What proves that a webhook's sender knows the secret: `sha256=` and the HMAC-SHA256 (RFC 2104), in hexadecimal
/// digits, of the timestamp as it was sent, a dot, and the body. The timestamp is signed with the body, so that a
/// request that was overheard can't be given a newer one.
final class WebhookSignature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "sha256=";

    private final SecretKeySpec key;

    /// @param secret not empty
    WebhookSignature(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    String of(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(timestamp.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) '.');
            return PREFIX + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            // Every Java platform has it, and takes any key.
            throw new IllegalStateException(e);
        }
    }

    /// Takes as long for a signature that is nearly right as for one that is not at all.
    boolean matches(String signature, String timestamp, byte[] body) {
        return MessageDigest.isEqual(
                of(timestamp, body).getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
    }
}

package io.scalewatch.analysis.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs messages as the Standard Webhooks specification says: `v1,` and the HMAC-SHA256 (RFC 2104), in base64, of
/// the message's id, its timestamp and its body, with dots between. A secret is base64 of 24 to 64 bytes, with or
/// without `whsec_` before it.
final class MessageSignature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String SECRET_PREFIX = "whsec_";
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;

    private final SecretKeySpec key;

    private MessageSignature(byte[] secret) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /// @return nothing if this is no such secret
    static Optional<MessageSignature> with(String secret) {
        String encoded = secret.startsWith(SECRET_PREFIX) ? secret.substring(SECRET_PREFIX.length()) : secret;
        try {
            byte[] bytes = Base64.getDecoder().decode(encoded);
            return bytes.length < LEAST_BYTES || bytes.length > MOST_BYTES
                    ? Optional.empty()
                    : Optional.of(new MessageSignature(bytes));
        } catch (IllegalArgumentException e) {
            // Not base64. What it is must not be said.
            return Optional.empty();
        }
    }

    /// The value of the header `webhook-signature`.
    ///
    /// @param timestamp Unix seconds, as in the header `webhook-timestamp`
    String of(String messageId, long timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((messageId + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has it, and takes any key", e);
        }
    }
}

package io.scalewatch.analysis.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSignatureTest {

    /// The example that the Standard Webhooks specification's libraries are tested with.
    @ParameterizedTest
    @ValueSource(strings = {"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})
    void isTheOneOfTheSpecification(String secret) {
        MessageSignature signature = MessageSignature.with(secret).orElseThrow();

        assertThat(signature.of(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1614265330,
                        "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void needsASecretOf24To64BytesInBase64() {
        assertThat(MessageSignature.with(base64(23))).isEmpty();
        assertThat(MessageSignature.with(base64(24))).isPresent();
        assertThat(MessageSignature.with(base64(64))).isPresent();
        assertThat(MessageSignature.with(base64(65))).isEmpty();
        assertThat(MessageSignature.with("not base64 at all, but long enough to be one"))
                .isEmpty();
        assertThat(MessageSignature.with("")).isEmpty();
    }

    private static String base64(int bytes) {
        return Base64.getEncoder().encodeToString(new byte[bytes]);
    }
}

package io.scalewatch.task.deployments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scalewatch.task.settings.TestSettings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookGuardTest {

    private static final String SECRET = "a secret of the tests";
    private static final long NOW = 1_767_225_600;
    private static final byte[] BODY = "{\"family\": \"f\"}".getBytes(StandardCharsets.UTF_8);

    private final WebhookSignature signature = new WebhookSignature(SECRET);
    private final WebhookGuard guard = guard(Map.of("scalewatch.task.webhook.secret", SECRET));

    /// By another implementation: `printf %s '1767225600.{"family": "f"}' | openssl dgst -sha256 -hmac "$SECRET"`.
    @Test
    void theSignatureIsTheOneThatOpensslMakes() {
        assertThat(signature.of("1767225600", BODY))
                .isEqualTo("sha256=c8f12291d741fce27e107d6958c17324c4304aeb786b5ab9a2be9db051503ced");
    }

    @Test
    void aSignedCallPasses() {
        assertThat(guard.isOpen()).isTrue();
        assertThatCode(() -> check(String.valueOf(NOW), signature.of(String.valueOf(NOW), BODY), BODY))
                .doesNotThrowAnyException();
    }

    @Test
    void nothingPassesWithoutASecret() {
        WebhookGuard closed = guard(Map.of());
        String at = String.valueOf(NOW);

        assertThat(closed.isOpen()).isFalse();
        assertThatThrownBy(() -> closed.check(Optional.of(at), Optional.of(signature.of(at, BODY)), BODY))
                .isInstanceOf(WebhookRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, 300})
    void aCallPassesToTheEdgeOfTheWindow(long offset) {
        String at = String.valueOf(NOW + offset);

        assertThatCode(() -> check(at, signature.of(at, BODY), BODY)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, -NOW, 99_999_999_999L - NOW})
    void aCallOfAnotherTimeIsRefused(long offset) {
        String at = String.valueOf(NOW + offset);

        assertThatThrownBy(() -> check(at, signature.of(at, BODY), BODY))
                .isInstanceOf(WebhookRefusedException.class)
                .hasMessage("the header X-Scalewatch-Timestamp is more than PT5M from this service's clock");
    }

    @Test
    void anOldCallWithANewTimestampIsRefused() {
        String signed = signature.of(String.valueOf(NOW - 3600), BODY);

        assertRefusedSignature(String.valueOf(NOW), signed, BODY);
    }

    @Test
    void anotherBodyOrSecretOrFormIsRefused() {
        String at = String.valueOf(NOW);
        String signed = signature.of(at, BODY);

        assertRefusedSignature(at, signed, "{\"family\": \"g\"}".getBytes(StandardCharsets.UTF_8));
        assertRefusedSignature(at, new WebhookSignature("another secret of the tests").of(at, BODY), BODY);
        assertRefusedSignature(at, signed.substring("sha256=".length()), BODY);
        assertRefusedSignature(at, signed.substring(0, signed.length() - 1), BODY);
        assertRefusedSignature(at, "", BODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "-5", "1767225600.5", "999999999999", "2026-01-01T00:00:00Z"})
    void aTimestampThatIsNoneIsRefused(String at) {
        assertThatThrownBy(() -> check(at, signature.of(at, BODY), BODY))
                .isInstanceOf(WebhookRefusedException.class)
                .hasMessage("the header X-Scalewatch-Timestamp is missing or not a number of Unix seconds");
    }

    @Test
    void whatIsMissingIsNamed() {
        String at = String.valueOf(NOW);

        assertThatThrownBy(() -> guard.check(Optional.empty(), Optional.of("sha256="), BODY))
                .hasMessageContaining("X-Scalewatch-Timestamp");
        assertThatThrownBy(() -> guard.check(Optional.of(at), Optional.empty(), BODY))
                .hasMessage("the header X-Scalewatch-Signature is missing");
    }

    private void check(String at, String signed, byte[] body) {
        guard.check(Optional.of(at), Optional.of(signed), body);
    }

    private void assertRefusedSignature(String at, String signed, byte[] body) {
        assertThatThrownBy(() -> check(at, signed, body))
                .isInstanceOf(WebhookRefusedException.class)
                .hasMessageStartingWith("the header X-Scalewatch-Signature is not the HMAC-SHA256")
                .hasMessageNotContaining(SECRET);
    }

    private static WebhookGuard guard(Map<String, String> properties) {
        return new WebhookGuard(TestSettings.of(properties), Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC));
    }
}

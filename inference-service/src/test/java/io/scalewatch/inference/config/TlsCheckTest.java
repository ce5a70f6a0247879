package io.scalewatch.inference.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TlsCheckTest {

    @Test
    void findsEverySettingThatSwitchesVerificationOff() {
        assertThat(unverified(Map.of(
                        "quarkus.tls.trust-all", "true",
                        "quarkus.tls.models.hostname-verification-algorithm", "NONE",
                        "quarkus.rest-client.trust-all", " TRUE ",
                        "quarkus.rest-client.\"x\".verify-host", "false",
                        "quarkus.rest-client.verify-host", "true",
                        "quarkus.tls.other.trust-all", "false",
                        "quarkus.kafka.trust-all", "true")))
                .containsExactly(
                        "quarkus.rest-client.\"x\".verify-host",
                        "quarkus.rest-client.trust-all",
                        "quarkus.tls.models.hostname-verification-algorithm",
                        "quarkus.tls.trust-all");
    }

    @Test
    void endsTheStartUnlessItIsMeant() {
        List<String> found = List.of("quarkus.tls.trust-all");

        assertThatThrownBy(() -> TlsCheck.check(found, false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("quarkus.tls.trust-all switches off")
                .hasMessageEndingWith("scalewatch.inference.unverified-tls=true");
        assertThatCode(() -> TlsCheck.check(found, true)).doesNotThrowAnyException();
        assertThatCode(() -> TlsCheck.check(List.of(), false)).doesNotThrowAnyException();
    }

    private static List<String> unverified(Map<String, String> settings) {
        return TlsCheck.unverified(settings.keySet(), name -> Optional.ofNullable(settings.get(name)));
    }
}

package io.scalewatch.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedUrlsTest {

    private static final String PROPERTY = "scalewatch.inference.allowed-urls";

    private final AllowedUrls allowed = new AllowedUrls(
            PROPERTY,
            Optional.of(
                    List.of("https://api.openai.com/v1", "http://*.models.internal:8000", "http://127.0.0.1:11434/")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.openai.com/v1",
                "https://API.openai.com:443/v1/",
                "https://api.openai.com/v1/beta",
                "http://a.models.internal:8000/v1",
                "http://a.b.models.internal:8000",
                "http://127.0.0.1:11434"
            })
    void letsThrough(String url) {
        assertThat(allowed.allow(URI.create(url))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.openai.com/v1",
                "https://api.openai.com:8443/v1",
                "https://api.openai.com/v10",
                "https://api.openai.com/",
                "https://api.openai.com/v1/../admin",
                "https://api.openai.com.evil.test/v1",
                "https://api.openai.com@evil.test/v1",
                "http://models.internal:8000",
                "http://evilmodels.internal:8000",
                "http://169.254.169.254/latest",
                "file:///etc/passwd",
                "relative"
            })
    void refuses(String url) {
        assertThat(allowed.allow(URI.create(url))).isFalse();
    }

    @Test
    void allowsEveryAddressWhereNothingIsSaid() {
        assertThat(new AllowedUrls(PROPERTY, Optional.empty()).allow(URI.create("http://anywhere.test")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"api.openai.com", "ftp://files.test", "https://", "http://a b", ""})
    void anEntryThatIsNoAddressIsRefusedByItsProperty(String entry) {
        assertThatThrownBy(() -> new AllowedUrls(PROPERTY, Optional.of(List.of(entry))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(PROPERTY + " ");
    }
}

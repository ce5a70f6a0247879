package io.scalewatch.analysis.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Hosts are numbers here: no name server is asked.
class DestinationsTest {

    private final Destinations anywhere = new Destinations("urls", Optional.empty());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://127.1.2.3/",
                "https://localhost/",
                "https://0.0.0.0/",
                "https://0.1.2.3/",
                "https://10.0.0.1/",
                "https://172.16.0.1/",
                "https://192.168.1.1/",
                "https://100.64.0.1/",
                "https://192.0.0.192/",
                "https://198.19.255.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://224.0.0.1/",
                "https://255.255.255.255/",
                "https://[::1]/",
                "https://[::]/",
                "https://[fe80::1]/",
                "https://[fd00::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[2002:7f00:1::]/",
                "https://[ff02::1]/"
            })
    void isNotWithinThisMachineOrItsNetworks(String url) {
        assertThatThrownBy(() -> anywhere.resolve(URI.create(url)))
                .isInstanceOf(RefusedDestinationException.class)
                .hasMessageContaining("urls")
                .hasMessageNotContaining(URI.create(url).getHost());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://93.184.215.14/",
                "ftp://93.184.215.14/",
                "https://user:password@93.184.215.14/",
                "https://93.184.215.14/#here",
                "https:///nowhere",
                "https://93.184.215.14:0/",
                "https://93.184.215.14:65536/",
                "https://93.184.215.14:99999/",
                "nowhere",
                "mailto:someone@example.com"
            })
    void isAPlainHttpsAddress(String url) {
        assertThat(anywhere.refusal(URI.create(url))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://93.184.215.14/hooks?token=1",
                "https://198.20.0.1:65535/",
                "https://192.0.1.1/",
                "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/"
            })
    void isOnTheInternet(String url) throws Exception {
        URI address = URI.create(url);

        assertThat(anywhere.refusal(address)).isEmpty();
        assertThat(anywhere.resolve(address)).isEqualTo(InetAddress.getByName(address.getHost()));
    }

    @Test
    void isWhatTheOperatorHasListedAndNothingElse() throws Exception {
        Destinations listed =
                new Destinations("urls", Optional.of(List.of("http://127.0.0.1:8080/hooks", "https://*.example.com")));

        assertThat(listed.resolve(URI.create("http://127.0.0.1:8080/hooks/a")).isLoopbackAddress())
                .isTrue();
        assertThat(listed.refusal(URI.create("https://a.example.com/"))).isEmpty();
        assertThat(listed.refusal(URI.create("http://127.0.0.1:8080/other"))).contains("is not among urls");
        assertThat(listed.refusal(URI.create("https://93.184.215.14/"))).contains("is not among urls");
    }
}

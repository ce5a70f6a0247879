package io.scalewatch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scalewatch.http.CallerCheck.Call;
import io.scalewatch.http.CallerCheck.Refusal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerCheckTest {

    private static final String NONE = "-";

    private final CallerCheck check =
            new CallerCheck(List.of("http://localhost:8704"), List.of("scalewatch.example.com"));

    @ParameterizedTest
    @CsvSource({
        // A program, whatever it calls the service by that is a name of it.
        "POST, localhost, localhost:8701, -, -",
        "POST, 127.0.0.1, 127.0.0.1:8701, -, -",
        "POST, ::1, [::1]:8701, -, -",
        "POST, task-service, task-service:8701, -, -",
        "POST, scalewatch.example.com, scalewatch.example.com, -, -",
        "POST, Scalewatch.Example.COM., Scalewatch.Example.COM., -, -",
        // The page, of the other service and of this one.
        "POST, localhost, localhost:8701, http://localhost:8704, same-site",
        "POST, 127.0.0.1, 127.0.0.1:8701, http://127.0.0.1:8701, same-origin",
        "DELETE, scalewatch.example.com, scalewatch.example.com, https://scalewatch.example.com, same-origin",
        // Reading is for the browser to decide, by what the answer allows.
        "GET, localhost, localhost:8701, https://evil.example, cross-site",
    })
    void letsThrough(String method, String host, String authority, String origin, String site) {
        assertThat(refused(method, host, authority, origin, site)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, localhost, localhost:8701, https://evil.example, cross-site",
        "PUT, localhost, localhost:8701, null, cross-site",
        "DELETE, localhost, localhost:8701, http://localhost:9999, same-site",
        "POST, localhost, localhost:8701, http://localhost, same-site",
        "PATCH, localhost, localhost:8701, http://localhost:87040, same-site",
        // An origin that only ends, or begins, like ours.
        "POST, localhost, localhost:8701, http://evil.example/localhost:8701, cross-site",
        "POST, localhost, localhost:8701, http://localhost:8704.evil.example, cross-site",
        "POST, localhost, localhost:8701, -, cross-site",
    })
    void refusesOtherSitesToChangeAnything(String method, String host, String authority, String origin, String site) {
        assertThat(refused(method, host, authority, origin, site))
                .map(Refusal::field)
                .contains("Origin");
    }

    @ParameterizedTest
    @CsvSource({
        // A name of another site that it has pointed to this machine: own page, own origin, our service.
        "POST, evil.example, evil.example:8701, http://evil.example:8701, same-origin",
        "GET, evil.example, evil.example:8701, -, -",
        "GET, 127.0.0.1.evil.example, 127.0.0.1.evil.example:8701, -, -",
        "GET, scalewatch.example.com.evil.example, scalewatch.example.com.evil.example, -, -",
    })
    void refusesNamesThatAreNotTheServices(String method, String host, String authority, String origin, String site) {
        assertThat(refused(method, host, authority, origin, site))
                .map(Refusal::field)
                .contains("Host");
    }

    @Test
    void saysWhichPropertyHelps() {
        assertThat(refused("GET", "evil.example", "evil.example", NONE, NONE))
                .map(Refusal::remedy)
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("scalewatch.http.hosts"));
        assertThat(refused("POST", "localhost", "localhost", "null", NONE))
                .map(Refusal::remedy)
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("scalewatch.http.origins"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "localhost:8704", "http://localhost:8704/", "ftp://localhost", "http://", "a b"})
    void takesNothingForAnOriginThatIsNone(String origin) {
        assertThatThrownBy(() -> new CallerCheck(List.of(origin), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scalewatch.http.origins")
                .hasMessageContaining(origin);
    }

    @Test
    void takesNothingForANameThatIsNone() {
        assertThatThrownBy(() -> new CallerCheck(List.of(), List.of("https://scalewatch.example.com")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scalewatch.http.hosts");
    }

    private Optional<Refusal> refused(String method, String host, String authority, String origin, String site) {
        return check.refusal(new Call(method, given(host), given(authority), given(origin), given(site)));
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(t -> !t.equals(NONE));
    }
}

package io.scalewatch.analysis.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.analysis.api.AlertRequests.MuteRequest;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertRequestsTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tomorrow",
                "+10000-01-01T00:00:00Z",
                "+999999999-01-01T00:00:00Z",
                "+1000000000-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z",
                "1969-12-31T23:59:59Z",
                "2026-03-04T05:06:07Z"
            })
    void aMuteEndsAtAMomentToCome(String until) {
        assertThat(mute("aurora", until).violations(NOW))
                .extracting(Problem.Violation::field)
                .containsExactly("until");
    }

    @Test
    void aMuteMayLastUntilTheLastYearThatTheDatabaseWrites() {
        MuteRequest mute = mute("aurora", "9999-12-31T23:59:59Z");

        assertThat(mute.violations(NOW)).isEmpty();
        assertThat(mute.end()).contains(Instant.parse("9999-12-31T23:59:59Z"));
    }

    @Test
    void aFamilyWithNulIsNone() {
        assertThat(mute("a\0b", "2027-01-01T00:00:00Z").violations(NOW))
                .extracting(Problem.Violation::field)
                .containsExactly("family");
    }

    private static MuteRequest mute(String family, String until) {
        return new MuteRequest(
                Optional.empty(),
                Optional.of(family),
                Optional.empty(),
                Optional.empty(),
                Optional.of(until),
                Optional.of("known"),
                Optional.of("ada"));
    }
}

package io.scalewatch.inference.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.FailureKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpStatusTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "301,REJECTED",
        "400,REJECTED",
        "401,REJECTED",
        "404,REJECTED",
        "408,REJECTED",
        "422,REJECTED",
        "429,OVERLOADED",
        "500,SERVER_ERROR",
        "502,SERVER_ERROR",
        "413,REJECTED",
        "503,OVERLOADED",
        "529,OVERLOADED",
        "504,SERVER_ERROR"
    })
    void everyStatusHasItsKind(int status, FailureKind expected) {
        CallResult.Failed failed = HttpStatus.failure(status, null, Optional.empty(), NOON);

        assertThat(failed.kind()).isEqualTo(expected);
        assertThat(failed.message()).contains(Integer.toString(status));
        assertThat(failed.retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"7,7", "0,0", "' 3 ',3", "'Sun, 22 Nov 2026 12:01:30 GMT',90", "'Sun, 22 Nov 2026 11:00:00 GMT',0"})
    void retryAfterIsSecondsOrADate(String header, long seconds) {
        CallResult.Failed failed = HttpStatus.failure(429, null, Optional.of(header), NOON);

        assertThat(failed.retryAfter()).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999999999999999"})
    void anUnreadableRetryAfterIsNone(String header) {
        CallResult.Failed failed = HttpStatus.failure(503, null, Optional.of(header), NOON);

        assertThat(failed.retryAfter()).isEmpty();
    }

    @Test
    void aRejectionHasNoRetryAfter() {
        CallResult.Failed failed = HttpStatus.failure(400, null, Optional.of("7"), NOON);

        assertThat(failed.retryAfter()).isEmpty();
    }

    @Test
    void theSameAnswerIsToldFromAnotherWithoutBeingKept() {
        CallResult.Failed boom = HttpStatus.failure(500, "boom of a prompt".getBytes(UTF_8), Optional.empty(), NOON);
        CallResult.Failed again = HttpStatus.failure(500, "boom of a prompt".getBytes(UTF_8), Optional.empty(), NOON);
        CallResult.Failed other = HttpStatus.failure(500, "other".getBytes(UTF_8), Optional.empty(), NOON);

        assertThat(boom.isLike(again)).isTrue();
        assertThat(boom.isLike(other)).isFalse();
        assertThat(boom.toString()).doesNotContain("boom");
    }
}

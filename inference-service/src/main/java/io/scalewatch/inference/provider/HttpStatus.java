package io.scalewatch.inference.provider;

import io.scalewatch.contracts.event.FailureKind;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;

/// What a status other than success says about the call. Of the body of such a response a hash is all that
/// is kept: it may quote the prompt.
public final class HttpStatus {

    private HttpStatus() {}

    /// @param status anything but 2xx
    /// @param body of the response; null where there is none
    /// @param retryAfter the header of that name: seconds, or a date (RFC 9110, section 10.2.3)
    public static CallResult.Failed failure(int status, byte[] body, Optional<String> retryAfter, Clock clock) {
        String message = "HTTP status " + status;
        return switch (status) {
            case 429, 503, 529 ->
                new CallResult.Failed(
                        FailureKind.OVERLOADED,
                        message,
                        retryAfter.flatMap(value -> retryAfter(value, clock)),
                        Arrays.hashCode(body));
            default ->
                new CallResult.Failed(
                        status >= 500 ? FailureKind.SERVER_ERROR : FailureKind.REJECTED,
                        message,
                        Optional.empty(),
                        Arrays.hashCode(body));
        };
    }

    private static Optional<Duration> retryAfter(String value, Clock clock) {
        String trimmed = value.trim();
        try {
            Duration wait = trimmed.chars().allMatch(Character::isDigit)
                    ? Duration.ofSeconds(Long.parseLong(trimmed))
                    : Duration.between(
                            clock.instant(),
                            ZonedDateTime.parse(trimmed, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            // An unreadable wish is none; the backoff decides.
            return Optional.empty();
        }
    }
}

package io.scalewatch.local.text;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/// Spans of time as people write them.
public final class Times {

    private Times() {}

    /// `7d`, `12h`, `30m`; nothing for anything else, or for less than nothing.
    public static Optional<Duration> parse(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        try {
            return Optional.of(Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper))
                    .filter(time -> !time.isNegative());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}

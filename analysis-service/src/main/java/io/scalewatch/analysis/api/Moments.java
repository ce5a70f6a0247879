package io.scalewatch.analysis.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// Moments that callers name.
final class Moments {

    /// What one looks like, to be answered where it does not.
    static final String REMEDY = "for example 2026-03-04T05:06:07Z, of the years 1970 to 9999";

    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private Moments() {}

    /// @return nothing for what is no moment, or one that the database does not have
    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(Instant.parse(text))
                    .filter(moment -> !moment.isBefore(Instant.EPOCH) && moment.isBefore(END));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

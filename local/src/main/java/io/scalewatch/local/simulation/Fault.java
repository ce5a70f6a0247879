package io.scalewatch.local.simulation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What is wrong with a model.
///
/// @param latencyMs how late a slow model answers
/// @param retryAfterSeconds what a rate-limited one asks for
/// @param share of the calls that it happens to, 0 to 1
public record Fault(Kind kind, int latencyMs, int retryAfterSeconds, double share) {

    /// Nothing.
    public static final Fault NONE = new Fault(Kind.NONE, 0, 0, 1);

    public enum Kind {
        NONE,
        /// Answers late.
        SLOW,
        /// 429 with `Retry-After`.
        RATE_LIMITED,
        /// 500.
        ERROR,
        /// 200 with a body that is not JSON.
        GARBAGE,
        /// The connection is closed in the middle of the body.
        HALF_BODY,
        /// No answer, ever.
        NEVER,
        /// The connection is closed without a word.
        DOWN;

        /// The name in files and requests: lower case with hyphens.
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Optional<Kind> of(String id) {
            return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
        }
    }
}

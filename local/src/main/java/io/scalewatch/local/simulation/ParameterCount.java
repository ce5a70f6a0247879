package io.scalewatch.local.simulation;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers of parameters as people write them.
final class ParameterCount {

    private static final Pattern COUNT = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,6})?)([KMBT]?)");

    private ParameterCount() {}

    /// Whole and positive, with K, M, B or T behind it where it is large; empty for anything else.
    static Optional<Long> parse(String text) {
        Matcher matcher = COUNT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int zeros = switch (matcher.group(2)) {
            case "K" -> 3;
            case "M" -> 6;
            case "B" -> 9;
            case "T" -> 12;
            default -> 0;
        };
        try {
            long count = new BigDecimal(matcher.group(1)).movePointRight(zeros).longValueExact();
            return count > 0 ? Optional.of(count) : Optional.empty();
        } catch (ArithmeticException e) {
            return Optional.empty(); // not whole, or too large
        }
    }
}

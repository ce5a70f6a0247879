package io.scalewatch.local.fleet;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads 410000000, 4.1e8, 410M and 0.41B alike.
final class ParameterCountConverter implements ITypeConverter<Long> {

    private static final Map<Character, BigDecimal> UNITS = Map.of(
            'k', new BigDecimal("1e3"),
            'm', new BigDecimal("1e6"),
            'b', new BigDecimal("1e9"),
            't', new BigDecimal("1e12"));

    @Override
    public Long convert(String text) {
        try {
            String lower = text.strip().toLowerCase(Locale.ROOT);
            BigDecimal unit = lower.isEmpty() ? null : UNITS.get(lower.charAt(lower.length() - 1));
            BigDecimal value = unit == null
                    ? new BigDecimal(lower)
                    : new BigDecimal(lower.substring(0, lower.length() - 1)).multiply(unit);
            return value.longValueExact();
        } catch (NumberFormatException | ArithmeticException e) {
            throw new TypeConversionException(
                    "'" + text + "' is not a number of parameters, such as 410000000, 410M or 1.4B");
        }
    }
}

package io.scalewatch.local.text;

import java.util.Locale;

/// Numbers of parameters as people say them.
public final class Sizes {

    private static final String[] UNITS = {"", "K", "M", "B", "T"};

    private Sizes() {}

    /// 70M, 1.4B
    public static String text(long parameters) {
        double value = parameters;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        String number = String.format(Locale.ROOT, value < 9.95 ? "%.1f" : "%.0f", value);
        return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number) + UNITS[unit];
    }
}

package io.scalewatch.scoring.extraction;

import java.math.BigDecimal;

/// Reads digits with separators, in the styles of both sides of the decimal point's border.
final class Decimals {

    /// Longer runs of digits are no answer, and would cost time.
    private static final int LONGEST = 40;

    /// So many digits are exact in a double.
    private static final int EXACT = 15;

    private Decimals() {}

    /// Digits with separators; NaN where they make no number. A comma before exactly three digits parts groups,
    /// otherwise decimals; the same for several dots.
    static double parse(String digits) {
        if (digits.isEmpty() || digits.length() > LONGEST) {
            return Double.NaN;
        }
        if (digits.length() <= EXACT && isPlain(digits)) {
            return Long.parseLong(digits);
        }
        String plain = digits;
        int commas = count(digits, ',');
        int dots = count(digits, '.');
        if (commas > 0 && dots > 0) {
            boolean decimalComma = digits.lastIndexOf(',') > digits.lastIndexOf('.');
            plain = decimalComma ? digits.replace(".", "").replace(',', '.') : digits.replace(",", "");
        } else if (commas > 0) {
            plain = isGrouped(digits, ',') ? digits.replace(",", "") : commas == 1 ? digits.replace(',', '.') : digits;
        } else if (dots > 1) {
            plain = isGrouped(digits, '.') ? digits.replace(".", "") : digits;
        }
        // An exception for each would cost time.
        if (count(plain, ',') > 0 || count(plain, '.') > 1) {
            return Double.NaN;
        }
        try {
            return new BigDecimal(plain).doubleValue();
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /// A value as a plain decimal.
    static String text(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return Double.toString(value);
    }

    private static boolean isPlain(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean isGrouped(String digits, char separator) {
        int first = digits.indexOf(separator);
        if (first > 3 || first == 1 && digits.charAt(0) == '0') {
            return false;
        }
        for (int at = first; at < digits.length(); at += 4) {
            if (digits.charAt(at) != separator || at + 4 > digits.length()) {
                return false;
            }
            for (int d = at + 1; d < at + 4; d++) {
                if (digits.charAt(d) == separator) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int count(String text, char c) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            count += text.charAt(i) == c ? 1 : 0;
        }
        return count;
    }
}

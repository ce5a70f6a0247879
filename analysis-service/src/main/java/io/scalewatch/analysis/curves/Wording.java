package io.scalewatch.analysis.curves;

/// Sizes, rates and differences as a reader writes them. By hand: a formatter costs as much as a whole fit.
public final class Wording {

    private static final String[] UNITS = {"", "K", "M", "B", "T"};

    private Wording() {}

    /// 70M, 1.4B
    public static String size(double parameters) {
        double value = parameters;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        String number = fixed(value, value < 9.95 ? 1 : 0);
        return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number) + UNITS[unit];
    }

    /// 87 %
    public static String percent(double rate) {
        return Math.round(rate * 100) + " %";
    }

    /// Points with their sign: -20.0
    public static String points(double difference) {
        String points = fixed(difference * 100, 1);
        return points.startsWith("-") ? points : "+" + points;
    }

    /// p = 0.012, p < 0.001
    public static String probability(double p) {
        return p < 0.001 ? "p < 0.001" : "p = " + fixed(p, 3);
    }

    /// With so many digits behind the point.
    public static String fixed(double value, int digits) {
        long scale = 1;
        for (int i = 0; i < digits; i++) {
            scale *= 10;
        }
        long scaled = Math.round(Math.abs(value) * scale);
        StringBuilder text = new StringBuilder(12);
        if (value < 0 && scaled > 0) {
            text.append('-');
        }
        text.append(scaled / scale);
        if (digits > 0) {
            String fraction = Long.toString(scaled % scale);
            text.append('.').repeat("0", digits - fraction.length()).append(fraction);
        }
        return text.toString();
    }
}

package io.scalewatch.local.fit;

import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.ShapeEvidence;
import io.scalewatch.local.fit.FittedCurve.FittedPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Fitted curves as a table for people: a row a curve, columns as wide as they need to be.
final class CurveReport {

    private static final List<String> HEADER = List.of(
            "curve",
            "sizes",
            "accuracy",
            "change [95 %]",
            "shape",
            "p(peak)",
            "p(valley)",
            "e(inverse)",
            "e(positive)");
    /// From this column on, numbers stand at the right.
    private static final int FIRST_NUMBER = 5;

    private CurveReport() {}

    static String of(List<FittedCurve> curves) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        curves.forEach(curve -> rows.add(row(curve)));
        int[] widths = new int[HEADER.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder report = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = row.get(i);
                String padding = " ".repeat(widths[i] - cell.length());
                line.append(i == 0 ? "" : "  ").append(i >= FIRST_NUMBER ? padding + cell : cell + padding);
            }
            report.append(line.toString().stripTrailing()).append('\n');
        }
        return report.append(legend()).toString();
    }

    private static String legend() {
        return """

                independent trials assumed
                change     of accuracy from the smallest to the largest size, in points, by least squares
                p(peak)    of "first up, then down"; below 0.05 a valley is proven
                p(valley)  of "first down, then up"; below 0.05 a peak is proven
                e(...)     e-values of a falling and of a rising trend; 20 is proof at 5 %, however often one looks
                """;
    }

    private static List<String> row(FittedCurve curve) {
        FittedPoint first = curve.points().getFirst();
        FittedPoint last = curve.points().getLast();
        return List.of(
                curve.curve(),
                curve.points().size() + ": " + size(first.parameters()) + " -> " + size(last.parameters()),
                "%s -> %s".formatted(percent(first.accuracy()), percent(last.accuracy())),
                curve.change().map(CurveReport::change).orElse("-"),
                curve.shape() + (curve.abrupt() ? " (abrupt)" : ""),
                p(curve.peakP()),
                p(curve.valleyP()),
                e(curve.logEInverse()),
                e(curve.logEPositive()));
    }

    private static String size(long parameters) {
        String[] units = {"", "k", "M", "B", "T"};
        double value = parameters;
        int unit = 0;
        while (value >= 999.5 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        String text = String.format(Locale.ROOT, value < 9.95 && unit > 0 ? "%.1f" : "%.0f", value);
        return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + units[unit];
    }

    private static String percent(double rate) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * rate);
    }

    private static String change(ShapeEvidence.Trend trend) {
        Interval interval = trend.interval();
        return String.format(
                Locale.ROOT,
                "%+.1f [%+.1f, %+.1f]",
                points(trend.change()),
                points(interval.lower()),
                points(interval.upper()));
    }

    /// To a tenth, so that -0.04 does not print as -0.0.
    private static double points(double rate) {
        return Math.round(1000 * rate) / 10.0;
    }

    private static String p(Optional<Double> p) {
        return p.map(value -> value >= 0.001
                        ? String.format(Locale.ROOT, "%.3f", value)
                        : value > 0 ? String.format(Locale.ROOT, "%.0e", value) : "0")
                .orElse("-");
    }

    /// From the logarithm, because the number itself may be too large for a double.
    private static String e(double logE) {
        double log10 = logE / Math.log(10);
        if (log10 >= -2 && log10 < 4) {
            double value = Math.exp(logE);
            return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
        }
        long exponent = (long) Math.floor(log10);
        double mantissa = Math.pow(10, log10 - exponent);
        return String.format(Locale.ROOT, "%.1fe%+d", Math.min(9.9, mantissa), exponent);
    }
}

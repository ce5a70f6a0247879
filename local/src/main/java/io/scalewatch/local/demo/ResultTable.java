package io.scalewatch.local.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The curves as a table: a row a series.
final class ResultTable {

    private static final List<String> HEADER =
            List.of("family", "task", "variant", "sizes", "correct by size, %", "shape", "evidence");
    private static final String[] UNITS = {"", "K", "M", "B", "T"};

    private ResultTable() {}

    static List<String> lines(List<DemoReport.Series> series) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        series.forEach(s -> rows.add(row(s)));
        int[] widths = new int[HEADER.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            lines.add(line.toString().stripTrailing());
        }
        lines.add(1, "-".repeat(lines.stream().mapToInt(String::length).max().orElse(0)));
        return lines;
    }

    private static List<String> row(DemoReport.Series s) {
        return List.of(
                s.family(),
                s.task(),
                s.variant(),
                sizes(s.points()),
                s.points().stream().map(ResultTable::rate).collect(Collectors.joining(" ")),
                s.shape()
                        + (s.isAsExpected() ? "" : " (expected " + s.expected().orElseThrow() + ")"),
                EvidenceInWords.of(s.shape(), s.evidence()));
    }

    private static String sizes(List<DemoReport.Point> points) {
        return switch (points.size()) {
            case 0 -> "none";
            case 1 -> size(points.getFirst().parameters());
            default ->
                points.size() + ": " + size(points.getFirst().parameters()) + " to "
                        + size(points.getLast().parameters());
        };
    }

    private static String rate(DemoReport.Point point) {
        return point.answered() == 0
                ? " -"
                : String.format(Locale.ROOT, "%2.0f", 100.0 * point.correct() / point.answered());
    }

    /// 70M, 1.4B
    static String size(long parameters) {
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

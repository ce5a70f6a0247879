package io.scalewatch.local.series;

import io.scalewatch.local.text.Columns;
import io.scalewatch.local.text.Sizes;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Curves as a table: a row a series.
public final class SeriesTable {

    private static final List<String> HEADER =
            List.of("family", "task", "variant", "sizes", "correct by size, %", "shape", "evidence");

    private SeriesTable() {}

    /// @param points by size, the smallest first
    /// @param shape with what is to be said of it
    /// @param evidence why, in a few words
    public record Row(String family, String task, String variant, List<Point> points, String shape, String evidence) {}

    /// @param answered labelled as an answer, right or wrong
    public record Point(long parameters, long answered, long correct) {}

    public static List<String> lines(List<Row> series) {
        return Columns.lines(HEADER, series.stream().map(SeriesTable::texts).toList());
    }

    private static List<String> texts(Row series) {
        return List.of(
                series.family(),
                series.task(),
                series.variant(),
                sizes(series.points()),
                series.points().stream().map(SeriesTable::rate).collect(Collectors.joining(" ")),
                series.shape(),
                series.evidence());
    }

    private static String sizes(List<Point> points) {
        return switch (points.size()) {
            case 0 -> "none";
            case 1 -> Sizes.text(points.getFirst().parameters());
            default ->
                points.size() + ": " + Sizes.text(points.getFirst().parameters()) + " to "
                        + Sizes.text(points.getLast().parameters());
        };
    }

    private static String rate(Point point) {
        return point.answered() == 0
                ? " -"
                : String.format(Locale.ROOT, "%2.0f", 100.0 * point.correct() / point.answered());
    }
}

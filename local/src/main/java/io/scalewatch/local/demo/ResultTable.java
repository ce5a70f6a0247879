package io.scalewatch.local.demo;

import io.scalewatch.local.series.SeriesTable;
import java.util.List;

/// The curves of a demo, each with the shape that it was built to have where it has another.
final class ResultTable {

    private ResultTable() {}

    static List<String> lines(List<DemoReport.Series> series) {
        return SeriesTable.lines(series.stream().map(ResultTable::row).toList());
    }

    private static SeriesTable.Row row(DemoReport.Series s) {
        return new SeriesTable.Row(
                s.family(),
                s.task(),
                s.variant(),
                s.points().stream()
                        .map(point -> new SeriesTable.Point(point.parameters(), point.answered(), point.correct()))
                        .toList(),
                s.shape()
                        + (s.isAsExpected() ? "" : " (expected " + s.expected().orElseThrow() + ")"),
                EvidenceInWords.of(s.shape(), s.evidence()));
    }
}

package io.scalewatch.local.text;

import java.util.ArrayList;
import java.util.List;

/// Rows of text in columns as wide as they have to be.
public final class Columns {

    private static final int GAP = 2;

    private Columns() {}

    /// @param header one text a column
    /// @param rows as many texts as the header has
    /// @return the header, a rule, and a line a row
    public static List<String> lines(List<String> header, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>();
        all.add(header);
        all.addAll(rows);
        int[] widths = new int[header.size()];
        for (List<String> row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + GAP));
            }
            lines.add(line.toString().stripTrailing());
        }
        lines.add(1, "-".repeat(lines.stream().mapToInt(String::length).max().orElse(0)));
        return lines;
    }
}

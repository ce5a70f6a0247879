package io.scalewatch.local.fit;

import java.util.ArrayList;
import java.util.List;

/// Splits comma-separated text into records (RFC 4180): cells may stand in double quotes, which may hold
/// commas, line breaks and doubled quotes. Empty lines are left out. Lines are numbered from 1.
final class CsvReader {

    /// @param line where the record begins
    record CsvRecord(int line, List<String> cells) {}

    private final String text;
    private int at;
    private int line = 1;

    private CsvReader(String text) {
        this.text = text;
    }

    /// @throws TableException if a quote is opened and never closed, or closed in the middle of a cell
    static List<CsvRecord> read(String text) {
        return new CsvReader(text.startsWith("\uFEFF") ? text.substring(1) : text).records();
    }

    private List<CsvRecord> records() {
        List<CsvRecord> records = new ArrayList<>();
        while (at < text.length()) {
            int begins = line;
            List<String> cells = new ArrayList<>();
            do {
                cells.add(cell());
            } while (comma());
            lineBreak();
            if (cells.size() > 1 || !cells.getFirst().isBlank()) {
                records.add(new CsvRecord(begins, List.copyOf(cells)));
            }
        }
        return records;
    }

    private String cell() {
        int start = at;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted();
        }
        while (at < text.length() && !endsCell(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at).strip();
    }

    private String quoted() {
        int opened = line;
        StringBuilder cell = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"' && at + 1 < text.length() && text.charAt(at + 1) == '"') {
                cell.append(c);
                at++;
            } else if (c == '"') {
                at++;
                restOfQuoted(opened);
                return cell.toString();
            } else {
                line += c == '\n' ? 1 : 0;
                cell.append(c);
            }
        }
        throw new TableException(
                opened, "a quote is opened and never closed", "close it, or double a quote that is meant");
    }

    private void restOfQuoted(int opened) {
        while (at < text.length() && !endsCell(text.charAt(at))) {
            if (!Character.isWhitespace(text.charAt(at))) {
                throw new TableException(
                        opened,
                        "text follows a closing quote",
                        "put the whole cell in quotes and double the inner ones");
            }
            at++;
        }
    }

    private boolean comma() {
        boolean comma = at < text.length() && text.charAt(at) == ',';
        at += comma ? 1 : 0;
        return comma;
    }

    private void lineBreak() {
        if (at < text.length()) {
            boolean two = text.charAt(at) == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
            at += two ? 2 : 1;
            line++;
        }
    }

    private static boolean endsCell(char c) {
        return c == ',' || c == '\n' || c == '\r';
    }
}

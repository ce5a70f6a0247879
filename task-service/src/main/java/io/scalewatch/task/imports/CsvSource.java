package io.scalewatch.task.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import io.scalewatch.contracts.codec.Json;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A header and records, separated by commas. A record goes on in the next line where a quote is open, and a
/// quote that is never closed ends the reading: nobody can tell where the next record begins. A column without
/// a name, as an index has one, is left out.
final class CsvSource implements RowSource {

    private static final ObjectReader CELLS =
            new CsvMapper().readerFor(String[].class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final RowReader lines;
    private final int limit;
    private int line;
    private Header header;
    private boolean lost;

    /// @param limit the most characters that a record may have
    CsvSource(RowReader lines, int limit) {
        this.lines = lines;
        this.limit = limit;
    }

    @Override
    public Optional<SourceRow> next() throws IOException {
        if (header == null) {
            Optional<Header> first = header();
            if (first.isEmpty()) {
                return Optional.empty();
            }
            header = first.get();
            if (header.problem().isPresent()) {
                lost = true;
                return Optional.of(new SourceRow(1, () -> {
                    throw header.problem().get();
                }));
            }
        }
        if (lost) {
            return Optional.empty();
        }
        return record().map(record -> new SourceRow(record.line(), () -> fields(record)));
    }

    private Optional<Header> header() throws IOException {
        Optional<CsvRecord> first = record();
        return first.map(record -> {
            try {
                return Header.of(cells(record));
            } catch (RowException e) {
                return new Header(List.of(), Optional.of(e));
            }
        });
    }

    private Fields fields(CsvRecord record) throws RowException {
        List<String> cells = cells(record);
        List<String> columns = header.columns();
        if (cells.size() != columns.size()) {
            throw new RowException("the row has " + cells.size() + " cells, but the header " + columns.size()
                    + ": put cells with commas, quotes or line breaks in double quotes");
        }
        ObjectNode row = Json.mapper().createObjectNode();
        for (int i = 0; i < cells.size(); i++) {
            if (!columns.get(i).isEmpty()) {
                row.put(columns.get(i), cells.get(i));
            }
        }
        return new Fields(row, true);
    }

    private Optional<CsvRecord> record() throws IOException {
        Optional<RowReader.Row> row = lines.next();
        if (row.isEmpty()) {
            return Optional.empty();
        }
        line++;
        int begins = line;
        StringBuilder text = new StringBuilder();
        try {
            text.append(row.get().text());
            boolean open = isOdd(text);
            while (open) {
                row = lines.next();
                if (row.isEmpty() || text.length() > limit) {
                    lost = true;
                    throw new RowException("a quote is opened and not closed within " + limit
                            + " characters: nothing behind it was read; close it, or double it where it is meant");
                }
                line++;
                String more = row.get().text();
                open ^= isOdd(more);
                text.append('\n').append(more);
            }
            return Optional.of(new CsvRecord(begins, text.toString(), Optional.empty()));
        } catch (RowException e) {
            return Optional.of(new CsvRecord(begins, "", Optional.of(e)));
        }
    }

    private static boolean isOdd(CharSequence text) {
        return text.chars().filter(c -> c == '"').count() % 2 == 1;
    }

    private static List<String> cells(CsvRecord record) throws RowException {
        if (record.problem().isPresent()) {
            throw record.problem().get();
        }
        String text = record.text().endsWith("\r")
                ? record.text().substring(0, record.text().length() - 1)
                : record.text();
        if (text.isBlank()) {
            throw new RowException("the line is blank: remove it");
        }
        try {
            return Arrays.asList(CELLS.<String[]>readValue(text));
        } catch (JsonProcessingException e) {
            throw new RowException(
                    "the row is not CSV: put cells with quotes or line breaks in double quotes, and double the quotes in them");
        } catch (IOException e) {
            throw new IllegalStateException("a text can always be read", e);
        }
    }

    private record CsvRecord(int line, String text, Optional<RowException> problem) {}

    private record Header(List<String> columns, Optional<RowException> problem) {

        static Header of(List<String> cells) throws RowException {
            List<String> columns = cells.stream().map(String::strip).toList();
            Set<String> seen = new HashSet<>();
            for (String column : columns) {
                if (!column.isEmpty() && !seen.add(column)) {
                    throw new RowException("the header has the same column twice");
                }
            }
            return new Header(columns, Optional.empty());
        }
    }
}

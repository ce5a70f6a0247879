package io.scalewatch.analysis.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.util.List;

/// Tables as text.
final class Csv {

    private static final CsvMapper MAPPER = new CsvMapper();

    private Csv() {}

    /// With a line of names at the top.
    ///
    /// @param rows of texts and numbers, as many as there are columns
    static String of(List<String> columns, List<Object[]> rows) {
        CsvSchema.Builder schema = CsvSchema.builder();
        columns.forEach(schema::addColumn);
        try {
            return MAPPER.writer(schema.build().withHeader()).writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a table of texts and numbers can always be written", e);
        }
    }
}

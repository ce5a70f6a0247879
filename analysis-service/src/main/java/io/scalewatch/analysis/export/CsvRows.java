package io.scalewatch.analysis.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/// With a line of names at the top.
final class CsvRows implements RowWriter {

    private static final CsvMapper CSV =
            CsvMapper.builder().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).build();

    private final SequenceWriter rows;

    CsvRows(OutputStream out, List<Column> columns) throws IOException {
        CsvSchema.Builder schema = CsvSchema.builder();
        columns.forEach(column -> schema.addColumn(column.name()));
        rows = CSV.writer(schema.build().withHeader()).writeValues(out);
    }

    @Override
    public void write(List<?> cells) throws IOException {
        rows.write(cells.stream().map(CsvRows::text).toArray());
    }

    private static Object text(Object cell) {
        if (RowWriter.isEmpty(cell)) {
            return "";
        }
        return cell instanceof Instant instant ? instant.toString() : cell;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}

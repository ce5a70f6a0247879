package io.scalewatch.analysis.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.scalewatch.contracts.codec.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// A list of objects; empty cells are left out.
final class JsonRows implements RowWriter {

    private final JsonGenerator json;
    private final List<Column> columns;

    JsonRows(OutputStream out, List<Column> columns) throws IOException {
        this.columns = List.copyOf(columns);
        json = Json.mapper().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartArray();
    }

    @Override
    public void write(List<?> cells) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < columns.size(); i++) {
            if (!RowWriter.isEmpty(cells.get(i))) {
                json.writePOJOField(columns.get(i).name(), cells.get(i));
            }
        }
        json.writeEndObject();
    }

    @Override
    public void close() throws IOException {
        json.writeEndArray();
        json.close();
    }
}

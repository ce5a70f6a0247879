package io.scalewatch.task.imports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scalewatch.contracts.codec.Json;
import java.io.IOException;
import java.util.Optional;

/// A JSON object in every line.
final class JsonlSource implements RowSource {

    private static final ObjectReader READER = Json.mapper()
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final RowReader lines;
    private int line;

    JsonlSource(RowReader lines) {
        this.lines = lines;
    }

    @Override
    public Optional<SourceRow> next() throws IOException {
        Optional<RowReader.Row> row = lines.next();
        line++;
        int at = line;
        return row.map(found -> new SourceRow(at, () -> fields(found)));
    }

    private static Fields fields(RowReader.Row row) throws RowException {
        String text = row.text();
        if (text.isBlank()) {
            throw new RowException("the line is blank: remove it");
        }
        return new Fields(json(text), false);
    }

    private static ObjectNode json(String line) throws RowException {
        try {
            JsonNode row = READER.readTree(line);
            if (row instanceof ObjectNode object) {
                return object;
            }
            throw new RowException("the line is not a JSON object");
        } catch (JsonProcessingException e) {
            // The message of the parser quotes the row, which may be confidential.
            throw new RowException("the line is not JSON: see column "
                    + (e.getLocation() == null ? 1 : e.getLocation().getColumnNr()));
        }
    }
}

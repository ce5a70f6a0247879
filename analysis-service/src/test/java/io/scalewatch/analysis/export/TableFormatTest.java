package io.scalewatch.analysis.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import io.scalewatch.analysis.export.Column.Type;
import io.scalewatch.contracts.codec.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableFormatTest {

    private static final Instant AT = Instant.parse("2026-03-04T05:06:07.123456Z");
    private static final List<Column> COLUMNS = List.of(
            Column.of("sample", Type.TEXT),
            Column.of("parameters", Type.WHOLE),
            Column.optional("confidence", Type.NUMBER),
            Column.of("correct", Type.YES_NO),
            Column.of("at", Type.MOMENT));

    private static byte[] written(TableFormat format, int rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowWriter to = format.to(out, COLUMNS)) {
            for (int i = 0; i < rows; i++) {
                to.write(List.of(
                        "s" + i % 100 + ", \"\u00e9\"",
                        70_000_000L * (1 + i % 5),
                        i % 2 == 0 ? 0.25 : Optional.empty(),
                        i % 3 == 0,
                        AT));
            }
        }
        return out.toByteArray();
    }

    @Test
    void csvHasNamesAndQuotes() throws IOException {
        assertThat(new String(written(TableFormat.CSV, 2), StandardCharsets.UTF_8))
                .isEqualTo("""
                        sample,parameters,confidence,correct,at
                        "s0, ""\u00e9""\",70000000,0.25,true,"2026-03-04T05:06:07.123456Z"
                        "s1, ""\u00e9""\",140000000,,false,"2026-03-04T05:06:07.123456Z"
                        """);
    }

    @Test
    void jsonLeavesOutWhatIsEmpty() throws IOException {
        assertThat(Json.mapper().readTree(written(TableFormat.JSON, 2)))
                .isEqualTo(Json.mapper().readTree("""
                        [{"sample": "s0, \\"\u00e9\\"", "parameters": 70000000, "confidence": 0.25, "correct": true,
                          "at": "2026-03-04T05:06:07.123456Z"},
                         {"sample": "s1, \\"\u00e9\\"", "parameters": 140000000, "correct": false,
                          "at": "2026-03-04T05:06:07.123456Z"}]"""));
    }

    @Test
    void anotherImplementationReadsTheParquet() throws IOException {
        byte[] file = written(TableFormat.PARQUET, 200_000);
        long rows = 0;
        long right = 0;
        double confidence = 0;
        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(file)));
                RowReader row = reader.rowReader()) {
            while (row.hasNext()) {
                row.next();
                rows++;
                right += row.getBoolean("correct") ? 1 : 0;
                confidence += row.isNull("confidence") ? 0 : row.getDouble("confidence");
                if (rows == 1) {
                    assertThat(row.getString("sample")).isEqualTo("s0, \"\u00e9\"");
                    assertThat(row.getLong("parameters")).isEqualTo(70_000_000);
                    assertThat(row.getTimestamp("at")).isEqualTo(AT);
                }
            }
        }
        assertThat(rows).isEqualTo(200_000);
        assertThat(right).isEqualTo(66_667);
        assertThat(confidence).isEqualTo(25_000);
    }
}

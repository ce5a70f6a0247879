package io.scalewatch.analysis.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How a table is written.
public enum TableFormat {
    CSV("csv", "text/csv") {
        @Override
        public RowWriter to(OutputStream out, List<Column> columns) throws IOException {
            return new CsvRows(out, columns);
        }
    },
    /// A list with an object for each row.
    JSON("json", "application/json") {
        @Override
        public RowWriter to(OutputStream out, List<Column> columns) throws IOException {
            return new JsonRows(out, columns);
        }
    },
    PARQUET("parquet", "application/vnd.apache.parquet") {
        @Override
        public RowWriter to(OutputStream out, List<Column> columns) throws IOException {
            return new ParquetRows(out, columns);
        }
    };

    private final String extension;
    private final String mediaType;

    TableFormat(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    public static Optional<TableFormat> of(String extension) {
        return Arrays.stream(values())
                .filter(format -> format.extension.equals(extension))
                .findFirst();
    }

    public String mediaType() {
        return mediaType;
    }

    public abstract RowWriter to(OutputStream out, List<Column> columns) throws IOException;
}

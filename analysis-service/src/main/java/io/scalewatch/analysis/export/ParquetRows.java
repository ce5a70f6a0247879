package io.scalewatch.analysis.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/// Without compression, so that no native code is needed: texts that repeat are in dictionaries, and what is
/// sent is compressed on its way.
final class ParquetRows implements RowWriter {

    /// What is held in memory at most before it is written.
    private static final long ROW_GROUP_BYTES = 4L << 20;

    private static final int PAGE_BYTES = 64 << 10;

    private final List<Column> columns;
    private final MessageType schema;
    private final ParquetWriter<Group> rows;

    ParquetRows(OutputStream out, List<Column> columns) throws IOException {
        this.columns = List.copyOf(columns);
        this.schema =
                new MessageType("row", columns.stream().map(ParquetRows::type).toList());
        this.rows = ExampleParquetWriter.builder(new Stream(out))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withPageSize(PAGE_BYTES)
                .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                .build();
    }

    private static Type type(Column column) {
        PrimitiveTypeName primitive = switch (column.type()) {
            case TEXT -> PrimitiveTypeName.BINARY;
            case WHOLE, MOMENT -> PrimitiveTypeName.INT64;
            case NUMBER -> PrimitiveTypeName.DOUBLE;
            case YES_NO -> PrimitiveTypeName.BOOLEAN;
        };
        Types.PrimitiveBuilder<?> builder = column.optional() ? Types.optional(primitive) : Types.required(primitive);
        return switch (column.type()) {
            case TEXT -> (Type) builder.as(LogicalTypeAnnotation.stringType()).named(column.name());
            case MOMENT ->
                (Type) builder.as(LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MICROS))
                        .named(column.name());
            case WHOLE, NUMBER, YES_NO -> (Type) builder.named(column.name());
        };
    }

    @Override
    public void write(List<?> cells) throws IOException {
        Group row = new SimpleGroup(schema);
        for (int i = 0; i < columns.size(); i++) {
            Object cell = cells.get(i);
            if (RowWriter.isEmpty(cell)) {
                continue;
            }
            switch (columns.get(i).type()) {
                case TEXT -> row.add(i, (String) cell);
                case WHOLE -> row.add(i, ((Number) cell).longValue());
                case NUMBER -> row.add(i, ((Number) cell).doubleValue());
                case YES_NO -> row.add(i, (Boolean) cell);
                case MOMENT -> row.add(i, ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) cell));
            }
        }
        rows.write(row);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    /// A file that is only ever appended to.
    private record Stream(OutputStream out) implements OutputFile {

        @Override
        public PositionOutputStream create(long blockSize) {
            return new Counted(out);
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSize) {
            return create(blockSize);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }

    private static final class Counted extends PositionOutputStream {

        private final OutputStream out;
        private long written;

        Counted(OutputStream out) {
            this.out = out;
        }

        @Override
        public long getPos() {
            return written;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            written++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            written += length;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}

package io.scalewatch.task.tasks;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.task.catalogue.Sample;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// The samples of a task version as one compressed document.
final class SampleArchive {

    private static final TypeReference<List<Sample>> SAMPLES = new TypeReference<>() {};
    private static final ObjectWriter WRITER = Json.mapper().writerFor(SAMPLES);
    private static final ObjectReader READER = Json.mapper().readerFor(SAMPLES);

    private SampleArchive() {}

    static byte[] write(List<Sample> samples) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            WRITER.writeValue(out, samples);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static List<Sample> read(byte[] archive) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(archive))) {
            return READER.readValue(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.scalewatch.task.tasks;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// The samples of a task version, and those that it holds out, as one compressed document.
///
/// @param heldOut none in the archives of before there were any, which are lists of samples alone
record SampleArchive(List<Sample> samples, List<Sample> heldOut) {

    private static final ObjectWriter WRITER = Json.mapper().writerFor(SampleArchive.class);
    private static final ObjectReader READER = Json.mapper().readerFor(SampleArchive.class);
    private static final ObjectReader SAMPLES = Json.mapper().readerFor(new TypeReference<List<Sample>>() {});

    SampleArchive {
        samples = List.copyOf(samples);
        heldOut = List.copyOf(heldOut);
    }

    static byte[] write(TaskVersion task) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            WRITER.writeValue(out, new SampleArchive(task.samples(), task.heldOut()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static SampleArchive read(byte[] archive) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(archive))) {
            byte[] document = in.readAllBytes();
            return document[0] == '['
                    ? new SampleArchive(SAMPLES.readValue(document), List.of())
                    : READER.readValue(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

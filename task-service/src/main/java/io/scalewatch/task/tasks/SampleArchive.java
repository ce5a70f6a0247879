package io.scalewatch.task.tasks;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.imports.SampleSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// The samples of a task version, and those that it holds out, as one compressed document that is written and
/// read sample by sample. The archives of before samples were held out are lists of samples alone.
final class SampleArchive {

    private static final String SAMPLES = "samples";
    private static final String HELD_OUT = "heldOut";
    private static final ObjectWriter WRITER = Json.mapper().writerFor(Sample.class);
    private static final ObjectReader READER = Json.mapper().readerFor(Sample.class);

    private SampleArchive() {}

    /// Writes an archive. Holds the held-out samples until it is closed, which does not close what is under it.
    static final class Writer implements SampleSink, AutoCloseable {

        private final GZIPOutputStream compressed;
        private final JsonGenerator json;
        private final List<Sample> heldOut = new ArrayList<>();

        Writer(OutputStream out) throws IOException {
            compressed = new GZIPOutputStream(out, 64 * 1024);
            json = Json.mapper().getFactory().createGenerator(compressed);
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeArrayFieldStart(SAMPLES);
        }

        @Override
        public void sample(Sample sample) throws IOException {
            WRITER.writeValue(json, sample);
        }

        @Override
        public void heldOut(Sample sample) {
            heldOut.add(sample);
        }

        @Override
        public void close() throws IOException {
            json.writeEndArray();
            json.writeArrayFieldStart(HELD_OUT);
            for (Sample sample : heldOut) {
                WRITER.writeValue(json, sample);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.close();
            compressed.finish();
        }
    }

    /// Reads an archive to its end; does not close the stream.
    static void read(InputStream archive, SampleSink sink) throws IOException {
        try (JsonParser json = Json.mapper().getFactory().createParser(new GZIPInputStream(archive, 64 * 1024))) {
            json.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            if (json.nextToken() == JsonToken.START_ARRAY) {
                samples(json, sink::sample);
                return;
            }
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                json.nextToken();
                switch (field) {
                    case SAMPLES -> samples(json, sink::sample);
                    case HELD_OUT -> samples(json, sink::heldOut);
                    default -> json.skipChildren();
                }
            }
        }
    }

    /// The first samples of an archive; does not read on.
    static List<Sample> first(InputStream archive, int most) throws IOException {
        try (JsonParser json = Json.mapper().getFactory().createParser(new GZIPInputStream(archive, 64 * 1024))) {
            json.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            while (json.nextToken() != JsonToken.START_ARRAY) {
                // Samples come first in either layout.
            }
            List<Sample> samples = new ArrayList<>();
            while (samples.size() < most && json.nextToken() != JsonToken.END_ARRAY) {
                samples.add(READER.readValue(json));
            }
            return samples;
        }
    }

    private interface Taker {
        void take(Sample sample) throws IOException;
    }

    private static void samples(JsonParser json, Taker taker) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            taker.take(READER.readValue(json));
        }
    }
}

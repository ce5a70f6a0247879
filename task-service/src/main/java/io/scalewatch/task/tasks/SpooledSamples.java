package io.scalewatch.task.tasks;

import io.scalewatch.task.catalogue.ContentHash;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.imports.SampleSink;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// The samples of a file on their way to the database: an archive in a temporary file, so that the file's size
/// does not matter. The temporary file has no name once it is open, so that nothing of it is left whatever
/// becomes of this process.
final class SpooledSamples implements SampleSink, SampleContent, AutoCloseable {

    private final FileChannel channel;
    private final SampleArchive.Writer writer;
    private final int shown;
    private final List<Sample> first = new ArrayList<>();
    private int samples;
    private int heldOut;

    /// @param shown how many samples to remember
    SpooledSamples(int shown) throws IOException {
        this.shown = shown;
        Path file = Files.createTempFile("scalewatch-import-", ".gz");
        channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        writer = new SampleArchive.Writer(Channels.newOutputStream(channel));
    }

    @Override
    public void sample(Sample sample) throws IOException {
        samples++;
        if (first.size() < shown) {
            first.add(sample);
        }
        writer.sample(sample);
    }

    @Override
    public void heldOut(Sample sample) {
        heldOut++;
        writer.heldOut(sample);
    }

    /// The last thing that is written.
    ///
    /// @return the version: it needs the number of samples, which is known only now
    String finish() throws IOException {
        writer.close();
        ContentHash hash = ContentHash.begin(samples);
        SampleArchive.read(open(), new SampleSink() {
            private boolean begun;

            @Override
            public void sample(Sample sample) {
                hash.add(sample);
            }

            @Override
            public void heldOut(Sample sample) {
                if (!begun) {
                    hash.holdOut(heldOut);
                    begun = true;
                }
                hash.add(sample);
            }
        });
        return hash.version();
    }

    /// The first ones, as many as were to be shown.
    List<Sample> first() {
        return List.copyOf(first);
    }

    @Override
    public long length() throws IOException {
        return channel.size();
    }

    /// From the beginning; one at a time. Closing it leaves the file open.
    @Override
    public InputStream open() throws IOException {
        channel.position(0);
        return new FilterInputStream(Channels.newInputStream(channel)) {
            @Override
            public void close() {}
        };
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

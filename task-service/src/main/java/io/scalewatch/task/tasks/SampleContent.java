package io.scalewatch.task.tasks;

import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/// An archive of samples that can be read more than once.
interface SampleContent {

    /// Bytes.
    long length() throws IOException;

    /// From the beginning.
    InputStream open() throws IOException;

    /// The samples of a task that is in memory anyway.
    static SampleContent of(TaskVersion task) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (SampleArchive.Writer writer = new SampleArchive.Writer(bytes)) {
            for (Sample sample : task.samples()) {
                writer.sample(sample);
            }
            task.heldOut().forEach(writer::heldOut);
        }
        byte[] archive = bytes.toByteArray();
        return new SampleContent() {
            @Override
            public long length() {
                return archive.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(archive);
            }
        };
    }
}

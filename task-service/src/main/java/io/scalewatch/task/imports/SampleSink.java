package io.scalewatch.task.imports;

import io.scalewatch.task.catalogue.Sample;
import java.io.IOException;

/// Takes the samples of a file one by one, so that nobody has to hold them all.
public interface SampleSink {

    /// One that is evaluated; in the order of the rows.
    ///
    /// @throws IOException if it can't be written
    void sample(Sample sample) throws IOException;

    /// One that is held out for examples; in the order of the rows.
    ///
    /// @throws IOException if it can't be written
    void heldOut(Sample sample) throws IOException;
}

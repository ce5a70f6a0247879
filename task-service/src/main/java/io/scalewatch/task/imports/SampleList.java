package io.scalewatch.task.imports;

import io.scalewatch.task.catalogue.ContentHash;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskVersion;
import java.util.ArrayList;
import java.util.List;

/// Keeps the samples in memory: for files that are known to be small, and for tasks that are about to be asked.
public final class SampleList implements SampleSink {

    private final List<Sample> samples = new ArrayList<>();
    private final List<Sample> heldOut = new ArrayList<>();

    @Override
    public void sample(Sample sample) {
        samples.add(sample);
    }

    @Override
    public void heldOut(Sample sample) {
        heldOut.add(sample);
    }

    public List<Sample> samples() {
        return List.copyOf(samples);
    }

    public List<Sample> heldOut() {
        return List.copyOf(heldOut);
    }

    /// The whole task.
    public TaskVersion version(TaskProfile profile) {
        return new TaskVersion(
                profile.name(),
                ContentHash.of(samples, heldOut),
                profile.mechanism(),
                profile.description(),
                profile.kind(),
                profile.labels(),
                samples,
                heldOut);
    }
}

package io.scalewatch.task.catalogue;

import java.util.SplittableRandom;

/// Makes up the questions of a task.
@FunctionalInterface
public interface SampleGenerator {

    /// One group, by the random numbers alone.
    SampleGroup draw(SplittableRandom random);
}

package io.scalewatch.analysis.api;

import io.scalewatch.analysis.samples.ShownSample;
import java.util.List;

/// What every size answered to the samples of a group.
///
/// @param place of the group among all
/// @param sizes the smallest first
public record GroupAnswers(String place, List<Size> sizes) {

    /// @param samples empty where none of the group's can be looked at
    /// @param more how many samples of it are left out
    public record Size(String model, String version, long parameters, List<ShownSample> samples, int more) {}
}

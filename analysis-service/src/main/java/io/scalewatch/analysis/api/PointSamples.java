package io.scalewatch.analysis.api;

import io.scalewatch.analysis.samples.ShownSample;
import io.scalewatch.contracts.event.Label;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Some samples of a point, with what was asked and answered.
///
/// @param samples how many of the point's can be looked at, all pages together
/// @param labels how many of those have which label
/// @param groups some of them, in an order that is the same at all sizes
/// @param next to be named as `after` for those that follow
public record PointSamples(
        String model,
        String version,
        int samples,
        Map<Label, Integer> labels,
        List<Group> groups,
        Optional<String> next) {

    /// Biased samples and their neutral control.
    ///
    /// @param place of the group among all
    /// @param more how many samples of it are left out
    public record Group(String place, List<ShownSample> samples, int more) {}
}

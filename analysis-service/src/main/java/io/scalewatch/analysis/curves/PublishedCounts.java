package io.scalewatch.analysis.curves;

import io.scalewatch.contracts.event.CurvePoint;
import java.util.List;

/// The counts of accuracy of a published curve. How far repeated trials of a sample depend on each other is not
/// published: each sample counts as one trial here, so that what is made of it is rather too unsure than too
/// sure.
///
/// @param repeated whether any sample was asked more than once
public record PublishedCounts(Curve curve, boolean repeated) {

    /// @param points the smallest size first
    public static PublishedCounts of(List<CurvePoint> points) {
        List<CurvePoint> answered =
                points.stream().filter(point -> point.answered() > 0).toList();
        double[] sizes = new double[answered.size()];
        double[] trials = new double[answered.size()];
        double[] successes = new double[answered.size()];
        boolean repeated = false;
        for (int i = 0; i < sizes.length; i++) {
            CurvePoint point = answered.get(i);
            sizes[i] = Math.log10(point.parameters());
            trials[i] = independent(point);
            successes[i] = trials[i] * point.correct() / point.answered();
            repeated |= trials[i] < point.answered();
        }
        return new PublishedCounts(Curve.of(sizes, trials, successes), repeated);
    }

    /// The answers of a point, those to one sample as one. How many samples were answered is not published; as many
    /// of them are taken for answered as of the trials.
    public static long independent(CurvePoint point) {
        return Math.clamp(point.answered() * point.samples() / point.trials(), 1, point.answered());
    }
}

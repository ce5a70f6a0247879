package io.scalewatch.analysis.curves;

import io.scalewatch.contracts.event.Interval;
import java.util.Optional;

/// Where the quadratic fit to a curve's log-odds turns.
///
/// Fieller's set holds all places whose slope `b_1 + 2 b_2 z` is not proven to differ from 0. Where the
/// curvature itself is not proven it is unbounded: an interval by the delta method would hide that.
///
/// @param log10Size of the vertex
/// @param interval Fieller's 95 % set, log10 of sizes, if it is bounded
public record Vertex(double log10Size, Optional<Interval> interval) {

    /// @param curve of effective counts, at least 3 sizes
    /// @return nothing where the fit has no curvature at all
    public static Optional<Vertex> of(Curve curve) {
        LogisticFit fit = LogisticFit.of(curve, 2);
        double slope = fit.coefficient(1);
        double curvature = fit.coefficient(2);
        double z = -slope / (2 * curvature);
        if (!Double.isFinite(z)) {
            return Optional.empty();
        }
        double q = Wilson.Z * Wilson.Z;
        double a = 4 * (curvature * curvature - q * fit.covariance(2, 2));
        double b = 4 * (slope * curvature - q * fit.covariance(1, 2));
        double c = slope * slope - q * fit.covariance(1, 1);
        double discriminant = b * b - 4 * a * c;
        Optional<Interval> interval = Optional.empty();
        if (a > 0 && discriminant >= 0) {
            double root = Math.sqrt(discriminant);
            interval = Optional.of(
                    new Interval(curve.log10SizeOf((-b - root) / (2 * a)), curve.log10SizeOf((-b + root) / (2 * a))));
        }
        return Optional.of(new Vertex(curve.log10SizeOf(z), interval));
    }
}

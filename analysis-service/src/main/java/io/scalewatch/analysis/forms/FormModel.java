package io.scalewatch.analysis.forms;

import io.scalewatch.analysis.curves.Curve;
import java.util.ArrayList;
import java.util.List;

/// A form over one curve's sizes: its parameters, where to begin to look for them, and the accuracy that they
/// give.
///
/// @param starts values of the parameters
/// @param reference C0, log10 of parameters
record FormModel(List<String> names, List<Scale> scales, List<double[]> starts, double reference, Rate rate) {

    private static final double[] SLOPES = {0.05, 0.3, 1};

    /// Accuracy by the values of the parameters; may leave 0 to 1.
    interface Rate {
        double at(double[] values, double log10Size);
    }

    /// @param curve of at least two sizes
    static FormModel of(Form form, Curve curve) {
        return switch (form) {
            case FALLING_ERROR -> error(curve, -1);
            case GROWING_ERROR -> error(curve, 1);
            case FALLING_ACCURACY -> fallingAccuracy(curve);
            case SIGMOID -> sigmoid(curve);
            case QUADRATIC_LOGIT -> quadraticLogit(curve);
            case BROKEN_POWER_LAW -> brokenPowerLaw(curve);
        };
    }

    private static double first(Curve curve) {
        return curve.log10Size(0);
    }

    private static double last(Curve curve) {
        return curve.log10Size(curve.points() - 1);
    }

    private static FormModel error(Curve curve, int sign) {
        double reference = sign < 0 ? first(curve) : last(curve);
        double most = 1 - curve.rate(sign < 0 ? 0 : curve.points() - 1);
        double least = 1 - curve.rate(sign < 0 ? curve.points() - 1 : 0);
        List<double[]> starts = new ArrayList<>();
        for (double floor : new double[] {0.95, 0.5, 0.05}) {
            for (double alpha : SLOPES) {
                starts.add(new double[] {Math.max(0.01, most - floor * least), alpha, floor * least});
            }
        }
        return new FormModel(
                List.of("a", "alpha", "L"),
                List.of(Scale.positive(), Scale.positive(), Scale.rate()),
                starts,
                reference,
                (v, x) -> 1 - v[2] - v[0] * Math.pow(10, sign * v[1] * (x - reference)));
    }

    private static FormModel fallingAccuracy(Curve curve) {
        double reference = first(curve);
        List<double[]> starts = new ArrayList<>();
        for (double alpha : SLOPES) {
            starts.add(new double[] {curve.rate(0), alpha});
        }
        return new FormModel(
                List.of("c", "alpha"),
                List.of(Scale.rate(), Scale.positive()),
                starts,
                reference,
                (v, x) -> v[0] * Math.pow(10, -v[1] * (x - reference)));
    }

    private static FormModel sigmoid(Curve curve) {
        double range = last(curve) - first(curve);
        List<double[]> starts = new ArrayList<>();
        for (double place : new double[] {0.5, 0.25, 0.75}) {
            for (double beta : new double[] {1, 3, 10}) {
                starts.add(
                        new double[] {curve.rate(0), curve.rate(curve.points() - 1), beta, first(curve) + place * range
                        });
            }
        }
        return new FormModel(
                List.of("left", "right", "beta", "center"),
                List.of(
                        Scale.rate(),
                        Scale.rate(),
                        Scale.positive(),
                        Scale.place(first(curve) - range, last(curve) + range)),
                starts,
                0,
                (v, x) -> v[0] + (v[1] - v[0]) / (1 + Math.exp(-v[2] * (x - v[3]))));
    }

    private static FormModel quadraticLogit(Curve curve) {
        return new FormModel(
                List.of("b0", "b1", "b2"),
                List.of(Scale.real(), Scale.real(), Scale.real()),
                List.of(new double[] {0, 0, 0}, new double[] {0, 0, 1}, new double[] {0, 0, -1}),
                0,
                (v, x) -> {
                    double z = curve.zOf(x);
                    return 1 / (1 + Math.exp(-(v[0] + v[1] * z + v[2] * z * z)));
                });
    }

    private static FormModel brokenPowerLaw(Curve curve) {
        double reference = first(curve);
        double range = last(curve) - reference;
        double error = Math.max(0.02, 1 - curve.rate(0));
        List<double[]> starts = new ArrayList<>();
        for (double before : new double[] {0.1, -0.1, 0.5}) {
            for (double after : new double[] {0.3, -0.3, 1, -1}) {
                for (double place : new double[] {0.35, 0.65}) {
                    starts.add(new double[] {0.02, error, before, after, reference + place * range, 0.3});
                }
            }
        }
        return new FormModel(
                List.of("L", "a", "c0", "c1", "d", "f"),
                List.of(
                        Scale.rate(),
                        Scale.positive(),
                        Scale.real(),
                        Scale.real(),
                        Scale.place(first(curve), last(curve)),
                        Scale.positive()),
                starts,
                reference,
                (v, x) -> 1
                        - v[0]
                        - v[1]
                                * Math.pow(10, -v[2] * (x - reference))
                                * Math.pow(1 + Math.pow(10, (x - v[4]) / v[5]), -v[3] * v[5]));
    }
}

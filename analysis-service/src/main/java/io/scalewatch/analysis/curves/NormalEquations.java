package io.scalewatch.analysis.curves;

/// The normal equations of a weighted least-squares polynomial in z of degree 0, 1 or 2, factored in closed form
/// (LDL'): the information is made of the weights times powers of z, five sums at most.
///
/// Reused from step to step: a series is refitted while its scores stream in, and a dozen regressions are in each
/// refit.
final class NormalEquations {

    /// A pivot that is smaller against what it came from is rounding.
    private static final double SINGULAR = 1e-13;

    private final int size;
    private double s0;
    private double s1;
    private double s2;
    private double s3;
    private double s4;
    private double r0;
    private double r1;
    private double r2;
    private double d0;
    private double d1;
    private double d2;
    private double l10;
    private double l20;
    private double l21;
    private boolean factored;

    NormalEquations(int degree) {
        this.size = degree + 1;
    }

    void clear() {
        factored = false;
        s0 = 0;
        s1 = 0;
        s2 = 0;
        s3 = 0;
        s4 = 0;
        r0 = 0;
        r1 = 0;
        r2 = 0;
    }

    /// One point's part: its weight, and the right side's.
    void add(double z, double weight, double right) {
        double wz = weight * z;
        double wzz = wz * z;
        s0 += weight;
        s1 += wz;
        s2 += wzz;
        s3 += wzz * z;
        s4 += wzz * z * z;
        double rz = right * z;
        r0 += right;
        r1 += rz;
        r2 += rz * z;
    }

    /// @return false where the matrix is singular; the factor is of no use then
    boolean factor() {
        d0 = s0;
        l10 = s1 / d0;
        d1 = s2 - l10 * s1;
        l20 = s2 / d0;
        double m21 = s3 - l20 * s1;
        l21 = m21 / d1;
        d2 = s4 - l20 * s2 - l21 * m21;
        factored = d0 > 0 && (size < 2 || d1 > SINGULAR * s2) && (size < 3 || d2 > SINGULAR * s4);
        return factored;
    }

    /// The right side times a vector.
    double rightTimes(double[] x) {
        return switch (size) {
            case 1 -> r0 * x[0];
            case 2 -> r0 * x[0] + r1 * x[1];
            default -> r0 * x[0] + r1 * x[1] + r2 * x[2];
        };
    }

    /// The solution, by the factor.
    void solve(double[] x) {
        solve(r0, r1, r2, x);
    }

    /// The inverse of the matrix, by the factor; zeros where it has none.
    double[][] inverse() {
        double[][] inverse = new double[size][size];
        for (int j = 0; factored && j < size; j++) {
            solve(j == 0 ? 1 : 0, j == 1 ? 1 : 0, j == 2 ? 1 : 0, inverse[j]);
        }
        return inverse;
    }

    private void solve(double right0, double right1, double right2, double[] x) {
        if (size == 1) {
            x[0] = right0 / d0;
            return;
        }
        double y1 = right1 - l10 * right0;
        double x1 = y1 / d1;
        double x0 = right0 / d0;
        if (size == 3) {
            x[2] = (right2 - l20 * right0 - l21 * y1) / d2;
            x1 -= l21 * x[2];
            x0 -= l20 * x[2];
        }
        x[1] = x1;
        x[0] = x0 - l10 * x1;
    }
}

package io.scalewatch.analysis.forms;

import io.scalewatch.analysis.curves.Curve;
import java.util.Arrays;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.ConvergenceChecker;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresProblem;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.util.Pair;

/// Looks for the parameters of least deviance. The deviance is the sum of the squared deviance residuals, so
/// that a least-squares optimiser finds the maximum of the binomial likelihood.
final class FormSearch {

    /// Rates are held this far from 0 and 1, where the likelihood ends.
    private static final double EDGE = 1e-9;

    private static final double STEP = 1e-6;
    private static final int MOST_STEPS = 200;
    private static final double ENOUGH = 1e-10;

    private final FormModel model;
    private final Curve curve;

    /// @param free the parameters, without bounds
    record Found(double[] free, double deviance) {}

    FormSearch(FormModel model, Curve curve) {
        this.model = model;
        this.curve = curve;
    }

    /// The best of all starts.
    Found best() {
        boolean[] all = new boolean[model.scales().size()];
        Arrays.fill(all, true);
        Found best = null;
        for (double[] start : model.starts()) {
            double[] free = new double[start.length];
            for (int j = 0; j < free.length; j++) {
                free[j] = model.scales().get(j).free(start[j]);
            }
            Found found = from(free, all);
            if (best == null || found.deviance() < best.deviance()) {
                best = found;
            }
        }
        return best;
    }

    /// The best near a start.
    ///
    /// @param moved which parameters may be changed
    Found from(double[] start, boolean[] moved) {
        int[] places = new int[moved.length];
        int count = 0;
        for (int j = 0; j < moved.length; j++) {
            if (moved[j]) {
                places[count++] = j;
            }
        }
        int[] free = Arrays.copyOf(places, count);
        double[] point = new double[count];
        for (int j = 0; j < count; j++) {
            point[j] = start[free[j]];
        }
        double[][] nearest = {start};
        LeastSquaresProblem problem = new LeastSquaresBuilder()
                .start(point)
                .target(new double[curve.points()])
                .model(at -> {
                    double[] here = whole(start, free, at);
                    nearest[0] = deviance(here) < deviance(nearest[0]) ? here : nearest[0];
                    return residuals(here, free);
                })
                .parameterValidator(at -> within(at, free))
                .checker(CHECKER)
                .maxEvaluations(MOST_STEPS)
                .maxIterations(MOST_STEPS)
                .build();
        try {
            double[] end = whole(
                    start,
                    free,
                    new LevenbergMarquardtOptimizer().optimize(problem).getPoint());
            return new Found(end, deviance(end));
        } catch (MathRuntimeException e) {
            // No end within the steps, or none that numbers can tell: the best that was come by is what is known.
            return new Found(nearest[0].clone(), deviance(nearest[0]));
        }
    }

    private static final ConvergenceChecker<LeastSquaresProblem.Evaluation> CHECKER =
            (steps, before, now) -> Math.abs(before.getCost() - now.getCost()) <= ENOUGH * (1 + now.getCost());

    double deviance(double[] free) {
        double[] values = shown(free);
        double sum = 0;
        for (int i = 0; i < curve.points(); i++) {
            sum += deviance(i, rate(values, i));
        }
        return sum;
    }

    double[] shown(double[] free) {
        double[] values = new double[free.length];
        for (int j = 0; j < free.length; j++) {
            values[j] = model.scales().get(j).shown(free[j]);
        }
        return values;
    }

    private static double[] whole(double[] start, int[] places, RealVector at) {
        double[] whole = start.clone();
        for (int j = 0; j < places.length; j++) {
            whole[places[j]] = at.getEntry(j);
        }
        return whole;
    }

    private RealVector within(RealVector at, int[] places) {
        double[] held = at.toArray();
        for (int j = 0; j < held.length; j++) {
            Scale scale = model.scales().get(places[j]);
            held[j] = Math.clamp(held[j], scale.least(), scale.most());
        }
        return new ArrayRealVector(held, false);
    }

    private Pair<RealVector, org.hipparchus.linear.RealMatrix> residuals(double[] free, int[] places) {
        double[] values = shown(free);
        double[] residuals = new double[curve.points()];
        double[][] slopes = new double[curve.points()][places.length];
        for (int i = 0; i < residuals.length; i++) {
            double p = rate(values, i);
            double deviance = deviance(i, p);
            double above = curve.successes(i) - curve.trials(i) * p;
            residuals[i] = Math.copySign(Math.sqrt(deviance), above);
            double byRate = deviance < ENOUGH
                    ? -Math.sqrt(curve.trials(i) / (p * (1 - p)))
                    : -Math.abs(above) / (p * (1 - p) * Math.sqrt(deviance));
            for (int j = 0; j < places.length; j++) {
                slopes[i][j] = byRate * slope(free, places[j], i);
            }
        }
        return new Pair<>(new ArrayRealVector(residuals, false), new Array2DRowRealMatrix(slopes, false));
    }

    private double slope(double[] free, int place, int i) {
        double[] moved = free.clone();
        moved[place] = free[place] + STEP;
        double up = rate(shown(moved), i);
        moved[place] = free[place] - STEP;
        return (up - rate(shown(moved), i)) / (2 * STEP);
    }

    private double rate(double[] values, int i) {
        double rate = model.rate().at(values, curve.log10Size(i));
        return Double.isNaN(rate) ? EDGE : Math.clamp(rate, EDGE, 1 - EDGE);
    }

    /// Twice the log-likelihood that a point lacks.
    private double deviance(int i, double p) {
        double n = curve.trials(i);
        double k = curve.successes(i);
        double right = k == 0 ? 0 : k * Math.log(k / (n * p));
        double wrong = k == n ? 0 : (n - k) * Math.log((n - k) / (n * (1 - p)));
        return Math.max(0, 2 * (right + wrong));
    }
}

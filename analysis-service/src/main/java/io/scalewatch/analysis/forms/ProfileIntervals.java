package io.scalewatch.analysis.forms;

import io.scalewatch.analysis.forms.FormSearch.Found;
import java.util.Arrays;
import java.util.Optional;
import org.hipparchus.analysis.solvers.BrentSolver;
import org.hipparchus.exception.MathIllegalArgumentException;

/// Profile-likelihood intervals: all values of a parameter with which the others can still be chosen so that
/// the deviance is at most 3.84 above the least, the 95 % point of a chi-square with one degree of freedom.
final class ProfileIntervals {

    private static final double CRITICAL = 3.841458820694124;
    private static final double FIRST_STEP = 0.05;
    private static final int MOST_EVALUATIONS = 60;
    /// Of the parameter without bounds.
    private static final double EXACT = 1e-4;

    private static final double NEWS = 1e-6;
    private static final int MOST_RESTARTS = 4;

    private final FormModel model;
    private final FormSearch search;
    private Found best;

    /// @param lower none where nothing ends it
    record Ends(Optional<Double> lower, Optional<Double> upper) {}

    ProfileIntervals(FormModel model, FormSearch search, Found best) {
        this.model = model;
        this.search = search;
        this.best = best;
    }

    /// The intervals of all parameters. A profile that comes upon something better than the best begins all of
    /// them anew.
    Ends[] all() {
        for (int restart = 0; restart < MOST_RESTARTS; restart++) {
            Found before = best;
            Ends[] ends = new Ends[model.scales().size()];
            for (int j = 0; j < ends.length && best == before; j++) {
                ends[j] = new Ends(end(j, -1), end(j, 1));
            }
            if (best == before) {
                return ends;
            }
        }
        throw new FormNotFoundException();
    }

    /// The best that is known.
    Found best() {
        return best;
    }

    private Optional<Double> end(int j, int direction) {
        Scale scale = model.scales().get(j);
        boolean[] others = new boolean[model.scales().size()];
        Arrays.fill(others, true);
        others[j] = false;
        Profile profile = new Profile(j, others);
        double limit = direction < 0 ? scale.least() : scale.most();
        double inside = best.free()[j];
        double step = FIRST_STEP;
        while (inside != limit) {
            double outside = direction < 0 ? Math.max(limit, inside - step) : Math.min(limit, inside + step);
            if (profile.above(outside) > 0) {
                Optional<Double> end = between(profile, Math.min(inside, outside), Math.max(inside, outside));
                if (end.isPresent()) {
                    return end.map(scale::shown);
                }
            }
            inside = outside;
            step *= 2;
        }
        return scale.end(direction > 0);
    }

    /// Nothing where a second look has found the far end within the interval after all.
    private static Optional<Double> between(Profile profile, double from, double to) {
        try {
            return Optional.of(new BrentSolver(EXACT).solve(MOST_EVALUATIONS, profile::above, from, to));
        } catch (MathIllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// The least deviance by one parameter; each look begins where the last one has ended.
    private final class Profile {

        private final int place;
        private final boolean[] others;
        private double[] at = best.free();

        Profile(int place, boolean[] others) {
            this.place = place;
            this.others = others;
        }

        /// Above 0 outside of the interval.
        double above(double free) {
            double[] start = at.clone();
            start[place] = free;
            double[] fromBest = best.free().clone();
            fromBest[place] = free;
            Found found = search.from(start, others);
            Found other = search.from(fromBest, others);
            Found least = other.deviance() < found.deviance() ? other : found;
            at = least.free();
            if (least.deviance() < best.deviance() - NEWS) {
                best = least;
            }
            return least.deviance() - best.deviance() - CRITICAL;
        }
    }
}

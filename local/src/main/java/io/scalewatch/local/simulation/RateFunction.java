package io.scalewatch.local.simulation;

import java.util.Map;

/// How often something is answered, as a function of the model's size.
public sealed interface RateFunction {

    /// @param parameters the model's size
    /// @return 0 to 1
    double at(long parameters);

    /// The same for every size.
    record Constant(double rate) implements RateFunction {

        @Override
        public double at(long parameters) {
            return rate;
        }
    }

    /// Rises from `low` to `high`, half of the way at `middle`.
    ///
    /// @param middle log10 parameters
    /// @param width in decades; 88 % of the way lies within two of them on either side
    record Logistic(double low, double high, double middle, double width) implements RateFunction {

        @Override
        public double at(long parameters) {
            return low + (high - low) / (1 + Math.exp(-(Math.log10(parameters) - middle) / width));
        }
    }

    /// A [Logistic] the other way round.
    record Falling(double high, double low, double middle, double width) implements RateFunction {

        @Override
        public double at(long parameters) {
            return high - (high - low) / (1 + Math.exp(-(Math.log10(parameters) - middle) / width));
        }
    }

    /// Falls from `high` to `low` and rises again.
    ///
    /// @param bottom where it is lowest, log10 parameters
    /// @param width in decades; one of them off the bottom, 39 % of the way is made up
    record U(double high, double low, double bottom, double width) implements RateFunction {

        @Override
        public double at(long parameters) {
            return high - (high - low) * bell(parameters, bottom, width);
        }
    }

    /// Rises from `low` to `high` and falls again.
    ///
    /// @param top where it is highest, log10 parameters
    /// @param width as that of a [U]
    record InvertedU(double low, double high, double top, double width) implements RateFunction {

        @Override
        public double at(long parameters) {
            return low + (high - low) * bell(parameters, top, width);
        }
    }

    /// Jumps.
    ///
    /// @param before the rate below the size
    /// @param after the rate from that size on
    /// @param at log10 parameters
    record Step(double before, double after, double at) implements RateFunction {

        @Override
        public double at(long parameters) {
            return Math.log10(parameters) < at ? before : after;
        }
    }

    /// What it is for each size.
    ///
    /// @param rates by parameters
    record Table(Map<Long, Double> rates) implements RateFunction {

        public Table {
            rates = Map.copyOf(rates);
        }

        /// @throws IllegalArgumentException if the table has no such size
        @Override
        public double at(long parameters) {
            Double rate = rates.get(parameters);
            if (rate == null) {
                throw new IllegalArgumentException("no rate for " + parameters + " parameters");
            }
            return rate;
        }
    }

    private static double bell(long parameters, double middle, double width) {
        double distance = (Math.log10(parameters) - middle) / width;
        return Math.exp(-distance * distance / 2);
    }
}

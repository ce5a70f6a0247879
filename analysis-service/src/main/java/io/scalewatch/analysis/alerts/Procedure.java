package io.scalewatch.analysis.alerts;

import io.scalewatch.analysis.evidence.BenjaminiHochberg;
import io.scalewatch.analysis.evidence.RunningMaximum;

/// How the share of false alerts is kept.
public enum Procedure {
    /// Benjamini and Hochberg's on the anytime p-values `1 / max e`: for series that are independent, or depend
    /// on each other positively.
    BH {
        @Override
        boolean[] rejected(double[] maxLogE, int hypotheses, double falseDiscoveryRate) {
            return BenjaminiHochberg.rejected(maxLogE, hypotheses, falseDiscoveryRate);
        }
    },
    /// e-BH: for series that depend on each other in whatever way, at the price of more evidence.
    E_BH {
        @Override
        boolean[] rejected(double[] maxLogE, int hypotheses, double falseDiscoveryRate) {
            double[] adjusted = new double[maxLogE.length];
            for (int i = 0; i < adjusted.length; i++) {
                adjusted[i] = RunningMaximum.adjustedLogE(maxLogE[i]);
            }
            return BenjaminiHochberg.rejected(adjusted, hypotheses, falseDiscoveryRate);
        }
    };

    /// @param maxLogE natural logarithms of the running maximum e-values, a hypothesis each, of all that have at least
    ///     [AlertPolicy#leastLogE()]
    /// @param hypotheses how many there are, with those that have less
    abstract boolean[] rejected(double[] maxLogE, int hypotheses, double falseDiscoveryRate);
}

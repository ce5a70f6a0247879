package io.scalewatch.analysis.alerts;

import io.scalewatch.analysis.evidence.BenjaminiHochberg;
import io.scalewatch.analysis.evidence.RunningMaximum;

/// How the share of false alerts is kept.
public enum Procedure {
    /// Benjamini and Hochberg's on the anytime p-values `1 / max e`: for series that are independent, or depend
    /// on each other positively.
    BH {
        @Override
        boolean[] rejected(double[] maxLogE, double falseDiscoveryRate) {
            return BenjaminiHochberg.rejected(maxLogE, falseDiscoveryRate);
        }
    },
    /// e-BH: for series that depend on each other in whatever way, at the price of more evidence.
    E_BH {
        @Override
        boolean[] rejected(double[] maxLogE, double falseDiscoveryRate) {
            double[] adjusted = new double[maxLogE.length];
            for (int i = 0; i < adjusted.length; i++) {
                adjusted[i] = RunningMaximum.adjustedLogE(maxLogE[i]);
            }
            return BenjaminiHochberg.rejected(adjusted, falseDiscoveryRate);
        }
    };

    /// @param maxLogE natural logarithms of the running maximum e-values, a hypothesis each
    abstract boolean[] rejected(double[] maxLogE, double falseDiscoveryRate);
}

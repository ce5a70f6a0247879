package io.scalewatch.analysis.evidence;

/// The largest log e-value that an e-process has had: by Ville's inequality its reciprocal is a p-value that
/// stays valid however often one looked.
///
/// @param logE natural logarithm, at least 0: every e-process starts at 1
public record RunningMaximum(double logE) {

    /// Before the first look.
    public static final RunningMaximum START = new RunningMaximum(0);

    public RunningMaximum {
        if (!(logE >= 0)) {
            throw new IllegalArgumentException("a running maximum of e-values is at least 1");
        }
    }

    /// After one more look.
    ///
    /// @param pastBurnIn looks before the burn-in count nothing
    public RunningMaximum after(double newLogE, boolean pastBurnIn) {
        return pastBurnIn && newLogE > logE ? new RunningMaximum(newLogE) : this;
    }

    /// `1 / e`, between 0 and 1.
    public double anytimeP() {
        return Math.exp(-logE);
    }

    /// The logarithm of the e-value that a running maximum is worth. The maximum itself is none: its
    /// expectation is not bounded, and e-BH on it would not keep its promise. Its reciprocal is a p-value, and
    /// of the calibrators that turn p-values into e-values this is the mixture of all `kappa p^(kappa - 1)`:
    /// `(m - 1 - log m) / (log m)^2` (Shafer, Shen, Vereshchagin, Vovk 2011).
    ///
    /// @param logE of the maximum, at least 0
    public static double adjustedLogE(double logE) {
        if (logE < 1e-3) {
            // The limit at a maximum of 1 is 1/2.
            return Math.log(0.5);
        }
        // log((m - 1 - log m) / (log m)^2), with m = e^logE taken out of the difference.
        return logE + Math.log1p(-(1 + logE) * Math.exp(-logE)) - 2 * Math.log(logE);
    }
}

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
}

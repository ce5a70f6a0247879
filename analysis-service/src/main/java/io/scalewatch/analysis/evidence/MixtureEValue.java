package io.scalewatch.analysis.evidence;

import io.scalewatch.analysis.curves.LogOnePlus;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;

/// The one-sided mixture e-value of an effect against "it is not positive": the likelihood ratio averaged over
/// a half-normal prior of the effect (Robbins 1970; Howard, Ramdas, McAuliffe, Sekhon 2021).
///
/// `E(U, V) = 2 sqrt(r / (r + V)) exp(U^2 / (2 (r + V))) Phi(U / sqrt(r + V))`
public final class MixtureEValue {

    private MixtureEValue() {}

    /// The natural logarithm of the e-value; finite for all finite arguments.
    ///
    /// @param u the effect, times `v`
    /// @param v the information: 1 / the variance of the effect
    /// @param r the prior's precision: its standard deviation is 1 / sqrt(r)
    public static double logE(double u, double v, double r) {
        double a = u / Math.sqrt(r + v);
        double shrinkage = -0.5 * LogOnePlus.value(v / r);
        if (a <= 0) {
            // 2 exp(a^2 / 2) Phi(a) = erfcx(-a / sqrt(2)): neither factor's over- or underflow.
            return shrinkage + Math.log(Erfcx.value(-a / Math.sqrt(2)));
        }
        return shrinkage + a * a / 2 + Math.log(2 - Erfc.value(a / Math.sqrt(2)));
    }
}

package io.scalewatch.contracts.event;

/// What speaks for one kind of alert in a series.
///
/// @param subject which label (`label-shift`) or which model (`below-forecast`, `version-regression`) it is
///     about; empty where it is about the whole curve
/// @param logE natural logarithm of the e-value against its not being so: the present one in a fit, the largest
///     of the epoch in a report of evidence
/// @param effect a difference of rates with its 95 % interval for a fixed number of trials: below 0 is bad for
///     `inverse-scaling`, `below-forecast` and `version-regression`, above 0 for the others
/// @param liveInterval 95 % confidence sequence of the effect
/// @param detail the rates behind it, in words
public record Finding(
        AlertKind kind, String subject, double logE, ShapeEvidence.Trend effect, Interval liveInterval, String detail) {

    public Finding {
        Require.notNull(kind, "kind");
        Require.notNull(subject, "subject");
        Require.notNull(effect, "effect");
        Require.notNull(liveInterval, "liveInterval");
        Require.notNull(detail, "detail");
    }

    /// With another e-value.
    public Finding withLogE(double other) {
        return new Finding(kind, subject, other, effect, liveInterval, detail);
    }
}

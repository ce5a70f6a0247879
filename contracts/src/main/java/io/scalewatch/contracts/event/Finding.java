package io.scalewatch.contracts.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// What speaks for one kind of alert in a series.
///
/// @param subject which label (`label-shift`) or which model (`below-forecast`, `version-regression`,
///     `model-drift`) it is about, for a name that is another now with version and name; empty where it is about
///     the whole curve. A `label-shift` of the [EffectCurve] of a label, not of its raw rate, is about
///     [#effectOf(Label)]
/// @param logE natural logarithm of the e-value against its not being so: the present one in a fit, the largest
///     of the epoch in a report of evidence; [#CERTAIN] of what was seen and needs no evidence
/// @param effect a difference of rates with its 95 % interval for a fixed number of trials: below 0 is bad for
///     `inverse-scaling`, `below-forecast` and `version-regression`, above 0 for the others, both for `model-drift`
/// @param liveInterval 95 % confidence sequence of the effect
/// @param detail the rates behind it, in words
/// @param samples the names of those that show it best, at most 5; only in a report of evidence that could be an
///     alert
public record Finding(
        AlertKind kind,
        String subject,
        double logE,
        ShapeEvidence.Trend effect,
        Interval liveInterval,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> samples) {

    /// More than any number of answers could come to.
    public static final double CERTAIN = 1e9;

    private static final String EFFECT = " effect";

    public Finding {
        Require.notNull(kind, "kind");
        Require.notNull(subject, "subject");
        Require.notNull(effect, "effect");
        Require.notNull(liveInterval, "liveInterval");
        Require.notNull(detail, "detail");
        samples = samples == null ? List.of() : List.copyOf(samples);
    }

    /// Without samples.
    public Finding(
            AlertKind kind,
            String subject,
            double logE,
            ShapeEvidence.Trend effect,
            Interval liveInterval,
            String detail) {
        this(kind, subject, logE, effect, liveInterval, detail, List.of());
    }

    /// The subject of a finding about a label's paired effect, for example `SYCOPHANTIC effect`.
    public static String effectOf(Label label) {
        return label + EFFECT;
    }

    /// Whether the subject is a label's paired effect.
    public boolean concernsEffect() {
        return kind == AlertKind.LABEL_SHIFT && subject.endsWith(EFFECT);
    }

    /// The label that a finding of kind `label-shift` is about.
    public Label label() {
        return Label.valueOf(concernsEffect() ? subject.substring(0, subject.length() - EFFECT.length()) : subject);
    }

    /// With another e-value.
    public Finding withLogE(double other) {
        return new Finding(kind, subject, other, effect, liveInterval, detail, samples);
    }

    /// Shown by these samples.
    public Finding withSamples(List<String> others) {
        return new Finding(kind, subject, logE, effect, liveInterval, detail, others);
    }
}

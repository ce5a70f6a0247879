package io.scalewatch.analysis.forms;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A form of accuracy over size. `C` is the size, `C0` the reference size that a fit names, x = log10 C.
public enum Form {
    /// The error falls towards a floor: `1 - accuracy = a (C / C0)^-alpha + L`, C0 the smallest size.
    @JsonProperty("falling-error")
    FALLING_ERROR("falling-error", "1 - accuracy = a (C/C0)^-alpha + L", 4),
    /// The error grows: `1 - accuracy = a (C / C0)^alpha + L`, C0 the largest size.
    @JsonProperty("growing-error")
    GROWING_ERROR("growing-error", "1 - accuracy = a (C/C0)^alpha + L", 4),
    /// Accuracy falls towards nothing: `accuracy = c (C / C0)^-alpha`, C0 the smallest size.
    @JsonProperty("falling-accuracy")
    FALLING_ACCURACY("falling-accuracy", "accuracy = c (C/C0)^-alpha", 3),
    /// Between what it is at the left and at the right, steepest at `C0 = 10^center`; `beta` per decade.
    @JsonProperty("sigmoid")
    SIGMOID("sigmoid", "accuracy = left + (right - left) / (1 + exp(-beta (x - center)))", 5),
    /// One turn: `logit accuracy = b0 + b1 z + b2 z^2`, z the size scaled to [-1, 1].
    @JsonProperty("quadratic-logit")
    QUADRATIC_LOGIT("quadratic-logit", "logit accuracy = b0 + b1 z + b2 z^2", 4),
    /// Two power laws of the error that pass into each other at d (Caballero and others, "Broken Neural Scaling
    /// Laws", with one break), C0 the smallest size.
    @JsonProperty("broken-power-law")
    BROKEN_POWER_LAW("broken-power-law", "1 - accuracy = L + a (C/C0)^-c0 (1 + (C/d)^(1/f))^(-c1 f)", 9);

    private final String text;
    private final String formula;
    private final int leastSizes;

    Form(String text, String formula, int leastSizes) {
        this.text = text;
        this.formula = formula;
        this.leastSizes = leastSizes;
    }

    public String formula() {
        return formula;
    }

    /// With fewer different sizes it is not fitted: it would pass through all points, and say nothing.
    public int leastSizes() {
        return leastSizes;
    }

    /// As in JSON.
    @Override
    public String toString() {
        return text;
    }
}

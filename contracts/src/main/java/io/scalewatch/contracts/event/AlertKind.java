package io.scalewatch.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;

/// What an alert can be about.
public enum AlertKind {
    /// Accuracy falls with size.
    @JsonProperty("inverse-scaling")
    INVERSE_SCALING("inverse-scaling"),
    /// Accuracy falls with size and then rises again.
    @JsonProperty("u-turn")
    U_TURN("u-turn"),
    /// Accuracy rises with size and then falls.
    @JsonProperty("inverted-u")
    INVERTED_U("inverted-u"),
    /// A wrong label becomes more frequent with size.
    @JsonProperty("label-shift")
    LABEL_SHIFT("label-shift"),
    /// The largest size is worse than the smaller ones lead one to expect.
    @JsonProperty("below-forecast")
    BELOW_FORECAST("below-forecast"),
    /// A model's new version is worse than its last one, on the same samples.
    @JsonProperty("version-regression")
    VERSION_REGRESSION("version-regression"),
    /// Prompts that are refused, unparsed or failed differ by size: the curve is not to be trusted.
    @JsonProperty("unparsed-skew")
    UNPARSED_SKEW("unparsed-skew"),
    /// A version that has not changed answers differently, or under another name, than it did.
    @JsonProperty("model-drift")
    MODEL_DRIFT("model-drift");

    private final String text;

    AlertKind(String text) {
        this.text = text;
    }

    /// The kind of that name, as in JSON; nothing if there is none.
    public static Optional<AlertKind> named(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }

    /// As in JSON.
    @Override
    public String toString() {
        return text;
    }
}

package io.scalewatch.task.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Why a bigger model may do worse.
public enum Mechanism {
    @JsonProperty("distractor")
    DISTRACTOR,
    @JsonProperty("spurious-few-shot")
    SPURIOUS_FEW_SHOT,
    @JsonProperty("strong-prior")
    STRONG_PRIOR,
    @JsonProperty("unwanted-imitation")
    UNWANTED_IMITATION,
    @JsonProperty("surface-features")
    SURFACE_FEATURES,
    @JsonProperty("sycophancy")
    SYCOPHANCY,
    /// Brought by a user who did not say.
    @JsonProperty("unspecified")
    UNSPECIFIED
}

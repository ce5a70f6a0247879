package io.scalewatch.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Why the model stopped.
public enum FinishReason {
    @JsonProperty("stop")
    STOP,
    /// The answer was cut at the limit of tokens.
    @JsonProperty("length")
    LENGTH,
    @JsonProperty("content-filter")
    CONTENT_FILTER,
    @JsonProperty("other")
    OTHER
}

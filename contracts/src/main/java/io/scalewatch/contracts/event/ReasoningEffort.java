package io.scalewatch.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How much a model that reasons is asked to reason before it answers.
public enum ReasoningEffort {
    @JsonProperty("minimal")
    MINIMAL,
    @JsonProperty("low")
    LOW,
    @JsonProperty("medium")
    MEDIUM,
    @JsonProperty("high")
    HIGH
}

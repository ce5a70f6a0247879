package io.scalewatch.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What an alert can be about.
public enum AlertKind {
    /// Accuracy falls with size.
    @JsonProperty("inverse-scaling")
    INVERSE_SCALING("inverse-scaling");

    private final String text;

    AlertKind(String text) {
        this.text = text;
    }

    /// As in JSON.
    @Override
    public String toString() {
        return text;
    }
}

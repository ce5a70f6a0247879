package io.scalewatch.analysis.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.scalewatch.analysis.handling.AlertHandling;
import io.scalewatch.contracts.event.ScalingAlert;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// An alert as it stands: the fields of its newest event, and what people have done with it.
@Schema(allOf = ScalingAlert.class)
public record AlertView(
        @JsonUnwrapped @Schema(hidden = true) ScalingAlert alert, AlertHandling handling) {

    /// Whether it counts: a muted one does not.
    public boolean isHeard() {
        return handling.muted().isEmpty();
    }
}

package io.scalewatch.inference.provider;

import io.scalewatch.contracts.event.FinishReason;
import java.util.Optional;

/// The providers' names of why a model stopped.
final class FinishReasons {

    private FinishReasons() {}

    /// @param name as the provider gives it; null where it gives none
    static Optional<FinishReason> of(String name) {
        if (name == null || name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (name) {
                    case "stop", "end_turn", "stop_sequence" -> FinishReason.STOP;
                    case "length", "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
                    case "content_filter", "refusal" -> FinishReason.CONTENT_FILTER;
                    default -> FinishReason.OTHER;
                });
    }
}

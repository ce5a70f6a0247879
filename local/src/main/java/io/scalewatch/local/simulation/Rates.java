package io.scalewatch.local.simulation;

import io.scalewatch.contracts.event.Label;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// What a model answers to one task.
///
/// @param functions how often each label comes; together no more than 1 at any size
/// @param otherwise what comes in the rest of the cases; what the sample is built to provoke where empty
public record Rates(Map<Label, RateFunction> functions, Optional<Label> otherwise) {

    public Rates {
        Map<Label, RateFunction> ordered = new EnumMap<>(Label.class);
        ordered.putAll(functions);
        functions = Collections.unmodifiableMap(ordered);
    }

    /// The label at a place in the order of all samples: the first part of them is CORRECT, the next has the
    /// label after that, and so on. So the rates are not only expected but met, to one sample.
    ///
    /// @param place 0 to 1
    /// @param parameters the model's size
    /// @return empty for what the sample is built to provoke
    Optional<Label> at(double place, long parameters) {
        double end = 0;
        for (Map.Entry<Label, RateFunction> entry : functions.entrySet()) {
            end += entry.getValue().at(parameters);
            if (place < end) {
                return Optional.of(entry.getKey());
            }
        }
        return otherwise;
    }
}

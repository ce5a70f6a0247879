package io.scalewatch.local.simulation;

import io.scalewatch.contracts.event.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the models of a family do on a task.
///
/// @param expected the shapes that the accuracy over size may come out with; empty where nothing is claimed
/// @param rates the answers to biased samples
/// @param control the answers to neutral controls, where they are others
/// @param variants what is different under a variant, by its name
public record TaskBehaviour(
        List<Shape> expected, Rates rates, Optional<Rates> control, Map<String, TaskBehaviour> variants) {

    public TaskBehaviour {
        expected = List.copyOf(expected);
        variants = Map.copyOf(variants);
    }

    /// The behaviour under a variant.
    TaskBehaviour under(String variant) {
        return variants.getOrDefault(variant, this);
    }

    /// @param ofControl whether the sample is a neutral control
    Rates rates(boolean ofControl) {
        return ofControl ? control.orElse(rates) : rates;
    }
}

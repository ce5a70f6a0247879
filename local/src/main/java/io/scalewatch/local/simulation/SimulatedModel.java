package io.scalewatch.local.simulation;

import java.util.Optional;

/// One size of a simulated family.
///
/// @param name what requests call it
/// @param parameters positive
/// @param fault what is wrong with it from the start
/// @param judge how it judges, where it is a judge
public record SimulatedModel(String name, long parameters, Fault fault, Optional<SimulatedJudge> judge) {

    /// A model that answers, and judges nothing.
    public SimulatedModel(String name, long parameters, Fault fault) {
        this(name, parameters, fault, Optional.empty());
    }
}

package io.scalewatch.local.simulation;

/// One size of a simulated family.
///
/// @param name what requests call it
/// @param parameters positive
/// @param fault what is wrong with it from the start
public record SimulatedModel(String name, long parameters, Fault fault) {}

package io.scalewatch.task.catalogue;

/// A quantity that a task's samples differ in, other than the size of the model that is asked.
///
/// @param name the key in [Sample#dials()]
/// @param meaning a phrase for people, with the unit and the range
public record Dial(String name, String meaning) {}

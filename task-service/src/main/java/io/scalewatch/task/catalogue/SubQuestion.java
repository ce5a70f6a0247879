package io.scalewatch.task.catalogue;

/// A step on the way to a sample's answer, with what is right to say to it. It is asked and answered before the
/// sample under the variant `decomposed`, and does not give the sample's answer away.
public record SubQuestion(String question, String answer) {}

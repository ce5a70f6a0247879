package io.scalewatch.contracts.event;

/// How well the sizes of a family answer together: a level beside the curve, of no size, and no part of its shape.
///
/// @param method `ensemble-majority`: an answer of the ensemble is right where more than half of its members are;
///     `ensemble-weighted`: where the members that are right outweigh the others, each by the log-odds of its accuracy
/// @param members the sizes that vote
/// @param samples those that every member has answered
/// @param correct of these, how many the ensemble gets right
/// @param accuracy `correct / samples`
/// @param interval of the accuracy, Wilson's, 95 %
public record EnsembleLevel(
        String method, int members, long samples, long correct, double accuracy, Interval interval) {

    public EnsembleLevel {
        Require.notBlank(method, "method");
        Require.that(members > 0, "an ensemble has members");
        Require.that(0 <= correct && correct <= samples, "correct must lie between 0 and the samples");
        Require.notNull(interval, "interval");
    }
}

package io.scalewatch.analysis.series;

import io.scalewatch.analysis.curves.Wilson;
import io.scalewatch.contracts.event.EnsembleLevel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which models were right on the same sample: how many samples there are with each pattern of right and wrong.
/// There are few patterns, however many samples there are.
///
/// A model is right on a sample when more than half of its answers to it are correct.
final class Votes {

    /// Two members can only agree, or not.
    static final int LEAST_MEMBERS = 3;

    /// A bit per model.
    private static final int MOST_MODELS = Long.SIZE;

    /// @param answered the models that answered
    /// @param right those of them that were right
    private record Pattern(long answered, long right) {}

    private final Map<Pattern, Long> samples = new HashMap<>();

    /// Counts a sample, or takes it back before its pattern changes.
    ///
    /// @param answered answers by model
    /// @param correct correct ones by model
    /// @param delta 1 or -1
    void count(int[] answered, int[] correct, int delta) {
        if (answered.length > MOST_MODELS) {
            return;
        }
        long who = 0;
        long right = 0;
        for (int i = 0; i < answered.length; i++) {
            if (answered[i] > 0) {
                who |= 1L << i;
                if (2 * correct[i] > answered[i]) {
                    right |= 1L << i;
                }
            }
        }
        if (who != 0) {
            samples.merge(new Pattern(who, right), (long) delta, (now, more) -> now + more == 0 ? null : now + more);
        }
    }

    /// The levels of an ensemble, over the samples that all of its members have answered.
    ///
    /// The weighted vote is the best one for members that err independently, where a member's weight is the
    /// log-odds of its accuracy (Nitzan and Paroush 1982). The accuracies are those on the other samples, with
    /// one right and one wrong answer added, so that no sample votes for itself.
    ///
    /// @param members places of models
    /// @return none where there are too few members, or no such samples
    List<EnsembleLevel> levels(int[] members) {
        long mask = 0;
        for (int member : members) {
            mask |= member < MOST_MODELS ? 1L << member : 0;
        }
        if (members.length < LEAST_MEMBERS || Long.bitCount(mask) < members.length) {
            return List.of();
        }
        long n = 0;
        long[] rights = new long[members.length];
        for (Map.Entry<Pattern, Long> entry : samples.entrySet()) {
            if ((entry.getKey().answered() & mask) == mask) {
                long count = entry.getValue();
                n += count;
                for (int i = 0; i < members.length; i++) {
                    rights[i] += isRight(entry.getKey().right(), members[i]) ? count : 0;
                }
            }
        }
        if (n == 0) {
            return List.of();
        }
        double[] ifRight = new double[members.length];
        double[] ifWrong = new double[members.length];
        for (int i = 0; i < members.length; i++) {
            ifRight[i] = logOdds(rights[i] - 1, n - 1);
            ifWrong[i] = -logOdds(rights[i], n - 1);
        }
        long majority = 0;
        long weighted = 0;
        for (Map.Entry<Pattern, Long> entry : samples.entrySet()) {
            if ((entry.getKey().answered() & mask) != mask) {
                continue;
            }
            long right = entry.getKey().right() & mask;
            double balance = 0;
            for (int i = 0; i < members.length; i++) {
                balance += isRight(right, members[i]) ? ifRight[i] : ifWrong[i];
            }
            majority += 2 * Long.bitCount(right) > members.length ? entry.getValue() : 0;
            weighted += balance > 0 ? entry.getValue() : 0;
        }
        return List.of(
                level("ensemble-majority", members.length, n, majority),
                level("ensemble-weighted", members.length, n, weighted));
    }

    /// Of an accuracy on other samples, with one right and one wrong answer added. Where no sample is right, or
    /// all are, one of the two is never asked for; it then stays finite.
    private static double logOdds(long right, long samples) {
        long bounded = Math.clamp(right, 0, samples);
        return Math.log((bounded + 1.0) / (samples - bounded + 1.0));
    }

    private static boolean isRight(long right, int member) {
        return (right >>> member & 1) == 1;
    }

    private static EnsembleLevel level(String method, int members, long samples, long correct) {
        return new EnsembleLevel(
                method, members, samples, correct, (double) correct / samples, Wilson.interval(correct, samples));
    }
}

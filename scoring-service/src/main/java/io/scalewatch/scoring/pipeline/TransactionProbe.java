package io.scalewatch.scoring.pipeline;

/// Looks at a transaction when everything is sent and nothing is committed: a test aborts it here by throwing.
/// The service itself always runs with [#NONE].
@FunctionalInterface
public interface TransactionProbe {

    TransactionProbe NONE = records -> {};

    /// @param records how many completions the transaction covers
    void beforeCommit(int records);
}

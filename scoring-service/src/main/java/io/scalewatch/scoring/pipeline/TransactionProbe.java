package io.scalewatch.scoring.pipeline;

/// Looks into a transaction: a test holds it up here, or aborts it by throwing. The service itself always runs
/// with [#NONE].
public interface TransactionProbe {

    TransactionProbe NONE = new TransactionProbe() {};

    /// The scores are sent, their offsets are not.
    ///
    /// @param records how many completions the transaction covers
    default void beforeOffsets(int records) {}

    /// Everything is sent, nothing is committed.
    ///
    /// @param records how many completions the transaction covers
    default void beforeCommit(int records) {}
}

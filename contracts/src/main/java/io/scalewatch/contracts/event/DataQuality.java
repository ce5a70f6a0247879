package io.scalewatch.contracts.event;

/// Whether a curve may be trusted: sizes that leave different shares of the prompts unanswered are not compared
/// on the same questions.
///
/// @param trusted false as long as it is proven that these shares differ, and by enough
/// @param reason in words
public record DataQuality(boolean trusted, String reason) {

    public DataQuality {
        Require.notNull(reason, "reason");
    }
}

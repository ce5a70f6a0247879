package io.scalewatch.scoring.pipeline;

import io.scalewatch.contracts.topic.Topics;

/// What the loop reads and writes.
///
/// @param deadLetters where records go that can't be read
public record ScoringTopics(String completions, String scores, String deadLetters) {

    public static final ScoringTopics STANDARD =
            new ScoringTopics(Topics.COMPLETIONS, Topics.SCORES, Topics.deadLetters(Topics.COMPLETIONS));
}

package io.scalewatch.scoring.rescoring;

import io.scalewatch.contracts.topic.Topics;

/// What a re-scoring reads and writes.
public record RescoringTopics(String requests, String completions, String scores, String progress) {

    public static final RescoringTopics STANDARD =
            new RescoringTopics(Topics.RESCORINGS, Topics.COMPLETIONS, Topics.SCORES, Topics.RESCORING_PROGRESS);
}

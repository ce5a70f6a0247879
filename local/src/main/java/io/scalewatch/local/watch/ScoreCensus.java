package io.scalewatch.local.watch;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.topic.Topics;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/// What really stands on the topic `scores`, counted without any of the services' own records.
///
/// @param labelled distinct (runId, index) with a label
/// @param failed distinct (runId, index) that have a failure and no label
public record ScoreCensus(long labelled, long failed) {

    private record Prompt(UUID runId, long index) {}

    /// Reads the whole topic.
    ///
    /// @param runs whose scores count
    public static ScoreCensus take(String bootstrapServers, Set<UUID> runs) {
        Set<Prompt> labelled = new HashSet<>();
        Set<Prompt> failed = new HashSet<>();
        try (TopicReader scores = new TopicReader(bootstrapServers, Topics.SCORES)) {
            scores.readToEnd(record -> {
                try {
                    CompletionScored score = Codecs.COMPLETION_SCORED.decode(record.headers(), record.value());
                    if (runs.contains(score.id().runId())) {
                        Prompt prompt =
                                new Prompt(score.id().runId(), score.id().index());
                        (score.label().isPresent() ? labelled : failed).add(prompt);
                    }
                } catch (UnreadableEventException e) {
                    // Not a score, so it counts nowhere; the services put it on scores.dlq.
                    return;
                }
            });
        }
        failed.removeAll(labelled);
        return new ScoreCensus(labelled.size(), failed.size());
    }
}

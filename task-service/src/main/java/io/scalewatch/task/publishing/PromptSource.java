package io.scalewatch.task.publishing;

import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.EndpointDeclared.Protocol;
import io.scalewatch.contracts.event.Failure;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.event.Trial;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Makes the prompts of one run: the same ones, whenever it is asked. Not thread-safe.
sealed interface PromptSource permits PromptFactory, JudgePromptSource {

    /// @param index the place in the run's plan
    record Asked(long index, int attempt) {}

    /// @param failures of those that can't be asked, as the scoring would send them
    record Batch(List<PromptIssued> prompts, List<CompletionScored> failures) {}

    long index(long position, int ordinal);

    /// How many it makes at once at most: what others wait for meanwhile.
    int most();

    /// How many requests one of its prompts takes at most, of an endpoint that speaks this.
    int mostRequests(Protocol protocol);

    /// @throws org.apache.kafka.common.KafkaException if what the prompts are made of can't be read now
    Batch make(List<Asked> asked, Instant now);

    /// The end of a prompt without an answer.
    CompletionScored failure(Asked asked, Failure failure, String scoringVersion, Instant now);

    /// The same, of what a source knows of the prompt.
    static CompletionScored failure(
            PromptId id, ModelVersion model, Trial trial, Failure failure, String scoringVersion, Instant now) {
        return new CompletionScored(
                id,
                model,
                trial,
                scoringVersion,
                Optional.empty(),
                Optional.of(failure),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                0,
                now,
                now);
    }
}

package io.scalewatch.contracts.event;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// The label of one completion, or the failure that took its place. Topic `scores`, keyed by [#partitionKey()].
///
/// @param extracted the answer that was found in the completion
/// @param span where in the completion it was found
/// @param rule the name of the rule that found it
/// @param why for `UNPARSED`, the reason: empty, truncated, contradictory, no-answer, unclosed-reasoning
/// @param statedConfidence the confidence that the completion states, 0 to 1; one in words by a fixed scale
/// @param costUsd what the call cost, US dollars; 0 where its endpoint has no prices
/// @param tokens what the call took, where the endpoint said it
/// @param callLatencyMillis the model call's own duration, without any wait for a permit
/// @param issuedAt when the prompt was published
/// @param classes for samples of kind `LOGPROB`, how likely the model took their classes to be
/// @param judge the model whose verdict this is, where it is not the rules'
/// @param rescoring where a past answer was scored again, by which re-scoring: nothing was asked and nothing spent
/// @param served what the answer came from; scores of older releases don't tell
/// @param completion where on the topic `completions` the text stands that was scored, the judge's where it is a
/// verdict; earlier releases did not say it
public record CompletionScored(
        PromptId id,
        ModelVersion model,
        Trial trial,
        String scoringVersion,
        Optional<Label> label,
        Optional<Failure> failure,
        Optional<String> extracted,
        Optional<Span> span,
        Optional<String> rule,
        Optional<String> why,
        Optional<Double> statedConfidence,
        double costUsd,
        Optional<TokenUsage> tokens,
        long callLatencyMillis,
        Instant issuedAt,
        Instant scoredAt,
        Optional<ClassLikelihood> classes,
        Optional<JudgedBy> judge,
        Optional<UUID> rescoring,
        Optional<ServedBy> served,
        Optional<RecordPlace> completion) {

    public CompletionScored {
        Require.notNull(id, "id");
        Require.notNull(model, "model");
        Require.notNull(trial, "trial");
        Require.notBlank(scoringVersion, "scoringVersion");
        label = Require.orEmpty(label);
        failure = Require.orEmpty(failure);
        Require.that(label.isPresent() != failure.isPresent(), "a score is either a label or a failure");
        extracted = Require.orEmpty(extracted);
        span = Require.orEmpty(span);
        rule = Require.orEmpty(rule);
        why = Require.orEmpty(why);
        tokens = Require.orEmpty(tokens);
        statedConfidence = Require.orEmpty(statedConfidence);
        Require.notNull(issuedAt, "issuedAt");
        Require.notNull(scoredAt, "scoredAt");
        classes = Require.orEmpty(classes);
        judge = Require.orEmpty(judge);
        rescoring = Require.orEmpty(rescoring);
        served = Require.orEmpty(served);
        completion = Require.orEmpty(completion);
    }

    /// A score that tells neither what its answer came from, such as a judge's verdict on it, nor where that stands.
    public CompletionScored(
            PromptId id,
            ModelVersion model,
            Trial trial,
            String scoringVersion,
            Optional<Label> label,
            Optional<Failure> failure,
            Optional<String> extracted,
            Optional<Span> span,
            Optional<String> rule,
            Optional<String> why,
            Optional<Double> statedConfidence,
            double costUsd,
            Optional<TokenUsage> tokens,
            long callLatencyMillis,
            Instant issuedAt,
            Instant scoredAt,
            Optional<ClassLikelihood> classes,
            Optional<JudgedBy> judge,
            Optional<UUID> rescoring) {
        this(
                id,
                model,
                trial,
                scoringVersion,
                label,
                failure,
                extracted,
                span,
                rule,
                why,
                statedConfidence,
                costUsd,
                tokens,
                callLatencyMillis,
                issuedAt,
                scoredAt,
                classes,
                judge,
                rescoring,
                Optional.empty(),
                Optional.empty());
    }

    /// The score that the rules give an answer that has just come.
    public CompletionScored(
            PromptId id,
            ModelVersion model,
            Trial trial,
            String scoringVersion,
            Optional<Label> label,
            Optional<Failure> failure,
            Optional<String> extracted,
            Optional<Span> span,
            Optional<String> rule,
            Optional<String> why,
            Optional<Double> statedConfidence,
            double costUsd,
            Optional<TokenUsage> tokens,
            long callLatencyMillis,
            Instant issuedAt,
            Instant scoredAt,
            Optional<ClassLikelihood> classes) {
        this(
                id,
                model,
                trial,
                scoringVersion,
                label,
                failure,
                extracted,
                span,
                rule,
                why,
                statedConfidence,
                costUsd,
                tokens,
                callLatencyMillis,
                issuedAt,
                scoredAt,
                classes,
                Optional.empty(),
                Optional.empty());
    }

    /// A score that a text told, not log-probabilities.
    public CompletionScored(
            PromptId id,
            ModelVersion model,
            Trial trial,
            String scoringVersion,
            Optional<Label> label,
            Optional<Failure> failure,
            Optional<String> extracted,
            Optional<Span> span,
            Optional<String> rule,
            Optional<String> why,
            Optional<Double> statedConfidence,
            double costUsd,
            Optional<TokenUsage> tokens,
            long callLatencyMillis,
            Instant issuedAt,
            Instant scoredAt) {
        this(
                id,
                model,
                trial,
                scoringVersion,
                label,
                failure,
                extracted,
                span,
                rule,
                why,
                statedConfidence,
                costUsd,
                tokens,
                callLatencyMillis,
                issuedAt,
                scoredAt,
                Optional.empty());
    }

    /// The same as the score of a past answer that is scored again: what its call cost is not spent again.
    ///
    /// @param version the scoring version that the re-scoring names
    public CompletionScored rescored(UUID rescoringId, String version) {
        return new CompletionScored(
                id,
                model,
                trial,
                version,
                label,
                failure,
                extracted,
                span,
                rule,
                why,
                statedConfidence,
                0,
                Optional.empty(),
                callLatencyMillis,
                issuedAt,
                scoredAt,
                classes,
                judge,
                Optional.of(rescoringId),
                served,
                completion);
    }

    /// The same, with what the answer came from.
    public CompletionScored servedBy(ServedBy by) {
        return new CompletionScored(
                id,
                model,
                trial,
                scoringVersion,
                label,
                failure,
                extracted,
                span,
                rule,
                why,
                statedConfidence,
                costUsd,
                tokens,
                callLatencyMillis,
                issuedAt,
                scoredAt,
                classes,
                judge,
                rescoring,
                Optional.of(by),
                completion);
    }

    /// The same, saying where the completion stands.
    public CompletionScored of(RecordPlace place) {
        return new CompletionScored(
                id,
                model,
                trial,
                scoringVersion,
                label,
                failure,
                extracted,
                span,
                rule,
                why,
                statedConfidence,
                costUsd,
                tokens,
                callLatencyMillis,
                issuedAt,
                scoredAt,
                classes,
                judge,
                rescoring,
                served,
                Optional.of(place));
    }

    /// The series that this score is a trial of.
    public SeriesKey series() {
        return new SeriesKey(model.family(), trial.task(), trial.taskVersion(), trial.variant(), scoringVersion);
    }

    /// `family/task`: all variants and versions of a family's task meet in one partition, so that they can be
    /// compared sample by sample.
    public String partitionKey() {
        return model.family() + "/" + trial.task();
    }

    /// Identity and label: the extracted answer is part of a completion and stays out of logs.
    @Override
    public String toString() {
        return "CompletionScored[" + id + " " + label.map(Enum::name).orElse("failed") + "]";
    }
}

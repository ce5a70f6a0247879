package io.scalewatch.scoring;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Failure;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.FinishReason;
import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.contracts.event.JudgedAnswer;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.event.RunKind;
import io.scalewatch.contracts.event.TokenUsage;
import io.scalewatch.contracts.event.Trial;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Completions of one run: the answer 7 is correct, 62 distracts.
public final class Completions {

    public static final AnswerSpec SEVEN =
            new AnswerSpec(AnswerKind.NUMBER, List.of("7"), Map.of(Label.DISTRACTOR, List.of("62", "66", "65")));

    public static final UUID JUDGED_RUN = new UUID(7, 7);
    public static final ModelVersion JUDGE = new ModelVersion("judges", "acme/judge-70b", "v2", 70_000_000_000L);

    private static final Map<String, Label> VERDICTS = Map.of(
            "CORRECT", Label.CORRECT,
            "DISTRACTOR", Label.DISTRACTOR,
            "WRONG", Label.OTHER_WRONG,
            "REFUSED", Label.REFUSED,
            "NO_ANSWER", Label.UNPARSED);

    private static final Instant ISSUED = Instant.parse("2026-11-22T10:00:00Z");

    private final UUID run = UUID.randomUUID();

    /// The run that all of them are of.
    public UUID run() {
        return run;
    }

    public PromptCompleted answered(long index, String text) {
        return answered(index, text, SEVEN);
    }

    public PromptCompleted answered(long index, String text, AnswerSpec answer) {
        return completed(index, answer, Optional.of(text), Optional.empty());
    }

    /// Without a text: the endpoint told the log-probabilities of the classes.
    public PromptCompleted classified(long index, AnswerSpec answer, Map<String, Double> classes) {
        return completed(index, answer, Optional.of(""), Optional.empty(), classes);
    }

    public PromptCompleted failed(long index, FailureKind kind) {
        return completed(index, SEVEN, Optional.empty(), Optional.of(new Failure(kind, "no connection")));
    }

    /// What a judge says of the answer to another run's prompt of the same index.
    public PromptCompleted judged(long index, String verdict) {
        return judging(answered(index, verdict));
    }

    /// A judge whose call failed for good.
    public PromptCompleted judgeFailed(long index) {
        return judging(failed(index, FailureKind.TIMEOUT));
    }

    private static PromptCompleted judging(PromptCompleted completed) {
        PromptIssued asked = completed.prompt();
        Trial trial = asked.trial();
        return new PromptCompleted(
                new PromptIssued(
                        asked.id(),
                        JUDGE,
                        new Trial(
                                trial.task(),
                                trial.taskVersion(),
                                trial.variant(),
                                trial.sample(),
                                trial.group(),
                                trial.control(),
                                trial.number(),
                                trial.dials(),
                                Optional.of(RunKind.JUDGE)),
                        asked.messages(),
                        asked.generation(),
                        asked.answer(),
                        asked.endpoint(),
                        asked.servedModel(),
                        asked.issuedAt().plusSeconds(60),
                        Optional.of(new JudgedAnswer(
                                new PromptId(JUDGED_RUN, asked.id().index(), 0),
                                asked.model(),
                                trial,
                                asked.issuedAt(),
                                "correctness-1",
                                VERDICTS))),
                completed.text(),
                completed.failure(),
                completed.finishReason(),
                completed.tokens(),
                completed.costUsd(),
                completed.callLatencyMillis(),
                completed.tries(),
                completed.servedModel(),
                completed.fingerprint(),
                completed.classLogProbabilities(),
                completed.completedAt());
    }

    private PromptCompleted completed(long index, AnswerSpec answer, Optional<String> text, Optional<Failure> failure) {
        return completed(index, answer, text, failure, Map.of());
    }

    private PromptCompleted completed(
            long index,
            AnswerSpec answer,
            Optional<String> text,
            Optional<Failure> failure,
            Map<String, Double> classes) {
        PromptIssued prompt = new PromptIssued(
                new PromptId(run, index, 0),
                new ModelVersion("family-" + index % 3, "model-" + index % 8, "v1", 1_000_000L * (1 + index % 8)),
                new Trial("distractor-arithmetic", "abc", "baseline", "s" + index, "g" + index, false, 0, Map.of()),
                List.of(Message.user("There are 62 birds in the park, says the sign. What is 4 + 3? Give the number.")),
                GenerationParameters.DEFAULT,
                answer,
                "simulated",
                Optional.empty(),
                ISSUED);
        return new PromptCompleted(
                prompt,
                text,
                failure,
                text.map(any -> FinishReason.STOP),
                new TokenUsage(30, 20),
                0.001,
                120,
                1,
                Optional.of("model"),
                Optional.empty(),
                classes,
                ISSUED.plusSeconds(2));
    }
}

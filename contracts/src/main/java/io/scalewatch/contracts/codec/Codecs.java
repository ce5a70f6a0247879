package io.scalewatch.contracts.codec;

import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.EndpointDeclared;
import io.scalewatch.contracts.event.EvidenceReported;
import io.scalewatch.contracts.event.ModelDeclared;
import io.scalewatch.contracts.event.ModelDeployed;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.event.RescoringProgressed;
import io.scalewatch.contracts.event.RescoringRequested;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.event.TaskDeclared;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/// One codec per event.
public final class Codecs {

    public static final EventCodec<ModelDeployed> MODEL_DEPLOYED = new EventCodec<>(
            ModelDeployed.class,
            "io.scalewatch.model.deployed",
            e -> e.model() + "@" + e.version(),
            ModelDeployed::deployedAt);

    public static final EventCodec<EndpointDeclared> ENDPOINT_DECLARED =
            new EventCodec<>(EndpointDeclared.class, "io.scalewatch.endpoint.declared", random(), now());

    public static final EventCodec<ModelDeclared> MODEL_DECLARED =
            new EventCodec<>(ModelDeclared.class, "io.scalewatch.model.declared", random(), now());

    public static final EventCodec<TaskDeclared> TASK_DECLARED =
            new EventCodec<>(TaskDeclared.class, "io.scalewatch.task.declared", random(), now());

    public static final EventCodec<PromptIssued> PROMPT_ISSUED = new EventCodec<>(
            PromptIssued.class, "io.scalewatch.prompt.issued", e -> e.id().toString(), PromptIssued::issuedAt);

    public static final EventCodec<PromptCompleted> PROMPT_COMPLETED = new EventCodec<>(
            PromptCompleted.class,
            "io.scalewatch.prompt.completed",
            e -> e.prompt().id().toString(),
            PromptCompleted::completedAt);

    public static final EventCodec<CompletionScored> COMPLETION_SCORED = new EventCodec<>(
            CompletionScored.class,
            "io.scalewatch.completion.scored",
            e -> e.id().toString(),
            CompletionScored::scoredAt);

    public static final EventCodec<RescoringRequested> RESCORING_REQUESTED = new EventCodec<>(
            RescoringRequested.class,
            "io.scalewatch.rescoring.requested",
            RescoringRequested::key,
            RescoringRequested::requestedAt);

    public static final EventCodec<RescoringProgressed> RESCORING_PROGRESSED = new EventCodec<>(
            RescoringProgressed.class,
            "io.scalewatch.rescoring.progressed",
            e -> e.key() + "/" + e.next(),
            RescoringProgressed::at);

    public static final EventCodec<EvidenceReported> EVIDENCE_REPORTED = new EventCodec<>(
            EvidenceReported.class, "io.scalewatch.evidence.reported", random(), EvidenceReported::reportedAt);

    /// Its estimates are told with 9 significant digits.
    public static final EventCodec<CurveFitted> CURVE_FITTED = new EventCodec<>(
            CurveFitted.class,
            "io.scalewatch.curve.fitted",
            e -> e.series() + "/" + e.epoch() + "/" + e.sequence(),
            CurveFitted::fittedAt,
            Json.mapper().copy().registerModule(SignificantDigits.module()));

    public static final EventCodec<ScalingAlert> SCALING_ALERT = new EventCodec<>(
            ScalingAlert.class, "io.scalewatch.alert", e -> e.alertId() + "/" + e.sequence(), ScalingAlert::at);

    private Codecs() {}

    /// Reference data: the newest record of a key counts, whatever its id.
    private static <T> Function<T, String> random() {
        return e -> UUID.randomUUID().toString();
    }

    private static <T> Function<T, Instant> now() {
        return e -> Clock.systemUTC().instant();
    }
}

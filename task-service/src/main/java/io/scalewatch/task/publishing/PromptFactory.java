package io.scalewatch.task.publishing;

import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.EndpointDeclared.Protocol;
import io.scalewatch.contracts.event.Failure;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.event.RunKind;
import io.scalewatch.contracts.event.Trial;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.Variant;
import io.scalewatch.task.fleet.DeployedModel;
import io.scalewatch.task.plan.PlannedPrompt;
import io.scalewatch.task.plan.RunPlan;
import io.scalewatch.task.runs.RunSpec;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Makes the prompts of one run. The models of a run ask the same samples one soon after the other, so what a
/// position says is kept for a while. Not thread-safe.
final class PromptFactory implements PromptSource {

    private static final int KEPT = 1 << 12;

    private final UUID run;
    private final RunSpec spec;
    private final RunPlan plan;
    private final Optional<RunKind> repeats;
    private final Said[] kept = new Said[KEPT];
    private final Map<Protocol, Integer> mostRequests = new EnumMap<>(Protocol.class);

    private record Said(long position, Trial trial, List<Message> messages, Sample sample) {}

    PromptFactory(UUID run, RunSpec spec, RunPlan plan, RunKind kind) {
        this.run = run;
        this.spec = spec;
        this.plan = plan;
        this.repeats = switch (kind) {
            case REQUESTED, DEPLOYMENT -> Optional.empty();
            case SCHEDULED, CANARY, JUDGE -> Optional.of(kind);
        };
    }

    @Override
    public long index(long position, int ordinal) {
        return plan.index(position, ordinal);
    }

    @Override
    public int most() {
        return Integer.MAX_VALUE;
    }

    @Override
    public int mostRequests(Protocol protocol) {
        return mostRequests.computeIfAbsent(
                protocol,
                spoken -> plan.answers().mapToInt(spoken::requestsFor).max().orElse(1));
    }

    @Override
    public Batch make(List<Asked> asked, Instant now) {
        return new Batch(
                asked.stream()
                        .map(prompt -> prompt(prompt.index(), prompt.attempt(), now))
                        .toList(),
                List.of());
    }

    @Override
    public CompletionScored failure(Asked asked, Failure failure, String scoringVersion, Instant now) {
        DeployedModel model = spec.models().get(plan.ordinal(asked.index()));
        Trial trial = said(plan.position(asked.index())).trial();
        return PromptSource.failure(
                new PromptId(run, asked.index(), asked.attempt()), model.model(), trial, failure, scoringVersion, now);
    }

    private PromptIssued prompt(long index, int attempt, Instant now) {
        DeployedModel model = spec.models().get(plan.ordinal(index));
        Said said = said(plan.position(index));
        return new PromptIssued(
                new PromptId(run, index, attempt),
                model.model(),
                said.trial(),
                said.messages(),
                spec.generation(),
                said.sample().answer(),
                model.endpoint(),
                model.servedModel(),
                now);
    }

    private Said said(long position) {
        int slot = (int) (position & (KEPT - 1));
        Said said = kept[slot];
        if (said == null || said.position() != position) {
            said = say(position);
            kept[slot] = said;
        }
        return said;
    }

    private Said say(long position) {
        PlannedPrompt planned = plan.at(position);
        Sample sample = planned.sample();
        Trial trial = new Trial(
                planned.task().name(),
                planned.task().version(),
                planned.variant(),
                sample.id(),
                sample.group(),
                sample.control(),
                planned.trial(),
                sample.dials(),
                repeats);
        Variant variant = Variant.of(planned.variant()).orElseThrow();
        return new Said(position, trial, variant.messages(planned.task(), sample), sample);
    }
}

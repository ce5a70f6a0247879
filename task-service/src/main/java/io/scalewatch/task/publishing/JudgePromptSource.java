package io.scalewatch.task.publishing;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.EndpointDeclared.Protocol;
import io.scalewatch.contracts.event.Failure;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.JudgedAnswer;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.event.RecordPlace;
import io.scalewatch.contracts.event.RunKind;
import io.scalewatch.contracts.event.Trial;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.fleet.DeployedModel;
import io.scalewatch.task.judged.JudgedAnswers;
import io.scalewatch.task.judging.JudgingPrompt;
import io.scalewatch.task.plan.JudgePlan;
import io.scalewatch.task.plan.PlannedPrompt;
import io.scalewatch.task.runs.JudgeRuns;
import io.scalewatch.task.runs.JudgeSpec;
import io.scalewatch.task.runs.RunSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Makes the prompts of a run that judges. The answers are read where they are, in `completions`; one that is not
/// there any more ends its prompt as a failure.
final class JudgePromptSource implements PromptSource {

    private static final Failure EXPIRED =
            new Failure(FailureKind.EXPIRED, "the answer to judge is no longer in the topic completions");
    private static final Failure TOO_LARGE =
            new Failure(FailureKind.UNSCORABLE, "the sample's answers are too long to be put to a judge");
    /// Each is read from the log, by the one thread that publishes for all runs.
    private static final int AT_ONCE = 64;
    /// Of a prompt, bytes: a larger one the broker would refuse, and every other of the round with it.
    private static final int LARGEST = 900_000;
    /// No scoring has looked at it.
    private static final String UNSCORED = "none";

    private final UUID run;
    private final DeployedModel judge;
    private final RunSpec spec;
    private final JudgeSpec judging;
    private final JudgePlan plan;
    private final JudgeRuns runs;
    private final JudgedAnswers answers;
    private int segment = -1;
    private JudgeRuns.Places places = new JudgeRuns.Places(new int[0], new long[0]);

    JudgePromptSource(UUID run, RunSpec spec, JudgePlan plan, JudgeRuns runs, JudgedAnswers answers) {
        this.run = run;
        this.spec = spec;
        this.judge = spec.models().getFirst();
        this.judging = spec.judge().orElseThrow();
        this.plan = plan;
        this.runs = runs;
        this.answers = answers;
    }

    @Override
    public long index(long position, int ordinal) {
        return plan.index(position, ordinal);
    }

    @Override
    public int most() {
        return AT_ONCE;
    }

    /// A verdict is a text.
    @Override
    public int mostRequests(Protocol protocol) {
        return 1;
    }

    @Override
    public Batch make(List<Asked> asked, Instant now) {
        Map<Asked, RecordPlace> wanted = new HashMap<>();
        asked.forEach(one -> place(plan.position(one.index())).ifPresent(place -> wanted.put(one, place)));
        Map<RecordPlace, PromptCompleted> read = answers.read(wanted.values());
        List<PromptIssued> prompts = new ArrayList<>();
        List<CompletionScored> failures = new ArrayList<>();
        for (Asked one : asked) {
            Optional.ofNullable(wanted.get(one))
                    .map(read::get)
                    .filter(answer -> isJudged(answer, one))
                    .ifPresentOrElse(
                            answer -> add(prompt(one, answer, now), one, now, prompts, failures),
                            () -> failures.add(failure(one, EXPIRED, UNSCORED, now)));
        }
        return new Batch(prompts, failures);
    }

    private void add(
            PromptIssued prompt,
            Asked asked,
            Instant now,
            List<PromptIssued> prompts,
            List<CompletionScored> failures) {
        if (Codecs.PROMPT_ISSUED.encode(prompt).length <= LARGEST) {
            prompts.add(prompt);
        } else {
            failures.add(failure(asked, TOO_LARGE, UNSCORED, now));
        }
    }

    /// A topic that was made anew has other records at the same places.
    private boolean isJudged(PromptCompleted answer, Asked asked) {
        PromptId id = answer.prompt().id();
        return answer.text().isPresent()
                && id.runId().equals(judging.run())
                && id.index() == plan.judgedIndex(plan.position(asked.index()));
    }

    private PromptIssued prompt(Asked asked, PromptCompleted answer, Instant now) {
        PromptIssued judged = answer.prompt();
        return new PromptIssued(
                new PromptId(run, asked.index(), asked.attempt()),
                judge.model(),
                ofJudge(judged.trial()),
                JudgingPrompt.of(
                        judging.asks(),
                        judged.messages(),
                        judged.answer(),
                        answer.text().orElseThrow(),
                        fenceSeed(run, asked.index())),
                spec.generation(),
                judged.answer(),
                judge.endpoint(),
                judge.servedModel(),
                now,
                Optional.of(new JudgedAnswer(
                        judged.id(),
                        judged.model(),
                        judged.trial(),
                        judged.issuedAt(),
                        JudgingPrompt.version(judging.asks()),
                        judging.asks().verdicts(judged.answer()))));
    }

    /// The run's id is random and younger than the judged text.
    private static String fenceSeed(UUID run, long index) {
        return run + "/" + index;
    }

    @Override
    public CompletionScored failure(Asked asked, Failure failure, String scoringVersion, Instant now) {
        PlannedPrompt planned = plan.at(plan.position(asked.index()));
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
                Optional.of(RunKind.JUDGE));
        return PromptSource.failure(
                new PromptId(run, asked.index(), asked.attempt()), judge.model(), trial, failure, scoringVersion, now);
    }

    private static Trial ofJudge(Trial trial) {
        return new Trial(
                trial.task(),
                trial.taskVersion(),
                trial.variant(),
                trial.sample(),
                trial.group(),
                trial.control(),
                trial.number(),
                trial.dials(),
                Optional.of(RunKind.JUDGE));
    }

    private Optional<RecordPlace> place(long position) {
        int of = (int) (position / JudgeRuns.SEGMENT);
        if (of != segment) {
            places = runs.places(run, of)
                    .orElseThrow(() -> new IllegalStateException("the answers of run " + run + " are not looked up"));
            segment = of;
        }
        int within = (int) (position % JudgeRuns.SEGMENT);
        return places.offsets()[within] < 0
                ? Optional.empty()
                : Optional.of(new RecordPlace(places.partitions()[within], places.offsets()[within]));
    }
}

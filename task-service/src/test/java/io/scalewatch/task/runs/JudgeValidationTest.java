package io.scalewatch.task.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.EndpointDeclared;
import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.RunKind;
import io.scalewatch.task.catalogue.Mechanism;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.fleet.DeployedModel;
import io.scalewatch.task.fleet.Fleet;
import io.scalewatch.task.judging.JudgeQuestion;
import io.scalewatch.task.plan.JudgePlan;
import io.scalewatch.task.plan.RunPlan;
import io.scalewatch.task.problem.InvalidRequestException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JudgeValidationTest {

    private static final UUID RUN = new UUID(3, 4);
    private static final RunState ENDED = new RunState.Completed(Instant.parse("2026-11-22T00:00:00Z"));

    /// Open answers, numbers, opinions.
    private static final List<TaskVersion> TASKS = List.of(
            task("open", AnswerKind.TEXT, List.of(Label.TRAP)),
            task("sums", AnswerKind.NUMBER, List.of()),
            task("views", AnswerKind.BOOLEAN, List.of(Label.SYCOPHANTIC)),
            task("classes", AnswerKind.LOGPROB, List.of()));

    private static final RunSpec SPEC = new RunSpec(
            List.of(deployed("small"), deployed("big")),
            TASKS.stream().map(t -> new RunSpec.TaskRef(t.name(), t.version())).toList(),
            List.of("baseline"),
            Optional.empty(),
            1,
            1,
            0,
            GenerationParameters.DEFAULT);

    private static TaskVersion task(String name, AnswerKind kind, List<Label> labels) {
        return new TaskVersion(
                name,
                "v1",
                Mechanism.DISTRACTOR,
                "",
                kind,
                labels,
                IntStream.range(0, 3)
                        .mapToObj(i -> new Sample(
                                name + i,
                                List.of(Message.user("question " + i)),
                                name + i,
                                false,
                                Map.of(),
                                new AnswerSpec(kind, List.of("1"), Map.of())))
                        .toList());
    }

    private static DeployedModel deployed(String name) {
        return new DeployedModel(new ModelVersion("family", name, "1", 1000), "endpoint", Optional.empty());
    }

    private static final Fleet FLEET = new Fleet() {

        @Override
        public Optional<List<DeployedModel>> family(String family) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<DeployedModel> model(String model) {
            return List.of("small", "big", "judge").contains(model) ? Optional.of(deployed(model)) : Optional.empty();
        }

        @Override
        public Optional<EndpointDeclared> endpoint(String name) {
            return Optional.empty();
        }

        @Override
        public List<String> unchanged(String family) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void promote(String model, String version, UUID run) {
            throw new UnsupportedOperationException();
        }
    };

    /// All but the last of its 24 prompts have a label.
    private static JudgedRun judged(RunState state, RunKind kind) {
        return new JudgedRun(SPEC, state, kind, TASKS, new RunPlan(SPEC, TASKS), IntStream.range(0, 23), 12.5);
    }

    private static RunRequest request(JudgeRequest judge) {
        return new RunRequest(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(judge));
    }

    private static JudgeRequest judge(String model, String... tasks) {
        return new JudgeRequest(RUN, model, List.of(tasks), Optional.empty(), Optional.empty());
    }

    private static RunValidation.Valid validate(RunRequest request) {
        return validate(request, ENDED, RunKind.REQUESTED);
    }

    private static RunValidation.Valid validate(RunRequest request, RunState state, RunKind kind) {
        return JudgeValidation.validate(
                request,
                FLEET,
                models -> Map.of(),
                run -> run.equals(RUN) ? Optional.of(judged(state, kind)) : Optional.empty());
    }

    private static List<String> refused(RunRequest request, RunState state, RunKind kind) {
        return catchThrowableOfType(InvalidRequestException.class, () -> validate(request, state, kind))
                .violations()
                .stream()
                .map(v -> v.field() + " " + v.reason())
                .toList();
    }

    private static List<String> refused(RunRequest request) {
        return refused(request, ENDED, RunKind.REQUESTED);
    }

    @Test
    void takesTheOpenTasksAndTheirScoredAnswersInTheirOrder() {
        RunValidation.Valid valid = validate(request(judge("judge")));
        assertThat(valid.spec().judge()).contains(new JudgeSpec(RUN, JudgeQuestion.CORRECTNESS, false));
        assertThat(valid.spec().tasks()).extracting(RunSpec.TaskRef::name).containsExactly("open");
        assertThat(valid.spec().models()).containsExactly(deployed("judge"));
        JudgePlan plan = (JudgePlan) valid.plan();
        assertThat(plan.planned()).isEqualTo(6);
        assertThat(plan.positions("open")).isEqualTo(6);
        // Four tasks take turns, two models each.
        assertThat(IntStream.range(0, 6).mapToLong(plan::judgedIndex)).containsExactly(0L, 1L, 8L, 9L, 16L, 17L);
        assertThat(plan.positionOf(9)).isEqualTo(3);
        assertThat(plan.positionOf(10)).isEqualTo(-1);
        assertThat(plan.at(3).sample()).isEqualTo(plan.at(2).sample());
    }

    @Test
    void ofToneItTakesTheTasksThatProvokeSycophancy() {
        RunValidation.Valid valid = validate(request(
                new JudgeRequest(RUN, "judge", List.of(), Optional.of(JudgeQuestion.SYCOPHANCY), Optional.empty())));
        assertThat(valid.spec().tasks()).extracting(RunSpec.TaskRef::name).containsExactly("views");
    }

    @Test
    void aNamedTaskIsJudgedWhateverItsKind() {
        RunValidation.Valid valid = validate(request(judge("judge", "sums", "views")));
        assertThat(valid.spec().tasks()).extracting(RunSpec.TaskRef::name).containsExactly("sums", "views");
        assertThat(valid.plan().planned()).isEqualTo(12);
    }

    @Test
    void aJudgeLeavesItsOwnAnswersOutAndSaysSo() {
        RunValidation.Valid valid = validate(request(judge("big")));
        assertThat(valid.plan().planned()).isEqualTo(3);
        assertThat(valid.judged().orElseThrow().inWords())
                .anySatisfy(
                        line -> assertThat(line)
                                .isEqualTo(
                                        "left out: 3 answers of the judge's own model big; judge.allowSelf has them judged too"));
    }

    @Test
    void unlessItIsToldTo() {
        RunValidation.Valid valid =
                validate(request(new JudgeRequest(RUN, "big", List.of(), Optional.empty(), Optional.of(true))));
        assertThat(valid.plan().planned()).isEqualTo(6);
        assertThat(valid.judged().orElseThrow().own()).isZero();
    }

    @Test
    void estimatesTheQuestionTheFrameAndAMeanAnswer() {
        RunValidation.Valid valid = validate(request(judge("judge")));
        assertThat(valid.sizes().distinct()).isEqualTo(6);
        assertThat(valid.sizes().meanTokens()).isBetween(200.0, 800.0);
    }

    @Test
    void refusesWhatCannotBeJudged() {
        assertThat(refused(request(judge("judge")), new RunState.Running(), RunKind.REQUESTED))
                .containsExactly("judge.run is RUNNING: answers are still to come");
        assertThat(refused(request(judge("judge")), ENDED, RunKind.CANARY))
                .containsExactly("judge.run is a canary, whose answers count in no curve");
        assertThat(refused(request(judge("judge")), ENDED, RunKind.JUDGE))
                .containsExactly("judge.run is a judge run itself");
        assertThat(refused(request(judge("judge", "classes", "nowhere", "open", "open"))))
                .containsExactly(
                        "judge.tasks[0] has log-probabilities and no texts",
                        "judge.tasks[1] is no task of the judged run",
                        "judge.tasks[3] is named twice");
        assertThat(refused(request(
                        new JudgeRequest(new UUID(1, 1), "nobody", List.of(), Optional.empty(), Optional.empty()))))
                .containsExactly("judge.run there is no such run", "judge.model there is no such model");
        assertThat(refused(request(new JudgeRequest(null, null, null, null, null))))
                .containsExactly("judge.run is missing", "judge.model is missing");
    }

    @Test
    void refusesWhatTheJudgedRunSays() {
        RunRequest request = new RunRequest(
                List.of("family"),
                List.of(),
                List.of("open"),
                List.of(),
                Optional.of(3),
                Optional.empty(),
                Optional.empty(),
                Optional.of(5),
                Optional.empty(),
                Optional.empty(),
                Optional.of(judge("judge")));
        assertThat(refused(request))
                .containsExactly(
                        "families is not asked of a judge run: the judged run says it",
                        "tasks is not asked of a judge run: the judged run says it",
                        "examples is not asked of a judge run: the judged run says it");
    }

    @Test
    void aRunOfTheJudgesOwnModelAloneIsRefusedWithTheReason() {
        RunSpec alone = new RunSpec(
                List.of(deployed("judge")),
                SPEC.tasks(),
                SPEC.variants(),
                SPEC.examples(),
                1,
                1,
                0,
                GenerationParameters.DEFAULT);
        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class,
                () -> JudgeValidation.validate(
                        request(judge("judge")),
                        FLEET,
                        models -> Map.of(),
                        run -> Optional.of(new JudgedRun(
                                alone,
                                ENDED,
                                RunKind.REQUESTED,
                                TASKS,
                                new RunPlan(alone, TASKS),
                                IntStream.range(0, 12),
                                1))));
        assertThat(refused.violations()).singleElement().satisfies(v -> {
            assertThat(v.reason()).isEqualTo("has only answers of the judge's own model to judge, 3 of them");
            assertThat(v.remedy()).contains("judge.allowSelf");
        });
    }
}

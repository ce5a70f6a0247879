package io.scalewatch.task.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.task.catalogue.Mechanism;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.fleet.DeployedModel;
import io.scalewatch.task.runs.RunSpec;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RunPlanTest {

    private static final int CASES = 200;

    /// A random spec with its tasks.
    private record Case(RunSpec spec, List<TaskVersion> tasks) {

        static Case random(SplittableRandom random) {
            List<TaskVersion> tasks = IntStream.range(0, random.nextInt(1, 4))
                    .mapToObj(t -> task("task-" + t, random))
                    .toList();
            return new Case(
                    new RunSpec(
                            models(random.nextInt(1, 9)),
                            tasks.stream()
                                    .map(t -> new RunSpec.TaskRef(t.name(), t.version()))
                                    .toList(),
                            random.nextBoolean() ? List.of("baseline") : List.of("baseline", "step-by-step"),
                            random.nextBoolean() ? Optional.empty() : Optional.of(random.nextInt(2, 40)),
                            random.nextInt(1, 4),
                            random.nextLong(),
                            0,
                            GenerationParameters.DEFAULT),
                    tasks);
        }

        RunPlan plan() {
            return new RunPlan(spec, tasks);
        }
    }

    private static TaskVersion task(String name, SplittableRandom random) {
        List<Sample> samples = new ArrayList<>();
        int groups = random.nextInt(1, 30);
        for (int g = 0; g < groups; g++) {
            int size = random.nextInt(1, 3);
            for (int s = 0; s < size; s++) {
                samples.add(sample(g + "-" + s, "group-" + g));
            }
        }
        return new TaskVersion(
                name, "v1", Mechanism.DISTRACTOR, "", AnswerKind.NUMBER, List.of(Label.DISTRACTOR), samples);
    }

    private static Sample sample(String id, String group) {
        return new Sample(
                id,
                List.of(Message.user("question " + id)),
                group,
                false,
                Map.of(),
                new AnswerSpec(AnswerKind.NUMBER, List.of("1"), Map.of()));
    }

    private static List<DeployedModel> models(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new DeployedModel(
                        new ModelVersion("family", "model-" + i, "1", 1000L + i), "endpoint", Optional.empty()))
                .toList();
    }

    private static List<PlannedPrompt> positions(RunPlan plan) {
        return LongStream.range(0, plan.positions()).mapToObj(plan::at).toList();
    }

    @Test
    void isAPureFunctionOfItsSpec() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < CASES; i++) {
            Case a = Case.random(random);
            // The same spec, with objects of its own.
            List<TaskVersion> copies = a.tasks().stream()
                    .map(t -> new TaskVersion(
                            t.name(),
                            t.version(),
                            t.mechanism(),
                            t.description(),
                            t.kind(),
                            t.labels(),
                            t.samples().stream()
                                    .map(s -> sample(s.id(), s.group()))
                                    .toList()))
                    .toList();

            assertThat(positions(a.plan()).stream().map(RunPlanTest::name))
                    .isEqualTo(positions(new RunPlan(a.spec(), copies)).stream()
                            .map(RunPlanTest::name)
                            .toList());
        }
    }

    private static String name(PlannedPrompt prompt) {
        return prompt.task().name() + " " + prompt.sample().id() + " " + prompt.variant() + " " + prompt.trial();
    }

    @Test
    void indexAndPositionAreABijection() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < CASES; i++) {
            Case a = Case.random(random);
            RunPlan plan = a.plan();
            Set<Long> indices = new HashSet<>();
            for (long position = 0; position < plan.positions(); position++) {
                for (int ordinal = 0; ordinal < a.spec().models().size(); ordinal++) {
                    long index = plan.index(position, ordinal);
                    assertThat(plan.position(index)).isEqualTo(position);
                    assertThat(plan.ordinal(index)).isEqualTo(ordinal);
                    indices.add(index);
                }
            }
            assertThat(indices).hasSize(Math.toIntExact(plan.planned()));
            assertThat(indices).allMatch(index -> index >= 0 && index < plan.planned());
        }
    }

    @Test
    void asksEverySampleInEveryVariantAndTrialOnce() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < CASES; i++) {
            Case a = Case.random(random);
            RunPlan plan = a.plan();

            List<PlannedPrompt> prompts = positions(plan);

            assertThat(prompts.stream().map(RunPlanTest::name)).doesNotHaveDuplicates();
            int each = a.spec().variants().size() * a.spec().trials();
            int samples =
                    a.tasks().stream().mapToInt(t -> plan.samples(t.name())).sum();
            assertThat(prompts).hasSize(samples * each);
            for (TaskVersion task : a.tasks()) {
                int most = a.spec().examples().orElse(Integer.MAX_VALUE);
                assertThat(plan.samples(task.name())).isLessThanOrEqualTo(most);
                // Groups have one or two samples: at most one place stays empty.
                assertThat(plan.samples(task.name()))
                        .isGreaterThanOrEqualTo(
                                Math.min(most - 1, task.samples().size()));
            }
        }
    }

    @Test
    void keepsGroupsWholeAndTogether() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < CASES; i++) {
            Case a = Case.random(random);
            List<PlannedPrompt> prompts = positions(a.plan());
            for (TaskVersion task : a.tasks()) {
                Map<String, Integer> sizes = new HashMap<>();
                task.samples().forEach(s -> sizes.merge(s.group(), 1, Integer::sum));
                List<String> groups = prompts.stream()
                        .filter(p -> p.task().name().equals(task.name()))
                        .map(PlannedPrompt::sample)
                        .distinct()
                        .map(Sample::group)
                        .toList();
                for (int at = 0; at < groups.size(); ) {
                    int size = sizes.get(groups.get(at));
                    assertThat(new HashSet<>(groups.subList(at, at + size))).hasSize(1);
                    at += size;
                }
                assertThat(groups.stream().distinct().mapToInt(sizes::get).sum())
                        .isEqualTo(groups.size());
            }
        }
    }

    @Test
    void isSampleMajor() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < CASES; i++) {
            Case a = Case.random(random);
            int each = a.spec().variants().size() * a.spec().trials();
            List<PlannedPrompt> prompts = positions(a.plan());
            for (int at = 0; at < prompts.size(); at += each) {
                assertThat(prompts.subList(at, at + each).stream()
                                .map(PlannedPrompt::sample)
                                .distinct())
                        .hasSize(1);
            }
        }
    }

    @Test
    void takesTheSameSamplesWhateverTheModels() {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < CASES; i++) {
            Case a = Case.random(random);
            RunSpec s = a.spec();
            RunSpec other = new RunSpec(
                    models(s.models().size() + 1),
                    s.tasks(),
                    s.variants(),
                    s.examples(),
                    s.trials(),
                    s.seed(),
                    7,
                    s.generation());

            assertThat(positions(new RunPlan(other, a.tasks()))).isEqualTo(positions(a.plan()));
        }
    }

    @Test
    void theSeedDecides() {
        List<TaskVersion> tasks = List.of(task("task", new SplittableRandom(7)));
        List<List<PlannedPrompt>> orders = LongStream.range(0, 10)
                .mapToObj(seed -> positions(new RunPlan(
                        new RunSpec(
                                models(1),
                                List.of(new RunSpec.TaskRef("task", "v1")),
                                List.of("baseline"),
                                Optional.of(10),
                                1,
                                seed,
                                0,
                                GenerationParameters.DEFAULT),
                        tasks)))
                .distinct()
                .toList();

        assertThat(orders).hasSize(10);
    }

    /// The order of a stored run must survive every change of this code.
    @Test
    void theOrderOfASeedNeverChanges() {
        List<Integer> numbers = IntStream.range(0, 10).boxed().toList();

        assertThat(new SeededShuffle(1, "memo-trap").shuffled(numbers)).isEqualTo(SHUFFLED);
    }

    private static final List<Integer> SHUFFLED = List.of(3, 6, 4, 2, 7, 0, 9, 5, 8, 1);

    /// Trials and models are arithmetic: ten million prompts need the memory of their samples.
    @Test
    void tenMillionPromptsTakeTheMemoryOfTheirSamples() {
        TaskVersion task = task("task", new SplittableRandom(9));
        List<Long> sizes = new ArrayList<>();
        for (int trials : List.of(1, 1, 10_000_000)) {
            RunSpec spec = new RunSpec(
                    models(1),
                    List.of(new RunSpec.TaskRef(task.name(), task.version())),
                    List.of("baseline"),
                    Optional.empty(),
                    trials,
                    1,
                    0,
                    GenerationParameters.DEFAULT);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            RunPlan plan = new RunPlan(spec, List.of(task));
            plan.at(plan.positions() - 1);
            sizes.add(threads.getCurrentThreadAllocatedBytes() - before);
            assertThat(plan.planned()).isEqualTo((long) trials * task.samples().size());
        }

        // The first one loads what the others use.
        assertThat(sizes.get(2)).isLessThan(sizes.get(1) + 1_000);
    }

    @Test
    void refusesOtherTasksThanTheSpecs() {
        Case a = Case.random(new SplittableRandom(8));

        assertThatThrownBy(() -> new RunPlan(a.spec(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("task-0");
    }
}

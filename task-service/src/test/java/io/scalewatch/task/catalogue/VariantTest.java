package io.scalewatch.task.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.contracts.event.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class VariantTest {

    private static final Sample SAMPLE = new Sample(
            "s",
            List.of(new Message(Message.Role.SYSTEM, "Be brief."), Message.user("What is 2 + 2?")),
            "s",
            false,
            Map.of(),
            new AnswerSpec(AnswerKind.NUMBER, List.of("4"), Map.of()));

    private static final TaskVersion TASK =
            new TaskVersion("t", "1", Mechanism.UNSPECIFIED, "", AnswerKind.NUMBER, List.of(), List.of(SAMPLE));

    @Test
    void theyAreFoundByName() {
        assertThat(Variant.of("baseline")).contains(Variant.BASELINE);
        assertThat(Variant.of("explicit-instruction")).contains(Variant.EXPLICIT_INSTRUCTION);
        assertThat(Variant.of("step-by-step")).contains(Variant.STEP_BY_STEP);
        assertThat(Variant.of("Baseline")).isEmpty();
    }

    @Test
    void theBaselineIsTheSampleItself() {
        assertThat(Variant.BASELINE.messages(TASK, SAMPLE)).isEqualTo(SAMPLE.input());
    }

    @Test
    void theOthersAddToTheLastTurnOnly() {
        for (Variant variant : List.of(Variant.EXPLICIT_INSTRUCTION, Variant.STEP_BY_STEP)) {
            List<Message> messages = variant.messages(TASK, SAMPLE);

            assertThat(messages).hasSize(2);
            assertThat(messages.getFirst()).isEqualTo(SAMPLE.input().getFirst());
            assertThat(messages.getLast().role()).isEqualTo(Message.Role.USER);
            assertThat(messages.getLast().content())
                    .startsWith("What is 2 + 2?\n\n")
                    .hasSizeGreaterThan(60);
        }
        assertThat(Variant.STEP_BY_STEP.messages(TASK, SAMPLE).getLast().content())
                .contains("\nANSWER: ");
    }

    @Test
    void everyNameIsANameAndFindsItsVariant() {
        assertThat(Variant.ALL).hasSize(21).extracting(Variant::id).doesNotHaveDuplicates();
        assertThat(Variant.ALL).allSatisfy(variant -> {
            assertThat(Names.isName(variant.id())).isTrue();
            assertThat(Variant.of(variant.id())).contains(variant);
        });
        assertThat(Variant.of("few-shot-5")).contains(new Variant.FewShot(5));
        assertThat(Variant.of("one-shot")).contains(new Variant.FewShot(1));
        assertThat(Variant.of("few-shot-1")).isEmpty();
        assertThat(Variant.of("few-shot-17")).isEmpty();
    }

    static Stream<TaskVersion> tasks() {
        return BuiltInTasks.all().stream();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void shotsComeFromTheHeldOutSamplesAndAreAnswered(TaskVersion task) {
        Set<List<Message>> evaluated =
                task.samples().stream().map(Sample::input).collect(Collectors.toSet());
        assertThat(task.heldOut()).hasSizeGreaterThanOrEqualTo(3 * Variant.FewShot.MOST);
        assertThat(task.heldOut()).extracting(Sample::input).doesNotHaveDuplicates();
        assertThat(task.heldOut()).extracting(Sample::input).doesNotContainAnyElementsOf(evaluated);
        for (Sample sample : task.samples().subList(0, 50)) {
            List<Sample> shots = Shots.of(task, sample, Variant.FewShot.MOST);
            assertThat(shots).hasSize(Variant.FewShot.MOST).doesNotHaveDuplicates();
            assertThat(task.heldOut()).containsAll(shots);
            assertThat(Shots.of(task, sample, 3)).isEqualTo(shots.subList(0, 3));

            List<Message> messages = new Variant.FewShot(3).messages(task, sample);

            List<Message> expected = new ArrayList<>();
            for (int place = 0; place < 3; place++) {
                expected.addAll(shots.get(place).input());
                expected.add(Turns.assistant(Shots.answer(shots.get(place), place)));
            }
            expected.addAll(sample.input());
            assertThat(messages).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void shotsAreBalanced(TaskVersion task) {
        for (Sample sample : task.samples().subList(0, 50)) {
            List<Sample> shots = Shots.of(task, sample, 4);
            if (task.kind() == AnswerKind.BOOLEAN) {
                assertThat(shots)
                        .filteredOn(shot -> shot.answer().targets().equals(List.of("true")))
                        .hasSize(2);
            } else if (task.samples().stream().anyMatch(Sample::control) && task.kind() != AnswerKind.CHOICE) {
                assertThat(shots).filteredOn(Sample::control).hasSizeBetween(1, 3);
            }
        }
    }

    @Test
    void shotsOfATaskThatHoldsNoneOutAreItsSamplesOfOtherGroups() {
        TaskVersion drawn = BuiltInTasks.current("negation-qa").orElseThrow();
        TaskVersion task = new TaskVersion(
                "t",
                "1",
                drawn.mechanism(),
                "",
                drawn.kind(),
                drawn.labels(),
                drawn.samples().subList(0, 12));

        for (Sample sample : task.samples()) {
            List<Sample> shots = Shots.of(task, sample, Variant.FewShot.MOST);
            assertThat(shots).hasSize(10).doesNotHaveDuplicates();
            assertThat(shots).extracting(Sample::group).doesNotContain(sample.group());
        }
        assertThat(new Variant.FewShot(10).problemWith(task)).isEmpty();
        assertThat(new Variant.FewShot(11).problemWith(task))
                .contains("needs 11 shots, but t has 10 samples to show beside one that is asked");
    }

    @Test
    void whereNothingIsRightTheShotsPleaseNobody() {
        Choices choices = new Choices(List.of("yes", "no"));
        Sample asked =
                new Sample("s", List.of(Message.user("?")), "s", false, Map.of(), Answers.opinion(choices, "no"));

        assertThat(Shots.answer(asked, 0)).isEqualTo("B");
        assertThat(Shots.answer(asked, 1)).isEqualTo("A");
    }

    @Test
    void whereNeitherYesNorNoIsRightTheShotsSayBothByTurns() {
        Sample asked = provoking("s", "s", AnswerKind.BOOLEAN, "true");

        assertThat(Stream.of(0, 1, 2, 3).map(place -> Shots.answer(asked, place)))
                .containsExactly("Yes", "No", "Yes", "No");
        assertThat(Shots.answer(provoking("s", "s", AnswerKind.BOOLEAN, "false"), 0))
                .isEqualTo("No");
    }

    @ParameterizedTest
    @EnumSource(
            value = AnswerKind.class,
            names = {"TEXT", "NUMBER"})
    void whereOnlyTheProvokedAnswerIsKnownNoShotIsShown(AnswerKind kind) {
        TaskVersion task =
                task(kind, List.of(provoking("a", "a", kind, "1"), provoking("b", "b", kind, "2")), List.of());
        TaskVersion shown = task(kind, task.samples(), List.of(SAMPLE));

        assertThat(Variant.problem(Variant.ONE_SHOT, task))
                .contains(
                        "needs shots, but t has samples without choices whose right answer is not known, or known by a "
                                + "pattern alone: none can be shown");
        assertThat(Variant.problem(Variant.BASELINE, task)).isEmpty();
        assertThat(Variant.problem(Variant.ONE_SHOT, shown)).isEmpty();
    }

    @Test
    void whereAPatternTellsTheAnswerNoShotIsShown() {
        AnswerSpec fourth = new AnswerSpec(AnswerKind.REGEX, List.of("(4|four)(th)?"), Map.of());
        Sample sample = new Sample("a", List.of(Message.user("?")), "a", false, Map.of(), fourth);
        TaskVersion task = task(AnswerKind.REGEX, List.of(sample, sample), List.of(sample));

        assertThat(Variant.problem(Variant.BASELINE, task)).isEmpty();
        assertThat(Variant.problem(Variant.ONE_SHOT, task)).isPresent();
    }

    @Test
    void heldOutSamplesOfASamplesOwnGroupAreNoShotsOfIt() {
        List<Sample> heldOut = List.of(
                provoking("h1", "s", AnswerKind.BOOLEAN, "true"),
                provoking("h2", "s", AnswerKind.BOOLEAN, "true"),
                provoking("h3", "other", AnswerKind.BOOLEAN, "true"));
        TaskVersion task = task(AnswerKind.BOOLEAN, List.of(provoking("s", "s", AnswerKind.BOOLEAN, "true")), heldOut);

        assertThat(Shots.of(task, task.samples().getFirst(), 3))
                .extracting(Sample::id)
                .containsExactly("h3");
        assertThat(Variant.problem(Variant.ONE_SHOT, task)).isEmpty();
        assertThat(Variant.problem(new Variant.FewShot(2), task))
                .contains("needs 2 shots, but t has 1 samples to show beside one that is asked");
    }

    private static TaskVersion task(AnswerKind kind, List<Sample> samples, List<Sample> heldOut) {
        return new TaskVersion("t", "1", Mechanism.SYCOPHANCY, "", kind, List.of(Label.SYCOPHANTIC), samples, heldOut);
    }

    private static Sample provoking(String id, String group, AnswerKind kind, String answer) {
        return new Sample(
                id,
                List.of(Message.user(id + "?")),
                group,
                false,
                Map.of(),
                new AnswerSpec(kind, List.of(), Map.of(Label.SYCOPHANTIC, List.of(answer))));
    }

    @Test
    void decomposedAsksTheSampleItselfLast() {
        Sample stepped = new Sample(
                "s",
                SAMPLE.input(),
                "s",
                false,
                Map.of(),
                SAMPLE.answer(),
                List.of(new SubQuestion("First?", "One."), new SubQuestion("Second?", "Two.")));

        List<Message> messages = Variant.DECOMPOSED.messages(TASK, stepped);

        assertThat(messages)
                .extracting(Message::role)
                .containsExactly(
                        Message.Role.SYSTEM,
                        Message.Role.USER,
                        Message.Role.ASSISTANT,
                        Message.Role.USER,
                        Message.Role.ASSISTANT,
                        Message.Role.USER);
        assertThat(messages.get(1).content()).startsWith("What is 2 + 2?\n\n").endsWith("First?");
        assertThat(messages.get(2).content()).isEqualTo("One.");
        assertThat(messages.get(3).content()).isEqualTo("Second?");
        assertThat(messages.get(4).content()).isEqualTo("Two.");
        assertThat(Variant.DECOMPOSED.messages(TASK, SAMPLE)).hasSize(4);
    }

    @Test
    void noTwoPromptsOfTheCatalogueAreAlike() {
        Set<List<Message>> seen = new HashSet<>();
        int asked = 0;
        for (TaskVersion task : BuiltInTasks.all()) {
            for (Sample sample : task.samples()) {
                for (Variant variant : Variant.ALL) {
                    seen.add(lastTurns(variant.messages(task, sample)));
                    asked++;
                }
            }
        }
        assertThat(seen).hasSize(asked);
    }

    /// With the number of turns, and enough of them to tell prompts apart: whole few-shot prompts would be
    /// megabytes.
    private static List<Message> lastTurns(List<Message> messages) {
        List<Message> last = new ArrayList<>(messages.subList(Math.max(0, messages.size() - 5), messages.size()));
        last.add(Message.user(Integer.toString(messages.size())));
        return last;
    }
}

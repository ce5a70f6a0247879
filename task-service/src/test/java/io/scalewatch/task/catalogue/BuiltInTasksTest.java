package io.scalewatch.task.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.contracts.event.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BuiltInTasksTest {

    private static final Pattern NUMBERS = Pattern.compile("\\d+");

    static Stream<TaskVersion> tasks() {
        return BuiltInTasks.all().stream();
    }

    static Stream<TaskDefinition> definitions() {
        return BuiltInTasks.definitions().stream();
    }

    @Test
    void tasksWithNamesOfTheirOwnInTheirOrder() {
        assertThat(tasks().map(TaskVersion::name))
                .hasSize(23)
                .doesNotHaveDuplicates()
                .isSorted()
                .allMatch(Names::isName);
        assertThat(tasks().map(TaskVersion::version)).doesNotHaveDuplicates().allMatch(v -> v.matches("[0-9a-f]{12}"));
        assertThat(tasks().map(TaskVersion::description)).allMatch(text -> text.length() > 150);
        assertThat(BuiltInTasks.current("memo-trap")).map(TaskVersion::kind).contains(AnswerKind.ENDING);
        assertThat(BuiltInTasks.current("no-such-task")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void everySampleHasTheDialsOfItsTask(TaskDefinition definition) {
        List<String> dials = definition.dials().stream().map(Dial::name).toList();
        TaskVersion task = BuiltInTasks.current(definition.name()).orElseThrow();

        assertThat(task.samples())
                .allSatisfy(sample -> assertThat(sample.dials().keySet()).containsExactlyInAnyOrderElementsOf(dials));
        for (String dial : dials) {
            assertThat(task.samples().stream()
                            .map(sample -> sample.dials().get(dial))
                            .distinct())
                    .hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void theSameSeedGivesTheSameSamples(TaskDefinition definition) {
        TaskVersion again = definition.version(BuiltInTasks.SEED, BuiltInTasks.EXAMPLES);
        TaskVersion fewer = definition.version(BuiltInTasks.SEED, 100);
        TaskVersion other = definition.version(BuiltInTasks.SEED + 1, BuiltInTasks.EXAMPLES);

        TaskVersion current = BuiltInTasks.current(definition.name()).orElseThrow();
        assertThat(again).isEqualTo(current);
        assertThat(fewer.samples()).isEqualTo(current.samples().subList(0, 100));
        assertThat(other.version()).isNotEqualTo(current.version());
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void anyEndOfTheListIsUsable(TaskDefinition definition) {
        assertThat(definition.version(7, 1).samples()).hasSize(1);
        assertThat(definition.version(7, 301).samples()).hasSize(301);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TaskDefinition(
                                "one",
                                definition.mechanism(),
                                "",
                                definition.kind(),
                                definition.labels(),
                                random -> definition.generator().draw(new SplittableRandom(1)))
                        .version(1, 10))
                .withMessageContaining("one");
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void samplesAreDistinctAndWellFormed(TaskVersion task) {
        assertThat(task.samples()).hasSize(BuiltInTasks.EXAMPLES);
        assertThat(task.samples()).extracting(Sample::id).doesNotHaveDuplicates();
        assertThat(task.samples()).extracting(Sample::input).doesNotHaveDuplicates();
        assertThat(task.samples().stream().filter(sample -> !sample.control()).count())
                .isGreaterThanOrEqualTo(300);
        assertThat(task.samples()).allSatisfy(sample -> {
            for (Message turn : sample.input()) {
                String text = turn.content();
                assertThat(text).isNotBlank().doesNotContain("{", "}", "  ").isEqualTo(text.strip());
            }
            assertThat(sample.input().getLast().role()).isEqualTo(Message.Role.USER);
            assertThat(sample.answer().kind()).isEqualTo(task.kind());
            assertThat(sample.answer().targets()).doesNotHaveDuplicates();
            // Only where an opinion is asked for is nothing right.
            assertThat(sample.answer().targets().isEmpty())
                    .isEqualTo(task.name().equals("sycophancy-opinion"));
            assertThat(task.labels()).containsAll(sample.answer().labels().keySet());
            assertThat(sample.steps()).isNotEmpty().allSatisfy(step -> {
                assertThat(step.question()).contains("?").doesNotContain("{", "  ");
                assertThat(step.answer()).isNotBlank().doesNotContain("{", "  ");
            });
        });
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void noProvokedAnswerIsAlsoRight(TaskVersion task) {
        assertThat(task.samples()).allSatisfy(sample -> {
            Set<String> right = lower(sample.answer().targets());
            sample.answer().labels().values().forEach(wrong -> {
                assertThat(wrong).isNotEmpty().doesNotHaveDuplicates();
                assertThat(Collections.disjoint(lower(wrong), right)).isTrue();
            });
        });
        assertThat(task.samples())
                .filteredOn(sample -> !sample.control())
                .allSatisfy(sample -> assertThat(sample.answer().labels()).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void groupsStandTogetherWithTheirControlLast(TaskVersion task) {
        Map<String, List<Sample>> groups = new LinkedHashMap<>();
        task.samples()
                .forEach(sample -> groups.computeIfAbsent(sample.group(), group -> new ArrayList<>())
                        .add(sample));
        Map<String, String> forms =
                Map.of("memo-trap", "b", "sycophancy-opinion", "bb", "sycophancy-confidence", "bbbbbc");

        assertThat(groups.values().stream().flatMap(List::stream)).isEqualTo(task.samples());
        assertThat(groups.values())
                .allSatisfy(group -> assertThat(group.stream()
                                .map(sample -> sample.control() ? "c" : "b")
                                .collect(Collectors.joining()))
                        .isEqualTo(forms.getOrDefault(task.name(), "bc")));
    }

    /// No answer can be had by a habit: letters, and yes and no, are as frequent as each other, nearly.
    @ParameterizedTest
    @MethodSource("tasks")
    void rightAnswersStandInEveryPosition(TaskVersion task) {
        if (task.kind() != AnswerKind.CHOICE && task.kind() != AnswerKind.BOOLEAN
                || task.name().contains("opinion")) {
            return;
        }
        Map<String, List<Sample>> byPlaces = task.samples().stream()
                .filter(sample -> !sample.control())
                .collect(Collectors.groupingBy(
                        sample -> Integer.toString(sample.answer().choices().size())));
        byPlaces.forEach((places, samples) -> {
            Map<String, Long> targets = samples.stream()
                    .collect(Collectors.groupingBy(
                            sample -> sample.answer().targets().getFirst(), Collectors.counting()));
            double even = (double) samples.size() / Math.max(2, Integer.parseInt(places));
            assertThat(targets).hasSize(Math.max(2, Integer.parseInt(places)));
            // Four standard deviations of a count.
            assertThat(targets.values())
                    .allSatisfy(count -> assertThat((double) count)
                            .isBetween(even - 4 * Math.sqrt(even), even + 4 * Math.sqrt(even)));
        });
    }

    /// What each task's answers are held against: worked out once more, in another way, from the prompt alone.
    private static final Map<String, Consumer<Sample>> CHECKS = Map.ofEntries(
            Map.entry("are-you-sure", WordChecks::challenge),
            Map.entry("counting-with-distractors", NumberChecks::counting),
            Map.entry("distractor-arithmetic", BuiltInTasksTest::addition),
            Map.entry("distractor-attribute", WordChecks::attribute),
            Map.entry("distractor-word-problem", NumberChecks::wordProblem),
            Map.entry("do-not-repeat", WordChecks::repetition),
            Map.entry("hindsight-neglect", LogicChecks::odds),
            Map.entry("into-the-unknown", BuiltInTasksTest::knownFact),
            Map.entry("memo-trap", WordChecks::ending),
            Map.entry("modus-tollens", LogicChecks::inference),
            Map.entry("negation-qa", BuiltInTasksTest::exception),
            Map.entry("pattern-matching-suppression", WordChecks::pattern),
            Map.entry("precise-language", LogicChecks::wording),
            Map.entry("prompt-injection", WordChecks::injection),
            Map.entry("quote-modification", WordChecks::quotation),
            Map.entry("redefine", NumberChecks::redefined),
            Map.entry("repetitive-algebra", NumberChecks::algebra),
            Map.entry("resisting-correction", WordChecks::slip),
            Map.entry("sig-figs", NumberChecks::figures),
            Map.entry("sycophancy-confidence", WordChecks::belief),
            Map.entry("sycophancy-factual", WordChecks::belief),
            Map.entry("sycophancy-opinion", BuiltInTasksTest::statedView),
            Map.entry("word-math", NumberChecks::wordMath));

    @ParameterizedTest
    @MethodSource("tasks")
    void answersAreRightAndSoAreThoseOfTheExamples(TaskVersion task) {
        assertThat(CHECKS).containsKey(task.name());
        Stream.concat(task.samples().stream(), task.heldOut().stream()).forEach(CHECKS.get(task.name()));
    }

    @Test
    void usersOfOppositeViewsAskTheSame() {
        List<Sample> samples =
                BuiltInTasks.current("sycophancy-opinion").orElseThrow().samples();
        for (int i = 0; i < samples.size(); i += 2) {
            AnswerSpec one = samples.get(i).answer();
            AnswerSpec other = samples.get(i + 1).answer();
            assertThat(other.choices()).isEqualTo(one.choices());
            assertThat(Stream.of(one, other).flatMap(answer -> answer.labels().get(Label.SYCOPHANTIC).stream()))
                    .containsExactlyInAnyOrder("A", "B");
        }
    }

    private static void statedView(Sample sample) {
        String prompt = sample.input().getFirst().content();
        String stated = sample.answer().labels().get(Label.SYCOPHANTIC).getFirst();
        String introduction = prompt.substring(0, prompt.indexOf("\nA. "));
        for (int i = 0; i < 2; i++) {
            String view = sample.answer().choices().get(i);
            assertThat(introduction.toLowerCase(Locale.ROOT).contains(view.toLowerCase(Locale.ROOT) + ".")
                            || introduction.toLowerCase(Locale.ROOT).contains(view.toLowerCase(Locale.ROOT) + ","))
                    .as(prompt)
                    .isEqualTo(Choices.letter(i).equals(stated));
        }
    }

    /// The distracting fact stands in the text already, the helpful one does not.
    private static void knownFact(Sample sample) {
        String prompt = sample.input().getFirst().content();
        String told = prompt.substring(0, prompt.indexOf("\nQuestion: "));
        List<String> choices = sample.answer().choices();
        for (int i = 0; i < choices.size(); i++) {
            boolean distracts = sample.answer()
                    .labels()
                    .getOrDefault(Label.DISTRACTOR, List.of())
                    .contains(Choices.letter(i));
            assertThat(told.contains(choices.get(i))).isEqualTo(distracts);
        }
        String right = choices.get(sample.answer().targets().getFirst().charAt(0) - 'A');
        assertThat(Rows.of("into-the-unknown.txt", 5))
                .anySatisfy(row -> assertThat(right)
                        .matches("\\Q"
                                + row.text(3).replace("{n}", "\\E\\w+\\Q").replace("{p}", "\\E[\\w ]+\\Q") + "\\E"));
    }

    private static void addition(Sample sample) {
        List<Integer> numbers = NUMBERS.matcher(sample.input().getFirst().content())
                .results()
                .map(match -> Integer.parseInt(match.group()))
                .toList();
        assertThat(numbers).hasSize(sample.control() ? 2 : 3);
        int a = numbers.get(numbers.size() - 2);
        int b = numbers.getLast();
        assertThat(sample.answer().targets()).containsExactly(Integer.toString(a + b));
        if (!sample.control()) {
            int n = numbers.getFirst();
            assertThat(n).isBetween(50, 99);
            Set<Integer> expected = distracted(n, a, b);
            expected.remove(a + b);
            expected.remove(0);
            assertThat(sample.answer().labels().get(Label.DISTRACTOR))
                    .map(Integer::valueOf)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    /// Written down by hand, where the generator loops.
    private static Set<Integer> distracted(int n, int a, int b) {
        return new HashSet<>(Arrays.asList(
                n,
                n + a,
                n + b,
                n - a,
                n - b,
                a - n,
                b - n,
                n * a,
                n * b,
                n + a + b,
                n - a - b,
                a + b - n,
                n + a - b,
                n - a + b,
                a - b - n,
                b - a - n,
                n * a * b,
                n * a + n * b,
                n * a - n * b,
                n * b - n * a,
                n * a + b,
                n * b + a));
    }

    private static void exception(Sample sample) {
        List<Vocabulary.Row> rows = Rows.of("negation-qa.txt", 4);
        String prompt = sample.input().getFirst().content();
        Vocabulary.Row row = rows.stream()
                .filter(r -> prompt.contains(r.text(sample.control() ? 1 : 0) + "\n"))
                .findFirst()
                .orElseThrow();
        List<String> choices = sample.answer().choices();
        Set<String> right = Set.copyOf(row.list(sample.control() ? 2 : 3));
        List<String> rightLetters = Stream.iterate(0, i -> i < choices.size(), i -> i + 1)
                .filter(i -> right.contains(choices.get(i)))
                .map(i -> String.valueOf((char) ('A' + i)))
                .toList();
        assertThat(sample.answer().targets()).isEqualTo(rightLetters).hasSize(1);
        if (!sample.control()) {
            assertThat(sample.answer().labels().get(Label.TRAP)).hasSize(choices.size() - 1);
        }
        for (int i = 0; i < choices.size(); i++) {
            assertThat(prompt).contains("\n" + (char) ('A' + i) + ". " + choices.get(i) + "\n");
        }
    }

    @Test
    void categoriesDoNotOverlap() {
        assertThat(Rows.of("negation-qa.txt", 4)).allSatisfy(row -> {
            assertThat(row.list(2)).doesNotContainAnyElementsOf(row.list(3)).doesNotHaveDuplicates();
            assertThat(row.list(3)).doesNotHaveDuplicates();
            assertThat(row.list(2).size()).isGreaterThanOrEqualTo(4);
            assertThat(row.list(3).size()).isGreaterThanOrEqualTo(4);
            assertThat(row.text(0)).contains(" NOT ");
            assertThat(row.text(1)).doesNotContain("NOT");
        });
    }

    private static Set<String> lower(List<String> texts) {
        return texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }
}

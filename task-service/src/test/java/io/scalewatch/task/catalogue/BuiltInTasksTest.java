package io.scalewatch.task.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Names;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
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
    void fourTasksWithNamesOfTheirOwn() {
        assertThat(tasks().map(TaskVersion::name))
                .containsExactly("distractor-arithmetic", "memo-trap", "negation-qa", "sycophancy-factual")
                .allMatch(Names::isName);
        assertThat(tasks().map(TaskVersion::version)).doesNotHaveDuplicates().allMatch(v -> v.matches("[0-9a-f]{12}"));
        assertThat(BuiltInTasks.current("memo-trap")).map(TaskVersion::kind).contains(AnswerKind.ENDING);
        assertThat(BuiltInTasks.current("no-such-task")).isEmpty();
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
            String prompt = sample.input().getFirst().content();
            assertThat(prompt).isNotBlank().doesNotContain("{", "}", "  ").isEqualTo(prompt.strip());
            assertThat(sample.answer().kind()).isEqualTo(task.kind());
            assertThat(sample.answer().targets()).isNotEmpty().doesNotHaveDuplicates();
            assertThat(task.labels()).containsAll(sample.answer().labels().keySet());
        });
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void noProvokedAnswerIsAlsoRight(TaskVersion task) {
        assertThat(task.samples()).allSatisfy(sample -> {
            Set<String> right = lower(sample.answer().targets());
            sample.answer().labels().values().forEach(wrong -> {
                assertThat(wrong).isNotEmpty().doesNotHaveDuplicates();
                assertThat(lower(wrong)).doesNotContainAnyElementsOf(right);
            });
        });
        assertThat(task.samples())
                .filteredOn(sample -> !sample.control())
                .allSatisfy(sample -> assertThat(sample.answer().labels()).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void everyControlFollowsItsBiasedSample(TaskVersion task) {
        for (int i = 0; i < task.samples().size(); i++) {
            Sample sample = task.samples().get(i);
            if (sample.control()) {
                Sample biased = task.samples().get(i - 1);
                assertThat(biased.control()).isFalse();
                assertThat(biased.group()).isEqualTo(sample.group());
            }
        }
        if (task.name().equals("memo-trap")) {
            assertThat(task.samples()).noneMatch(Sample::control);
        } else {
            assertThat(task.samples().stream().filter(Sample::control).count()).isEqualTo(300);
        }
    }

    @Test
    void arithmeticIsRightAndItsDistractedAnswersAreAllThere() {
        for (Sample sample :
                BuiltInTasks.current("distractor-arithmetic").orElseThrow().samples()) {
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

    @Test
    void aNegatedQuestionHasOneExceptionAndItsControlOneMember() {
        List<Vocabulary.Row> rows = Vocabulary.rows("negation-qa.txt", 4);
        for (Sample sample : BuiltInTasks.current("negation-qa").orElseThrow().samples()) {
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
    }

    @Test
    void choicesStandInEveryPosition() {
        var targets = BuiltInTasks.current("negation-qa").orElseThrow().samples().stream()
                .filter(sample -> sample.answer().choices().size() == 4)
                .collect(Collectors.groupingBy(sample -> sample.answer().targets(), Collectors.counting()));
        assertThat(targets)
                .hasSize(4)
                .allSatisfy((letter, count) -> assertThat(count).isGreaterThan(20));
    }

    @Test
    void categoriesDoNotOverlap() {
        assertThat(Vocabulary.rows("negation-qa.txt", 4)).allSatisfy(row -> {
            assertThat(row.list(2)).doesNotContainAnyElementsOf(row.list(3)).doesNotHaveDuplicates();
            assertThat(row.list(3)).doesNotHaveDuplicates();
            assertThat(row.list(2).size()).isGreaterThanOrEqualTo(4);
            assertThat(row.list(3).size()).isGreaterThanOrEqualTo(4);
            assertThat(row.text(0)).contains(" NOT ");
            assertThat(row.text(1)).doesNotContain("NOT");
        });
    }

    @Test
    void aMemoTrapAsksForTheWordThatIsRight() {
        for (Sample sample : BuiltInTasks.current("memo-trap").orElseThrow().samples()) {
            String prompt = sample.input().getFirst().content();
            Matcher quoted = Pattern.compile("\"([^\"]+)\"").matcher(prompt);
            assertThat(quoted.find()).isTrue();
            assertThat(sample.answer().targets()).containsExactly(quoted.group(1));
            assertThat(prompt)
                    .doesNotEndWith(
                            " " + sample.answer().labels().get(Label.TRAP).getFirst());
        }
    }

    @Test
    void aSycophancySampleStatesTheBeliefAndItsControlDoesNot() {
        for (Sample sample :
                BuiltInTasks.current("sycophancy-factual").orElseThrow().samples()) {
            String prompt = sample.input().getFirst().content();
            String belief = sample.answer().labels().get(Label.SYCOPHANTIC).getFirst();
            if (sample.control()) {
                assertThat(prompt).doesNotContain(belief + ".");
            } else {
                assertThat(prompt).contains(belief);
            }
        }
    }

    private static Set<String> lower(List<String> texts) {
        return texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }
}

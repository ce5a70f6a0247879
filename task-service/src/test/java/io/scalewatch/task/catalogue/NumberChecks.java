package io.scalewatch.task.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.Label;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The answers of tasks with numbers, worked out again from the text of the prompt alone.
final class NumberChecks {

    private static final Pattern NUMBERS = Pattern.compile("\\d+");

    private NumberChecks() {}

    static void wordProblem(Sample sample) {
        String prompt = prompt(sample);
        int question = prompt.indexOf("How many ");
        String story = prompt.substring(0, question);
        // By construction the start is the largest number and the second gift the smallest.
        List<Long> numbers = numbers(story).sorted().toList();
        Matcher gift =
                Pattern.compile("How many \\w+ did (\\w+) give to (\\w+)\\?").matcher(prompt);
        long right = numbers.getLast();
        if (!sample.control() && gift.find()) {
            // The last of the chain is named once.
            boolean second = story.split("\\b" + gift.group(2) + "\\b", -1).length == 2;
            right = numbers.get(second ? 0 : 1);
        }
        assertTarget(sample, right);
        if (!sample.control()) {
            assertThat(numbers).hasSize(3).doesNotHaveDuplicates();
            Set<Long> reachable = new HashSet<>();
            for (int code = 0; code < 27; code++) {
                reachable.add((code % 3 - 1) * numbers.get(0)
                        + (code / 3 % 3 - 1) * numbers.get(1)
                        + (code / 9 - 1) * numbers.get(2));
            }
            assertThat(wrong(sample, Label.DISTRACTOR))
                    .containsAll(numbers.stream()
                            .filter(n -> n != Long.parseLong(target(sample)))
                            .toList())
                    .isSubsetOf(reachable);
        }
    }

    static void counting(Sample sample) {
        String prompt = prompt(sample);
        Matcher list =
                Pattern.compile("\\ban? [a-z]+(, an? [a-z]+)* and an? [a-z]+").matcher(prompt);
        assertThat(list.find()).isTrue();
        long count = Pattern.compile("\\ban? ").matcher(list.group()).results().count();
        assertTarget(sample, count);
        List<Long> numbers = numbers(prompt).toList();
        assertThat(sample.dials()).containsEntry("distractors", (double) numbers.size());
        assertThat(numbers).doesNotContain(count);
        if (!sample.control()) {
            assertThat(wrong(sample, Label.DISTRACTOR))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(numbers.stream(), numbers.stream().map(n -> n + count))
                                    .distinct()
                                    .toList());
        }
    }

    static void algebra(Sample sample) {
        List<Long> solutions = Pattern.compile("(\\S+ [-+*] \\S+ = -?\\d+|\\d+ = \\d+ \\+ [a-z])")
                .matcher(prompt(sample))
                .results()
                .map(equation -> solution(equation.group()))
                .toList();
        assertTarget(sample, solutions.getLast());
        List<Long> shots = solutions.subList(0, solutions.size() - 1);
        assertThat(sample.dials()).containsEntry("shots", (double) shots.size());
        if (sample.control()) {
            assertThat(solutions).doesNotHaveDuplicates();
        } else {
            assertThat(shots.stream().distinct()).containsExactlyElementsOf(wrong(sample, Label.TRAP));
        }
        // What the examples say is what solves them.
        List<Long> said = Pattern.compile("(?:A|Answer|It is|Solution for [a-z]|[a-z]) ?[:=]? ?(-?\\d+)\n\n")
                .matcher(prompt(sample))
                .results()
                .map(match -> Long.parseLong(match.group(1)))
                .toList();
        assertThat(said).isEqualTo(shots);
    }

    /// By trying all numbers.
    private static long solution(String equation) {
        String[] sides = equation.split(" = ");
        for (long x = 0; x <= 100; x++) {
            if (value(sides[0], x) == value(sides[1], x)) {
                return x;
            }
        }
        throw new AssertionError("no solution of " + equation);
    }

    private static long value(String side, long x) {
        String[] parts = side.split(" ");
        long first = operand(parts[0], x);
        return parts.length == 1 ? first : apply(parts[1], first, operand(parts[2], x));
    }

    private static long operand(String text, long x) {
        return text.matches("[a-z]") ? x : Long.parseLong(text);
    }

    private static long apply(String operation, long a, long b) {
        return switch (operation) {
            case "+", "plus" -> a + b;
            case "-", "minus" -> a - b;
            case "*", "times" -> a * b;
            default -> throw new AssertionError(operation);
        };
    }

    static void redefined(Sample sample) {
        String prompt = prompt(sample);
        Matcher sign = Pattern.compile("the sign (.) means \"(\\w+)\"").matcher(prompt);
        Matcher sum = Pattern.compile("What is (\\d+) (\\S) (\\d+)\\?").matcher(prompt);
        Matcher numeral = Pattern.compile(
                        "(?:(the [^:,.]*) stands for the number (\\d+)\\. )?What is (the .*) plus (\\d+)\\?")
                .matcher(prompt);
        Matcher digit = Pattern.compile("What is the first digit of").matcher(prompt);
        boolean redefined = !sample.control();
        if (sum.find()) {
            long a = Long.parseLong(sum.group(1));
            long b = Long.parseLong(sum.group(3));
            assertThat(sign.find()).isEqualTo(redefined);
            assertTarget(sample, apply(redefined ? sign.group(2) : sum.group(2), a, b));
            assertTrap(sample, apply(sum.group(2), a, b));
        } else if (numeral.find()) {
            long b = Long.parseLong(numeral.group(4));
            long usual = usual("redefine-numerals.txt", 0, 1, numeral.group(3));
            assertTarget(sample, (redefined ? Long.parseLong(numeral.group(2)) : usual) + b);
            assertTrap(sample, usual + b);
        } else if (digit.find()) {
            Matcher meant = Pattern.compile("is redefined as (\\d)").matcher(prompt);
            long usual = Rows.of("redefine-constants.txt", 2).stream()
                    .filter(row -> prompt.contains("first digit of " + row.text(0) + "?"))
                    .mapToLong(row -> Long.parseLong(row.text(1)))
                    .findFirst()
                    .orElseThrow();
            assertThat(meant.find()).isEqualTo(redefined);
            assertTarget(sample, redefined ? Long.parseLong(meant.group(1)) : usual);
            assertTrap(sample, usual);
        } else {
            List<Long> numbers = numbers(prompt).toList();
            long count = numbers.getLast();
            String question = prompt.substring(prompt.indexOf("How many "), prompt.indexOf('?') + 1)
                    .replace(Long.toString(count), "{c}");
            long usual = usual("redefine-units.txt", 1, 2, question);
            assertThat(numbers).hasSize(redefined ? 2 : 1);
            assertTarget(sample, count * (redefined ? numbers.getFirst() : usual));
            assertTrap(sample, count * usual);
        }
    }

    private static long usual(String resource, int key, int value, String wanted) {
        return Rows.of(resource, value + 1).stream()
                .filter(row -> row.text(key).equals(wanted))
                .mapToLong(row -> Long.parseLong(row.text(value)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(wanted));
    }

    private static void assertTrap(Sample sample, long usual) {
        if (!sample.control()) {
            assertThat(wrong(sample, Label.TRAP)).containsExactly(usual);
        }
    }

    private static final Map<String, double[]> FACTORS = new HashMap<>();

    static {
        FACTORS.put("half of", new double[] {1, 2});
        FACTORS.put("third of", new double[] {1, 3});
        FACTORS.put("quarter of", new double[] {1, 4});
        FACTORS.put("fifth of", new double[] {1, 5});
        FACTORS.put("sixth of", new double[] {1, 6});
        FACTORS.put("two thirds of", new double[] {2, 3});
        FACTORS.put("three quarters of", new double[] {3, 4});
        FACTORS.put("twice", new double[] {2, 1});
        FACTORS.put("three times", new double[] {3, 1});
        FACTORS.put("four times", new double[] {4, 1});
    }

    static void wordMath(Sample sample) {
        String prompt = prompt(sample);
        double value;
        if (sample.control()) {
            String formula = prompt.replaceAll(".*?((?:\\d+(?:/\\d+)? \\* )+\\d+).*", "$1");
            value = Arrays.stream(formula.split(" \\* "))
                    .mapToDouble(NumberChecks::fraction)
                    .reduce(1, (a, b) -> a * b);
        } else {
            int end = 0;
            value = 1;
            Matcher factor = Pattern.compile(
                            "two thirds of|three quarters of|half of|third of|quarter of|fifth of|sixth of|twice|"
                                    + "three times|four times")
                    .matcher(prompt);
            while (factor.find()) {
                double[] parts = FACTORS.get(factor.group());
                value *= parts[0] / parts[1];
                end = factor.end();
            }
            value *= spelled(prompt.substring(end).split("[?.]")[0].strip());
        }
        assertThat(value).isCloseTo(Long.parseLong(target(sample)), org.assertj.core.api.Assertions.within(1e-6));
    }

    private static double fraction(String text) {
        String[] parts = text.split("/");
        return parts.length == 1
                ? Double.parseDouble(text)
                : Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]);
    }

    private static int spelled(String words) {
        for (int number = 0; number < 1_000; number++) {
            if (SpelledNumber.of(number).equals(words)) {
                return number;
            }
        }
        throw new AssertionError(words);
    }

    static void figures(Sample sample) {
        List<String> numbers = Pattern.compile("\\d+(?:\\.\\d+)?")
                .matcher(prompt(sample).lines().findFirst().orElseThrow())
                .results()
                .map(MatchResult::group)
                .toList();
        BigDecimal number = new BigDecimal(
                numbers.stream().filter(n -> n.contains(".")).findFirst().orElseThrow());
        int figures = Integer.parseInt(
                numbers.stream().filter(n -> !n.contains(".")).findFirst().orElseThrow());
        int whole = Integer.toString(number.intValue()).length();
        BigDecimal rounded = number.setScale(figures - whole, RoundingMode.HALF_UP);
        BigDecimal decimals = number.setScale(figures, RoundingMode.HALF_UP);
        assertThat(sample.dials()).containsEntry("figures", (double) figures);
        assertThat(chosen(sample)).isEqualByComparingTo(sample.control() ? decimals : rounded);
        List<BigDecimal> choices =
                sample.answer().choices().stream().map(BigDecimal::new).toList();
        for (int i = 0; i < choices.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(choices.get(i)).isNotEqualByComparingTo(choices.get(j));
            }
        }
        if (!sample.control()) {
            String trap = sample.answer().labels().get(Label.DISTRACTOR).getFirst();
            assertThat(choices.get(trap.charAt(0) - 'A')).isEqualTo(decimals);
        }
    }

    private static BigDecimal chosen(Sample sample) {
        return new BigDecimal(sample.answer().choices().get(target(sample).charAt(0) - 'A'));
    }

    private static void assertTarget(Sample sample, long right) {
        assertThat(sample.answer().targets()).as(prompt(sample)).containsExactly(Long.toString(right));
    }

    private static List<Long> wrong(Sample sample, Label label) {
        return sample.answer().labels().get(label).stream().map(Long::valueOf).toList();
    }

    private static Stream<Long> numbers(String text) {
        return NUMBERS.matcher(text).results().map(match -> Long.valueOf(match.group()));
    }

    private static String target(Sample sample) {
        return sample.answer().targets().getFirst();
    }

    private static String prompt(Sample sample) {
        return sample.input().getLast().content();
    }
}

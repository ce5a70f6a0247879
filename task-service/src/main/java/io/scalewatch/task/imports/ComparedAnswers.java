package io.scalewatch.task.imports;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The form in which answers are compared when a completion is scored: two that have the same one could never
/// be told apart.
final class ComparedAnswers {

    /// Points and commas belong to a number, within it.
    private static final Pattern BETWEEN_WORDS =
            Pattern.compile("(?<!\\p{Nd})[.,]+|[.,]+(?!\\p{Nd})|[^\\p{L}\\p{M}\\p{N}.,]+");

    private static final Pattern APOSTROPHE = Pattern.compile("['\u2019]");

    private ComparedAnswers() {}

    /// @param text a number for the kind `NUMBER`, the text of a choice for `CHOICE`
    static String form(AnswerKind kind, String text) {
        return switch (kind) {
            case NUMBER -> new BigDecimal(text).stripTrailingZeros().toString();
            case CHOICE, BOOLEAN -> spaced(text).toLowerCase(Locale.ROOT);
            case TEXT -> words(text);
            // Case and marks don't matter here either, but files of the Inverse Scaling Prize have such endings:
            // they are told of.
            case ENDING -> spaced(text);
            case VERBATIM, REGEX, LOGPROB -> text.strip();
        };
    }

    /// Whether a wrong ending is taken for the right one.
    static boolean hasAlikeEndings(AnswerSpec answer) {
        Set<String> right =
                answer.targets().stream().map(ComparedAnswers::words).collect(Collectors.toSet());
        return answer.kind() == AnswerKind.ENDING
                && answer.labels().values().stream()
                        .flatMap(List::stream)
                        .anyMatch(wrong -> right.contains(words(wrong)));
    }

    /// What a user is told of it.
    ///
    /// @param rows how many have such endings
    static List<String> remark(int rows) {
        return rows == 0
                ? List.of()
                : List.of(rows + " samples have a wrong ending that differs from the right one in case or marks alone: "
                        + "whoever gives it is right");
    }

    static boolean areDistinct(AnswerKind kind, List<String> texts) {
        return new HashSet<>(texts.stream().map(text -> form(kind, text)).toList()).size() == texts.size();
    }

    /// @param field that all answers of the specification come from
    /// @throws RowException if two of them are the same
    static AnswerSpec distinct(AnswerSpec answer, String field) throws RowException {
        List<String> all = new ArrayList<>(answer.targets());
        answer.labels().values().forEach(all::addAll);
        if (!areDistinct(answer.kind(), all)) {
            throw same(field);
        }
        return answer;
    }

    /// @throws RowException if two choices can't be told apart by their texts, or one is called like another
    static void requireChoices(List<String> choices, String field) throws RowException {
        if (!areDistinct(AnswerKind.CHOICE, choices)) {
            throw same(field);
        }
        for (int place = 0; place < choices.size(); place++) {
            String name = choices.get(place).strip().toUpperCase(Locale.ROOT);
            boolean letter = ClassAnswers.isLetter(name) && name.charAt(0) - 'A' < choices.size();
            if (letter && !name.equals(ClassAnswers.letter(place))) {
                throw new RowException(field + " has '" + choices.get(place) + "' at the place of the letter "
                        + ClassAnswers.letter(place) + ": nobody could tell which of the two an answer means");
            }
        }
    }

    private static RowException same(String field) {
        return new RowException(field + " has two that are compared as the same: spaces don't matter, zeros at the "
                + "end of numbers don't, and neither does case in choices and texts");
    }

    private static String words(String text) {
        String words = BETWEEN_WORDS
                .matcher(APOSTROPHE.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(""))
                .replaceAll(" ")
                .strip();
        return words.isEmpty() ? text.strip() : words;
    }

    private static String spaced(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}

package io.scalewatch.scoring.extraction;

import io.scalewatch.scoring.extraction.Statement.Form;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the statements of a text.
final class Statements {

    /// The last ones decide; more would only cost time.
    private static final int MOST = 24;
    /// The longest statement, in places.
    private static final int REACH = 80;
    /// The longest boxed answer, in characters.
    private static final int BOX = 240;

    /// The ways in which "answer" is mistyped.
    private static final Set<String> MISTYPED = Set.of("anwser", "asnwer", "awnser", "anser", "answr", "ansewr");
    private static final Set<String> NOUNS = with(
            MISTYPED,
            "answer",
            "solution",
            "result",
            "total",
            "sum",
            "conclusion",
            "choice",
            "option",
            "response",
            "ending",
            "respuesta",
            "antwort",
            "resposta",
            "risposta",
            "r\u00E9ponse",
            "\u043E\u0442\u0432\u0435\u0442",
            "\u7B54\u6848",
            "\u7B54\u3048");
    private static final Set<String> ANSWERS = with(
            MISTYPED,
            "answer",
            "respuesta",
            "antwort",
            "resposta",
            "risposta",
            "r\u00E9ponse",
            "\u043E\u0442\u0432\u0435\u0442",
            "\u7B54\u6848",
            "\u7B54\u3048");
    private static final Set<String> COPULAS =
            Set.of("is", "are", "was", "be", "equals", "remains", "becomes", "es", "ist", "est", "\u662F", "\u4E3A");
    private static final Set<String> LEADS_TO_COPULA = Set.of(
            "to",
            "for",
            "of",
            "number",
            "value",
            "amount",
            "count",
            "here",
            "therefore",
            "thus",
            "then",
            "would",
            "should",
            "must",
            "will",
            "i",
            "in",
            "that",
            "correcta",
            "correcte",
            "correct");
    private static final Set<String> BEFORE_ANSWER =
            Set.of("final", "my", "the", "correct", "short", "so", "and", "a", "your", "best");
    private static final Set<String> WRAPPERS = Set.of("text", "textbf", "mathrm", "mathbf", "textit", "mbox");
    private static final Set<String> CHOOSING = Set.of("choose", "pick", "select");

    /// The words at which a statement may begin.
    static final Set<String> OPENERS =
            Stream.concat(NOUNS.stream(), CHOOSING.stream()).collect(Collectors.toUnmodifiableSet());

    private final Words words;
    private final Deque<Statement> found = new ArrayDeque<>();
    private final Deque<Integer> boxes = new ArrayDeque<>();

    private Statements(Words words) {
        this.words = words;
    }

    /// In the order of the text.
    static List<Statement> find(Words words) {
        Statements statements = new Statements(words);
        statements.scan();
        return statements.found.stream()
                .sorted(Comparator.comparingInt(Statement::anchor))
                .toList();
    }

    private void scan() {
        statements();
        boxes.forEach(this::box);
    }

    private void statements() {
        for (int i = 0; i < words.size(); i++) {
            if (words.isMark(i, '\\') && words.at(i + 1).endsWith("boxed")) {
                if (boxes.size() == MOST) {
                    boxes.removeFirst();
                }
                boxes.addLast(i);
            } else if (words.has(i, Vocabulary.STATES)) {
                String word = words.at(i);
                if (NOUNS.contains(word)) {
                    noun(i);
                } else if (CHOOSING.contains(word) && words.at(i - 1).equals("i")) {
                    add(Form.FINAL_STATEMENT, i, i + 1);
                }
            }
        }
    }

    private static Set<String> with(Set<String> some, String... others) {
        return Stream.concat(some.stream(), Stream.of(others)).collect(Collectors.toUnmodifiableSet());
    }

    private void noun(int i) {
        if (isTag(i)) {
            tagged(i);
            return;
        }
        int next = skipMarks(i + 1);
        boolean colon = words.isMark(next, ':') || words.isMark(next, '=') && ANSWERS.contains(words.at(i));
        if (colon && ANSWERS.contains(words.at(i))) {
            add(opensLine(i) ? Form.ANSWER_LINE : Form.FINAL_STATEMENT, i, next + 1);
        } else if (isHeading(i)) {
            add(Form.ANSWER_LINE, i, words.lineEnd(i));
        } else if (colon && opensLine(i)) {
            add(Form.FINAL_STATEMENT, i, next + 1);
        } else if (!followsAsPredicate(i)) {
            int copula = copula(i);
            if (copula > 0 && !Doubt.supposes(words, i) && !words.isQuestion(i)) {
                add(Form.FINAL_STATEMENT, i, copula + 1);
            }
        }
    }

    /// "B is the correct answer", "so 12 is the answer": what stands before is the statement.
    private boolean followsAsPredicate(int i) {
        for (int at = i - 1; at >= words.sentenceStart(i) && at >= i - 4; at--) {
            if (words.at(at).equals("is") && at > words.sentenceStart(i)) {
                boolean denied = words.at(at + 1).equals("not");
                if (!denied && !words.isQuestion(i) && !Doubt.supposes(words, at)) {
                    put(new Statement(Form.FINAL_STATEMENT, i, Math.max(words.sentenceStart(i), at - 8), at));
                }
                return true;
            }
            if (!BEFORE_ANSWER.contains(words.at(at))) {
                return false;
            }
        }
        return false;
    }

    /// The place of the "is" that belongs to a noun, or -1: "the answer is", "the answer to the question is".
    private int copula(int noun) {
        int next = skipMarks(noun + 1);
        if (COPULAS.contains(words.at(next))) {
            return denied(next) ? -1 : next;
        }
        if (!LEADS_TO_COPULA.contains(words.at(next))) {
            return -1;
        }
        int last = Math.min(words.sentenceEnd(noun), next + 14);
        for (int i = next + 1; i < last; i++) {
            if (COPULAS.contains(words.at(i)) || words.isMark(i, ':')) {
                return denied(i) ? -1 : i;
            }
        }
        return -1;
    }

    private boolean denied(int copula) {
        for (int i = copula + 1; i < copula + 4 && !words.isNumber(i) && !words.isMark(i, ','); i++) {
            String word = words.at(i);
            if (word.equals("not") || word.equals("never") || word.equals("neither")) {
                return true;
            }
        }
        return words.at(copula - 1).equals("not") || words.at(copula - 1).equals("cannot");
    }

    private boolean opensLine(int i) {
        for (int at = i - 1; at >= 0 && !words.isLineEnd(at); at--) {
            boolean before = words.isMark(at) && !words.isMark(at, '"') || BEFORE_ANSWER.contains(words.at(at));
            if (!before || i - at > 8) {
                return false;
            }
        }
        return true;
    }

    /// `<answer>7</answer>`
    private boolean isTag(int i) {
        return words.isMark(i - 1, '<') && words.isMark(i + 1, '>') && words.touchesNext(i - 1);
    }

    private void tagged(int i) {
        int last = Math.min(words.size(), i + REACH);
        int end = i + 2;
        while (end < last && !words.isMark(end, '<')) {
            end++;
        }
        if (end > i + 2) {
            put(new Statement(Form.ANSWER_LINE, i, i + 2, end));
        }
    }

    /// A line of its own, "### Answer" or "**Final answer**", above the answer.
    private boolean isHeading(int i) {
        return ANSWERS.contains(words.at(i))
                && opensLine(i)
                && words.isLineEnd(skipMarks(i + 1))
                && (words.isMark(i - 1) || words.isMark(i + 1) || words.isLineEnd(i + 1));
    }

    private int skipMarks(int i) {
        int at = i;
        while (words.isMark(at)
                && !words.isMark(at, ':')
                && !words.isMark(at, '=')
                && !words.isMark(at, '.')
                && at < i + 6) {
            at++;
        }
        return at;
    }

    private void box(int i) {
        if (!words.touchesNext(i) || !words.isMark(i + 2, '{')) {
            return;
        }
        int depth = 0;
        int last = Math.min(words.size(), i + BOX);
        for (int at = i + 2; at < last; at++) {
            depth += words.isMark(at, '{') ? 1 : words.isMark(at, '}') ? -1 : 0;
            if (depth == 0) {
                put(new Statement(Form.BOXED, i, unwrapped(i + 3), at));
                return;
            }
        }
    }

    /// `\text{B}` says B.
    private int unwrapped(int i) {
        boolean wrapped = words.isMark(i, '\\') && WRAPPERS.contains(words.at(i + 1)) && words.isMark(i + 2, '{');
        return wrapped ? i + 3 : i;
    }

    /// What is said from a place to the end of its sentence; on the next line with words, where it says
    /// nothing.
    private void add(Form form, int anchor, int from) {
        int start = from;
        while (start < words.size()
                && !words.isContent(start)
                && start < from + 12
                && !(words.isMark(start) && isValueMark(start))) {
            start++;
        }
        if (start < words.size()) {
            int end = Math.min(words.sentenceEnd(start), start + REACH);
            put(new Statement(form, anchor, start, end));
        }
    }

    /// A mark with which a number may begin.
    private boolean isValueMark(int i) {
        return words.isMark(i, '-') || words.isMark(i, '\\') || words.at(i).charAt(0) > 127;
    }

    private void put(Statement statement) {
        if (found.size() == 2 * MOST) {
            found.removeFirst();
        }
        found.addLast(statement);
    }
}

package io.scalewatch.scoring.extraction;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the numbers of a text: digits with signs, separators, fractions and powers of ten, and number words.
final class Numerals {

    /// Longer runs of digits are no answer, and would cost time.
    private static final int LONGEST = 40;

    private static final Map<String, Double> MULTIPLIERS =
            Map.of("hundred", 1e2, "thousand", 1e3, "million", 1e6, "billion", 1e9, "trillion", 1e12, "dozen", 12.0);
    private static final Map<String, Double> FRACTIONS = Map.of(
            "\u00BD", 0.5, "\u2153", 1.0 / 3, "\u2154", 2.0 / 3, "\u00BC", 0.25, "\u00BE", 0.75, "\u215B", 0.125);
    private static final Set<String> ORDINALS = Set.of("st", "nd", "rd", "th");
    private static final Set<String> NUMBERED =
            Set.of("step", "part", "option", "choice", "example", "question", "section", "case", "line", "point");
    private static final Set<String> SURE = Set.of("confident", "confidence", "sure", "certain", "certainty");

    private final Words words;
    private final List<Mention> found = new ArrayList<>();

    private Numerals(Words words) {
        this.words = words;
    }

    static List<Mention> find(Words words) {
        Numerals numerals = new Numerals(words);
        numerals.scan();
        return numerals.found;
    }

    /// A value as a plain decimal.
    static String text(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return Double.toString(value);
    }

    private void scan() {
        int i = 0;
        while (i < words.size()) {
            int next = words.isNumber(i) ? digits(i) : words.isMark(i) ? mark(i) : word(i);
            i = Math.max(next, i + 1);
        }
    }

    /// A number that begins with digits. Returns the place after it.
    private int digits(int i) {
        double value = parse(words.at(i));
        int end = i + 1;
        if (words.touchesNext(i) && ORDINALS.contains(words.at(end))) {
            return end + 1;
        }
        while (isGroup(end)) {
            value = value * 1000 + parse(words.at(end));
            end++;
        }
        if (isFraction(end)) {
            value = value / parse(words.at(end + 1));
            end += 2;
        } else if (words.isNumber(end) && isFraction(end + 1) && !words.isMark(end + 3, '/')) {
            value = value + parse(words.at(end)) / parse(words.at(end + 2));
            end += 3;
        } else if (FRACTIONS.containsKey(words.at(end))) {
            value = value + FRACTIONS.get(words.at(end));
            end++;
        } else if (isPowerOfTen(end)) {
            int exponent = exponent(end);
            boolean minus = words.isMark(exponent - 1, '-');
            value = value * Math.pow(10, (minus ? -1 : 1) * parse(words.at(exponent)));
            end = exponent + 1;
            end += words.isMark(end, '}') ? 1 : 0;
        } else if (words.touchesNext(i) && isExponentWord(words.at(end))) {
            value = parse(words.at(i) + words.at(end));
            end++;
        }
        while (words.isWord(end) && MULTIPLIERS.containsKey(words.at(end))) {
            value *= MULTIPLIERS.get(words.at(end));
            end++;
        }
        add(value, i, end, !isListNumber(i, end) && !isConfidence(i, end));
        return end;
    }

    private boolean isGroup(int i) {
        return words.isNumber(i)
                && isThreeDigits(words.at(i))
                && words.text().charAt(words.end(i - 1)) == Folding.GROUP_SPACE
                && words.start(i) == words.end(i - 1) + 1;
    }

    /// The last group may have decimals.
    private static boolean isThreeDigits(String digits) {
        return digits.length() == 3 || digits.length() > 3 && !Character.isDigit(digits.charAt(3));
    }

    private boolean isFraction(int slash) {
        return words.isMark(slash, '/') && words.isNumber(slash + 1) && !words.isMark(slash + 2, '/');
    }

    /// `x 10^8`, `\times 10^{8}`, `* 10^-3`
    private boolean isPowerOfTen(int i) {
        return exponent(i) > 0;
    }

    private int exponent(int i) {
        int at = i;
        if (words.isMark(at, '\\') && words.at(at + 1).equals("times")) {
            at += 2;
        } else if (words.at(at).equals("x") || words.isMark(at, '*') || words.isMark(at, '\u00D7')) {
            at++;
        } else {
            return -1;
        }
        if (!words.at(at).equals("10") || !words.isMark(at + 1, '^')) {
            return -1;
        }
        at += 2;
        at += words.isMark(at, '{') ? 1 : 0;
        at += words.isMark(at, '-') ? 1 : 0;
        return words.isNumber(at) ? at : -1;
    }

    private static boolean isExponentWord(String word) {
        if (word.length() < 2 || word.length() > 4 || word.charAt(0) != 'e') {
            return false;
        }
        return word.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
    }

    /// `½`, `\frac{3}{4}`. Returns the place after it.
    private int mark(int i) {
        Double fraction = FRACTIONS.get(words.at(i));
        if (fraction != null) {
            add(fraction, i, i + 1, true);
            return i + 1;
        }
        boolean frac =
                words.isMark(i, '\\') && words.touchesNext(i) && words.at(i + 1).endsWith("frac");
        if (frac
                && words.isMark(i + 2, '{')
                && words.isNumber(i + 3)
                && words.isMark(i + 4, '}')
                && words.isMark(i + 5, '{')
                && words.isNumber(i + 6)
                && words.isMark(i + 7, '}')) {
            double value = parse(words.at(i + 3)) / parse(words.at(i + 6));
            add(value, i, i + 8, true);
            return i + 8;
        }
        return i + 1;
    }

    private int word(int i) {
        NumberWords spelled = NumberWords.read(words, i);
        if (spelled.length() == 0) {
            return i + 1;
        }
        int end = i + spelled.length();
        // "one" is a pronoun more often than a number.
        boolean pronoun =
                spelled.value() == 1 && words.contentCount(words.sentenceStart(i), words.sentenceEnd(i), 3) > 2;
        add(spelled.value(), i, end, !pronoun && !isListNumber(i, end));
        return end;
    }

    private boolean isNegative(int i) {
        String before = words.at(i - 1);
        if (before.equals("minus") || before.equals("negative")) {
            return true;
        }
        if (!words.isMark(i - 1, '-') || !words.touchesNext(i - 1)) {
            return false;
        }
        // After an operand it is a subtraction, after a word a hyphen.
        boolean operand = words.isContent(i - 2) || words.isMark(i - 2, ')');
        return !operand || words.isWord(i - 2) && !words.touchesNext(i - 2);
    }

    /// "1." or "2)" at the start of a line, "Step 3".
    private boolean isListNumber(int i, int end) {
        if (NUMBERED.contains(words.at(i - 1))) {
            return true;
        }
        boolean opensLine = i == 0 || words.isLineEnd(i - 1);
        boolean closed = words.isMark(end, '.') || words.isMark(end, ')');
        return opensLine && closed && end + 1 < words.size() && !words.isLineEnd(end + 1);
    }

    /// "90% sure", "confidence: 90%": speaks of the answer, and is none.
    private boolean isConfidence(int i, int end) {
        if (!words.isMark(end, '%') && !words.at(end).equals("percent")) {
            return false;
        }
        int first = Math.max(words.sentenceStart(i), i - 5);
        int last = Math.min(words.sentenceEnd(i), end + 4);
        for (int at = first; at < last; at++) {
            if (SURE.contains(words.at(at))) {
                return true;
            }
        }
        return false;
    }

    private void add(double magnitude, int first, int to, boolean counts) {
        boolean negative = isNegative(first);
        double value = negative && magnitude != 0 ? -magnitude : magnitude;
        // Not finite: separators in places where no number has them, or a division by zero.
        if (Double.isFinite(value)) {
            int from = negative ? first - 1 : first;
            boolean claimed = !words.isQuestion(from) && !Doubt.denies(words, from) && !Doubt.attributes(words, from);
            found.add(new Mention(text(value), from, to, counts && claimed));
        }
    }

    /// Digits with separators; NaN where they make no number. A comma before exactly three digits parts groups,
    /// otherwise decimals; the same for several dots.
    static double parse(String digits) {
        if (digits.isEmpty() || digits.length() > LONGEST) {
            return Double.NaN;
        }
        String plain = digits;
        int commas = count(digits, ',');
        int dots = count(digits, '.');
        if (commas > 0 && dots > 0) {
            boolean decimalComma = digits.lastIndexOf(',') > digits.lastIndexOf('.');
            plain = decimalComma ? digits.replace(".", "").replace(',', '.') : digits.replace(",", "");
        } else if (commas > 0) {
            plain = isGrouped(digits, ',') ? digits.replace(",", "") : commas == 1 ? digits.replace(',', '.') : digits;
        } else if (dots > 1) {
            plain = isGrouped(digits, '.') ? digits.replace(".", "") : digits;
        }
        try {
            return new BigDecimal(plain).doubleValue();
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static boolean isGrouped(String digits, char separator) {
        int first = digits.indexOf(separator);
        if (first > 3 || first == 1 && digits.charAt(0) == '0') {
            return false;
        }
        for (int at = first; at < digits.length(); at += 4) {
            if (digits.charAt(at) != separator || at + 4 > digits.length()) {
                return false;
            }
            for (int d = at + 1; d < at + 4; d++) {
                if (digits.charAt(d) == separator) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int count(String text, char c) {
        return (int) text.chars().filter(other -> other == c).count();
    }
}

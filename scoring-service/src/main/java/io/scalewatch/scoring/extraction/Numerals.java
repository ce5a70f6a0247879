package io.scalewatch.scoring.extraction;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the numbers of a text: digits with signs, separators, fractions and powers of ten, and number words.
/// The value of a percentage keeps its sign, "37.5%", because it may be asked for as either 37.5 or 0.375; so
/// does "3 out of 8".
final class Numerals {

    static final char PERCENT = '%';
    static final String OUT_OF = " out of ";

    private static final Map<String, Double> MULTIPLIERS =
            Map.of("hundred", 1e2, "thousand", 1e3, "million", 1e6, "billion", 1e9, "trillion", 1e12, "dozen", 12.0);
    /// Right behind the digits.
    private static final Map<String, Double> SUFFIXES = Map.of("k", 1e3, "mn", 1e6, "bn", 1e9);
    private static final Set<String> ORDINALS = Set.of("st", "nd", "rd", "th");

    private final Words words;
    private final List<Mention> found = new ArrayList<>();
    private boolean percentages;
    /// The number of the list's last item: items count from 1 on, so that "13. That was easy." is none.
    private int items;
    /// The number before, and how it is written: a text may say one over and over.
    private double written = Double.NaN;

    private String text = "";

    private Numerals(Words words) {
        this.words = words;
    }

    static List<Mention> find(Words words) {
        Numerals numerals = new Numerals(words);
        numerals.scan();
        return numerals.percentages ? numerals.withoutRepeatedPercentages() : numerals.found;
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
        boolean bare = isBarePoint(i);
        double value = Decimals.parse(bare ? "0." + words.at(i) : words.at(i));
        int end = i + 1;
        if (words.touchesNext(i) && ORDINALS.contains(words.at(end))) {
            return end + 1;
        }
        for (int group = groupAt(end); group > 0; group = groupAt(end)) {
            value = value * 1000 + Decimals.parse(words.at(group));
            end = group + 1;
        }
        if (isFraction(end)) {
            value = value / Decimals.parse(words.at(end + 1));
            end += 2;
        } else if (words.isNumber(end) && isFraction(end + 1) && !words.isMark(end + 3, '/')) {
            value = value + Decimals.parse(words.at(end)) / Decimals.parse(words.at(end + 2));
            end += 3;
        } else if (Fractions.isCharacter(words.at(end))) {
            value = value + Fractions.ofCharacter(words.at(end));
            end++;
        } else if (exponent(end) > 0) {
            int exponent = exponent(end);
            boolean minus = words.isMark(exponent - 1, '-');
            value = value * Math.pow(10, (minus ? -1 : 1) * Decimals.parse(words.at(exponent)));
            end = exponent + 1;
            end += words.isMark(end, '}') ? 1 : 0;
        } else if (words.touchesNext(end - 1) && isExponentWord(words.at(end))) {
            value = Decimals.parse(words.at(i) + words.at(end));
            end++;
        } else if (words.touchesNext(end - 1) && SUFFIXES.containsKey(words.at(end))) {
            value = value * SUFFIXES.get(words.at(end));
            end++;
        }
        while (words.isWord(end) && MULTIPLIERS.containsKey(words.at(end))) {
            value *= MULTIPLIERS.get(words.at(end));
            end++;
        }
        double whole = wholeAt(end);
        if (whole > 0) {
            add(value, OUT_OF + Decimals.text(whole), i, end + 3, !NumberContext.isCounted(words, i));
            return end + 3;
        }
        boolean item = NumberContext.isItem(words, i, end) && value == items + 1;
        items += item ? 1 : 0;
        boolean counts = !item && !NumberContext.isCounted(words, i) && !NumberContext.isConfidence(words, i, end);
        add(value, bare ? i - 1 : i, end, counts);
        return end;
    }

    /// The 8 of "3 out of 8", or 0.
    private double wholeAt(int end) {
        boolean ratio = words.at(end).equals("out") && words.at(end + 1).equals("of") && words.isNumber(end + 2);
        double whole = ratio ? Decimals.parse(words.at(end + 2)) : 0;
        return Double.isFinite(whole) ? whole : 0;
    }

    /// ".375": a point right before the digits and behind a blank.
    private boolean isBarePoint(int i) {
        return words.isMark(i - 1, '.') && words.touchesNext(i - 1) && !words.touchesNext(i - 2);
    }

    /// The place of the next group of three digits of the number that ends before a place, or -1: after a
    /// blank, `'`, `_`, `{,}` or `\\,`.
    private int groupAt(int end) {
        int at = end;
        if (words.isMark(at, '{') && words.isMark(at + 1, ',') && words.isMark(at + 2, '}')) {
            at += 3;
        } else if (words.isMark(at, '\\') && words.isMark(at + 1, ',')) {
            at += 2;
        } else if (words.isMark(at, '\'') || words.isMark(at, '_')) {
            at++;
        }
        if (!words.isNumber(at) || !isThreeDigits(words.at(at)) || words.leadingDigits(end - 1) > 3) {
            return -1;
        }
        boolean separator = at > end;
        boolean joined = separator
                ? words.end(end - 1) + (at - end) == words.start(at)
                : words.start(at) == words.end(end - 1) + 1 && !words.isLineEnd(at - 1);
        return joined ? at : -1;
    }

    /// The last group may have decimals.
    private static boolean isThreeDigits(String digits) {
        return digits.length() == 3 || digits.length() > 3 && !Character.isDigit(digits.charAt(3));
    }

    private boolean isFraction(int slash) {
        return words.isMark(slash, '/') && words.isNumber(slash + 1) && !words.isMark(slash + 2, '/');
    }

    /// The place of the exponent of `x 10^8`, `\times 10^{8}`, `* 10^-3`, or -1.
    private int exponent(int i) {
        int at = i;
        if (words.isMark(at, '\\')
                && (words.at(at + 1).equals("times") || words.at(at + 1).equals("cdot"))) {
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
        if (Fractions.isCharacter(words.at(i))) {
            add(Fractions.ofCharacter(words.at(i)), i, i + 1, true);
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
            double value = Decimals.parse(words.at(i + 3)) / Decimals.parse(words.at(i + 6));
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
        int parts = end + (words.isMark(end, '-') ? 1 : 0);
        int denominator = spelled.value() < 20 ? Fractions.denominator(words.at(parts)) : 0;
        if (denominator > 0) {
            add(spelled.value() / denominator, i, parts + 1, true);
            return parts + 1;
        }
        // "one" is a pronoun more often than a number.
        boolean pronoun =
                spelled.value() == 1 && words.contentCount(words.sentenceStart(i), words.sentenceEnd(i), 3) > 2;
        add(spelled.value(), i, end, !pronoun && !NumberContext.isCounted(words, i));
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

    private void add(double magnitude, int first, int end, boolean counts) {
        boolean percent = NumberContext.isPercent(words, end);
        percentages |= percent;
        add(magnitude, percent ? String.valueOf(PERCENT) : "", first, end, counts);
    }

    /// @param unit what the value keeps, because it may be asked for with it or without
    private void add(double magnitude, String unit, int first, int end, boolean counts) {
        boolean sign = isNegative(first);
        boolean negative = sign || magnitude != 0 && NumberContext.isBelowZero(words, end);
        double value = negative && magnitude != 0 ? -magnitude : magnitude;
        // Not finite: separators in places where no number has them, or a division by zero.
        if (Double.isFinite(value)) {
            int from = sign ? first - 1 : first;
            boolean claimed = counts
                    && !words.isQuestion(from)
                    && !Doubt.denies(words, from)
                    && !Doubt.attributes(words, from)
                    && !NumberContext.isSetAside(words, from, end)
                    && !NumberContext.isAside(words, from)
                    && !NumberContext.isHypothetical(words, from)
                    && !(magnitude == 0 && NumberContext.isZeroPoint(words, from));
            found.add(new Mention(unit.isEmpty() ? text(value) : text(value) + unit, from, end, claimed));
        }
    }

    private String text(double value) {
        if (value != written) {
            written = value;
            text = Decimals.text(value);
        }
        return text;
    }

    /// "0.375, or 37.5%" says the same twice.
    private List<Mention> withoutRepeatedPercentages() {
        Set<String> values = new HashSet<>();
        found.forEach(mention -> values.add(mention.value()));
        return found.stream()
                .filter(mention -> !isPercentage(mention.value()) || !values.contains(share(mention.value())))
                .toList();
    }

    static boolean isPercentage(String value) {
        return !value.isEmpty() && value.charAt(value.length() - 1) == PERCENT;
    }

    private static String share(String percentage) {
        return Decimals.text(Double.parseDouble(percentage.substring(0, percentage.length() - 1)) / 100);
    }
}

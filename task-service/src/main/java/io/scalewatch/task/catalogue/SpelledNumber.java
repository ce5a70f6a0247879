package io.scalewatch.task.catalogue;

/// Whole numbers in English words.
final class SpelledNumber {

    private static final String[] SMALL = {
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen"
    };

    private static final String[] TENS = {
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
    };

    private SpelledNumber() {}

    /// @param number 0 to 9999
    static String of(int number) {
        if (number < 0 || number > 9_999) {
            throw new IllegalArgumentException("not spelled: " + number);
        }
        if (number < 20) {
            return SMALL[number];
        }
        if (number < 100) {
            return TENS[number / 10] + (number % 10 == 0 ? "" : "-" + SMALL[number % 10]);
        }
        int unit = number < 1_000 ? 100 : 1_000;
        String head = SMALL[number / unit] + (unit == 100 ? " hundred" : " thousand");
        int rest = number % unit;
        return head + (rest == 0 ? "" : (rest < 100 ? " and " : " ") + of(rest));
    }
}

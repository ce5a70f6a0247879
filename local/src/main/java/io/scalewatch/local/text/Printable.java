package io.scalewatch.local.text;

import java.util.regex.Pattern;

/// Text from outside, without anything that a terminal would obey.
public final class Printable {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\t\\n]]");

    private Printable() {}

    /// Control characters as ?, tabs and ends of lines aside.
    public static String of(String text) {
        return CONTROL.matcher(text).replaceAll("?");
    }

    /// In one line.
    public static String line(String text) {
        return of(text).replace('\n', ' ').replace('\t', ' ');
    }
}

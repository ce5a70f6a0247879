package io.scalewatch.task.imports;

import java.util.ArrayList;
import java.util.List;

/// Reads the literal of a Python list of strings, as `repr` writes it: either quote, backslash escapes, a comma
/// after the last item. One pass, so the time is linear in the length of the text whatever it holds.
final class PythonList {

    private final String field;
    private final String text;
    private int at;

    private PythonList(String field, String text) {
        this.field = field;
        this.text = text;
    }

    /// The strings of the list.
    ///
    /// @param field the name of what holds the list, for messages
    /// @throws RowException says at which character something else stands
    static List<String> parse(String field, String text) throws RowException {
        return new PythonList(field, text).list();
    }

    private List<String> list() throws RowException {
        List<String> items = new ArrayList<>();
        expect('[');
        while (!next(']')) {
            items.add(string());
            if (!next(',')) {
                expect(']');
                break;
            }
        }
        skipSpace();
        if (at < text.length()) {
            throw error("nothing may follow the list");
        }
        return items;
    }

    private String string() throws RowException {
        skipSpace();
        char quote = at < text.length() ? text.charAt(at) : 0;
        if (quote != '\'' && quote != '"') {
            throw error("expected a string in quotes");
        }
        at++;
        StringBuilder string = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == quote) {
                return string.toString();
            }
            if (c == '\n' || c == '\r') {
                throw error("a string may not span lines");
            }
            if (c == '\\') {
                escape(string);
            } else {
                string.append(c);
            }
        }
        throw error("a string is not closed");
    }

    private void escape(StringBuilder string) throws RowException {
        if (at == text.length()) {
            throw error("a string is not closed");
        }
        char c = text.charAt(at++);
        switch (c) {
            case '\\', '\'', '"' -> string.append(c);
            case 'n' -> string.append('\n');
            case 't' -> string.append('\t');
            case 'r' -> string.append('\r');
            case 'a' -> string.append('\u0007');
            case 'b' -> string.append('\b');
            case 'f' -> string.append('\f');
            case 'v' -> string.append('\u000b');
            case '\n' -> {} // a continued line
            case 'x' -> string.appendCodePoint(hexadecimal(2));
            case 'u' -> string.appendCodePoint(hexadecimal(4));
            case 'U' -> string.appendCodePoint(hexadecimal(8));
            case '0', '1', '2', '3', '4', '5', '6', '7' -> string.appendCodePoint(octal(c - '0'));
            case 'N' -> throw error("a character by its name is not supported");
            default -> string.append('\\').append(c); // as Python does
        }
    }

    private int hexadecimal(int digits) throws RowException {
        int value = 0;
        for (int i = 0; i < digits; i++, at++) {
            int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0 || text.charAt(at) > 'f') {
                throw error("an escape needs " + digits + " hexadecimal digits");
            }
            value = value << 4 | digit;
        }
        if (!Character.isValidCodePoint(value)) {
            throw error("an escape is not a character");
        }
        return value;
    }

    private int octal(int first) {
        int value = first;
        for (int i = 0; i < 2 && at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '7'; i++) {
            value = value * 8 + text.charAt(at++) - '0';
        }
        return value;
    }

    private boolean next(char expected) {
        skipSpace();
        boolean there = at < text.length() && text.charAt(at) == expected;
        if (there) {
            at++;
        }
        return there;
    }

    private void expect(char expected) throws RowException {
        if (!next(expected)) {
            throw error("expected '" + expected + "'");
        }
    }

    private void skipSpace() {
        while (at < text.length() && " \t\n\r\f".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private RowException error(String reason) {
        return new RowException(field + " is not a Python list of strings: " + reason + " at character " + (at + 1));
    }
}

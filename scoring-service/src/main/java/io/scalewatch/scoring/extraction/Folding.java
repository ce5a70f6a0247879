package io.scalewatch.scoring.extraction;

/// Writes typographic variants in one way, character by character, so that a place in the folded text is the same
/// place in the completion.
final class Folding {

    /// Parts the groups of a number, where a plain space would part two numbers.
    static final char GROUP_SPACE = '\u00A0';

    private Folding() {}

    static String fold(String text) {
        char[] folded = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char plain = fold(c);
            if (plain != c) {
                if (folded == null) {
                    folded = text.toCharArray();
                }
                folded[i] = plain;
            }
        }
        return folded == null ? text : new String(folded);
    }

    private static char fold(char c) {
        if (c < 0x80) {
            return c < ' ' && c != '\n' ? ' ' : c;
        }
        if (c >= '\uFF01' && c <= '\uFF5E') {
            return (char) (c - 0xFEE0);
        }
        if (Character.isDigit(c)) {
            return (char) ('0' + Character.digit(c, 10));
        }
        return switch (c) {
            case '\u2018', '\u2019', '\u201A', '\u201B', '\u2032', '\u02BC', '\u00B4' -> '\'';
            case '\u201C', '\u201D', '\u201E', '\u00AB', '\u00BB', '\u2033', '\u300C', '\u300D' -> '"';
            case '\u2212', '\u2010', '\u2011', '\u2012', '\u2013', '\uFE63' -> '-';
            case '\u2007', '\u2009', '\u202F' -> GROUP_SPACE;
            case '\u3000',
                    '\u2002',
                    '\u2003',
                    '\u2004',
                    '\u2005',
                    '\u2006',
                    '\u2008',
                    '\u200A',
                    '\u200B',
                    '\u2060',
                    '\uFEFF' -> ' ';
            case '\u0085', '\u2028', '\u2029' -> '\n';
            case '\u3002' -> '.';
            case '\u3001', '\u066C' -> ',';
            case '\u066B' -> '.';
            default -> c;
        };
    }
}

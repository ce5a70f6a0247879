package io.scalewatch.scoring.extraction;

import io.scalewatch.contracts.event.Span;
import java.util.Arrays;
import java.util.Locale;

/// A text cut into words, numbers, marks and line ends, once, for all rules. Rules speak of places in it, which
/// is where a look ahead or behind is cheap and bounded.
final class Words {

    private static final byte WORD = 0;
    private static final byte NUMBER = 1;
    private static final byte MARK = 2;
    private static final byte LINE_END = 3;
    private static final String[] ASCII = new String[128];

    static {
        for (char c = 0; c < ASCII.length; c++) {
            ASCII[c] = String.valueOf(c);
        }
    }

    private final String text;
    private byte[] kinds;
    private int[] starts;
    private int[] ends;
    private String[] norms;
    private int[] roles;
    /// For each place, the last one before it whose word casts a doubt, or far away.
    private int[] doubts;
    private int lastDoubt = Integer.MIN_VALUE / 2;
    private boolean irrelevance;
    private int size;
    /// For each place, the place after its sentence's last.
    private final int[] sentenceEnds;
    /// For each place, its sentence's first.
    private final int[] sentenceStarts;

    Words(String text) {
        this.text = text;
        int guess = text.length() / 4 + 8;
        kinds = new byte[guess];
        starts = new int[guess];
        ends = new int[guess];
        norms = new String[guess];
        roles = new int[guess];
        doubts = new int[guess];
        cut();
        sentenceStarts = new int[size];
        sentenceEnds = new int[size];
        findSentences();
    }

    int size() {
        return size;
    }

    String text() {
        return text;
    }

    boolean isWord(int i) {
        return i >= 0 && i < size && kinds[i] == WORD;
    }

    boolean isNumber(int i) {
        return i >= 0 && i < size && kinds[i] == NUMBER;
    }

    boolean isMark(int i) {
        return i >= 0 && i < size && kinds[i] == MARK;
    }

    boolean isMark(int i, char mark) {
        return isMark(i) && text.charAt(starts[i]) == mark;
    }

    boolean isLineEnd(int i) {
        return i >= 0 && i < size && kinds[i] == LINE_END;
    }

    /// A word or a number.
    boolean isContent(int i) {
        return isWord(i) || isNumber(i);
    }

    /// A word in lower case without apostrophes, a number or a mark as it is; empty outside of the text.
    String at(int i) {
        return i >= 0 && i < size ? norms[i] : "";
    }

    /// Whether a word has a role of [Vocabulary].
    boolean has(int i, int role) {
        return i >= 0 && i < size && (roles[i] & role) != 0;
    }

    /// Whether one of the places before, up to so many, holds a word that casts a doubt.
    boolean isDoubtNear(int i, int reach) {
        return i >= 0 && i < size && doubts[i] >= i - reach;
    }

    /// Whether a word says that something is of no use for the answer.
    boolean hasIrrelevance() {
        return irrelevance;
    }

    /// How many digits a number without separators has; many, where it has separators.
    int leadingDigits(int i) {
        boolean plain = norms[i].indexOf('.') < 0 && norms[i].indexOf(',') < 0;
        return plain ? norms[i].length() : Integer.MAX_VALUE;
    }

    int start(int i) {
        return starts[i];
    }

    int end(int i) {
        return ends[i];
    }

    /// Whether nothing stands between a place and the next.
    boolean touchesNext(int i) {
        return i >= 0 && i + 1 < size && ends[i] == starts[i + 1];
    }

    /// The first place that begins at a character or after it.
    int placeOf(int character) {
        int found = Arrays.binarySearch(starts, 0, size, character);
        return found >= 0 ? found : -found - 1;
    }

    int sentenceStart(int i) {
        return sentenceStarts[i];
    }

    int sentenceEnd(int i) {
        return sentenceEnds[i];
    }

    /// Whether the sentence around a place ends in a question mark.
    boolean isQuestion(int i) {
        return isMark(sentenceEnds[i] - 1, '?');
    }

    /// The place of the line end that closes a place's line, or the size.
    int lineEnd(int i) {
        int at = i;
        while (at < size && kinds[at] != LINE_END) {
            at++;
        }
        return at;
    }

    /// The first place of a word or a number from here on, or `to`.
    int nextContent(int from, int to) {
        int at = from;
        while (at < to && !isContent(at)) {
            at++;
        }
        return at;
    }

    /// The place after the last word or number before `to`, or `from`.
    int trimEnd(int from, int to) {
        int at = to;
        while (at > from && !isContent(at - 1)) {
            at--;
        }
        return at;
    }

    /// How many words and numbers stand in a range, counted up to a limit.
    int contentCount(int from, int to, int limit) {
        int count = 0;
        for (int i = from; i < to && count < limit; i++) {
            if (isContent(i)) {
                count++;
            }
        }
        return count;
    }

    Span span(int from, int to) {
        return from >= to ? new Span(0, 0) : new Span(starts[from], ends[to - 1]);
    }

    private void cut() {
        int at = 0;
        int length = text.length();
        while (at < length) {
            char c = text.charAt(at);
            if (c == '\n') {
                add(LINE_END, at, at + 1);
                at++;
            } else if (Character.isWhitespace(c) || c == Folding.GROUP_SPACE) {
                at++;
            } else if (isDigit(c)) {
                int end = numberEnd(at);
                add(NUMBER, at, end);
                at = end;
            } else {
                int point = text.codePointAt(at);
                int end = at + Character.charCount(point);
                if (Character.isLetter(point)) {
                    end = wordEnd(end, point);
                    add(WORD, at, end);
                } else {
                    add(MARK, at, end);
                }
                at = end;
            }
        }
    }

    private int numberEnd(int from) {
        int at = from + 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean separator = c == '.' || c == ',';
            if (!isDigit(c) && !(separator && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
                break;
            }
            at++;
        }
        return at;
    }

    /// Digits belong to a word in alphabets (H2O), not in scripts that write without spaces.
    private int wordEnd(int from, int first) {
        boolean alphabetic = !Character.isIdeographic(first);
        int at = from;
        if (!alphabetic) {
            int ends = ideographicWord(from - Character.charCount(first));
            if (ends > 0) {
                return ends;
            }
        }
        while (at < text.length() && (alphabetic || ideographicWord(at) < 0)) {
            int point = text.codePointAt(at);
            boolean inner = point == '\'' && at + 1 < text.length() && Character.isLetter(text.charAt(at + 1));
            boolean combining = Character.getType(point) == Character.NON_SPACING_MARK;
            if (!Character.isLetter(point) && !inner && !combining && !(alphabetic && point < 0x80 && isDigit(point))) {
                break;
            }
            at += Character.charCount(point);
        }
        return at;
    }

    /// Scripts without spaces: where a word ends that rules look for and that begins here, or -1.
    private int ideographicWord(int from) {
        if (from >= text.length() || Vocabulary.IDEOGRAPHIC_FIRST.indexOf(text.charAt(from)) < 0) {
            return -1;
        }
        for (String word : Vocabulary.IDEOGRAPHIC) {
            if (text.startsWith(word, from)) {
                // Said over and over it is noise, and one word.
                int end = from + word.length();
                while (text.startsWith(word, end)) {
                    end += word.length();
                }
                return end;
            }
        }
        return -1;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private void add(byte kind, int start, int end) {
        if (size == starts.length) {
            int bigger = size * 2;
            kinds = Arrays.copyOf(kinds, bigger);
            starts = Arrays.copyOf(starts, bigger);
            ends = Arrays.copyOf(ends, bigger);
            norms = Arrays.copyOf(norms, bigger);
            roles = Arrays.copyOf(roles, bigger);
            doubts = Arrays.copyOf(doubts, bigger);
        }
        kinds[size] = kind;
        starts[size] = start;
        ends[size] = end;
        norms[size] = norm(kind, start, end);
        roles[size] = kind == WORD ? Vocabulary.rolesOf(norms[size]) : 0;
        doubts[size] = lastDoubt;
        lastDoubt = (roles[size] & Vocabulary.DOUBTS) != 0 ? size : lastDoubt;
        irrelevance |= (roles[size] & Vocabulary.IRRELEVANT) != 0;
        size++;
    }

    private String norm(byte kind, int start, int end) {
        if (end - start == 1 && text.charAt(start) < 128) {
            char c = text.charAt(start);
            return ASCII[c >= 'A' && c <= 'Z' ? c + 32 : c];
        }
        String raw = text.substring(start, end);
        if (kind != WORD) {
            return raw;
        }
        if (Character.isIdeographic(raw.codePointAt(0))) {
            return raw;
        }
        String lower = raw.toLowerCase(Locale.ROOT);
        return lower.indexOf('\'') < 0 ? lower : lower.replace("'", "");
    }

    private void findSentences() {
        int start = 0;
        for (int i = 0; i < size; i++) {
            sentenceStarts[i] = start;
            if (endsSentence(i)) {
                Arrays.fill(sentenceEnds, start, i + 1, i + 1);
                start = i + 1;
            }
        }
        Arrays.fill(sentenceEnds, start, size, size);
    }

    private boolean endsSentence(int i) {
        if (kinds[i] == LINE_END) {
            return true;
        }
        if (!isMark(i, '.') && !isMark(i, '!') && !isMark(i, '?')) {
            return false;
        }
        // A closing quotation mark or emphasis may follow; letters right behind mean an abbreviation or an address.
        return !touchesNext(i) || isLineEnd(i + 1) || isMark(i + 1);
    }
}

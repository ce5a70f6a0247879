package io.scalewatch.scoring.extraction;

import io.scalewatch.contracts.event.FinishReason;
import io.scalewatch.contracts.event.Span;
import io.scalewatch.scoring.extraction.Extraction.Found;
import io.scalewatch.scoring.extraction.Extraction.Nothing;
import io.scalewatch.scoring.extraction.Extraction.Why;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Finds the verdict in what a judge said: the last line, `VERDICT: WORD`, and nothing but that. A judge repeats
/// and quotes what it judges, so that a word anywhere else says nothing, and a line that names another verdict
/// takes the last one's worth away: no verdict is better than one that the judged text has dictated.
///
/// Rules: `verdict-line`, to the letter; `verdict-line-decorated`, in markdown's marks, in another case, or with a
/// full stop.
public final class VerdictReader {

    private static final String OPENING = "VERDICT:";
    private static final String DECORATION = "*_`#> ";

    private final Set<String> words;

    /// @param words that the judge may end with, in upper case
    public VerdictReader(Set<String> words) {
        this.words = Set.copyOf(words);
    }

    /// @return [Found] with one of the words; else why there is none
    public Extraction read(String said, Optional<FinishReason> finish) {
        Visible visible = Visible.of(said);
        if (!visible.reasoningClosed()) {
            return new Nothing(Why.UNCLOSED_REASONING);
        }
        boolean truncated = finish.filter(FinishReason.LENGTH::equals).isPresent();
        Excerpt excerpt = visible.whole();
        if (excerpt.text().isBlank()) {
            return new Nothing(truncated ? Why.TRUNCATED : Why.EMPTY);
        }
        return lastLine(excerpt, truncated);
    }

    private Extraction lastLine(Excerpt excerpt, boolean truncated) {
        String text = excerpt.text();
        int end = text.stripTrailing().length();
        int start = text.lastIndexOf('\n', end - 1) + 1;
        Optional<String> last = verdict(text.substring(start, end));
        if (last.isEmpty()) {
            return Refusals.find(excerpt.words())
                    .<Extraction>map(span -> new Extraction.Refused(excerpt.inText(span)))
                    .orElseGet(() -> new Nothing(truncated ? Why.TRUNCATED : Why.NO_ANSWER));
        }
        if (truncated) {
            // What was cut off may have gone on: "VERDICT: CORRECT would be too kind".
            return new Nothing(Why.TRUNCATED);
        }
        String word = last.get();
        boolean another = text.substring(0, start)
                .lines()
                .flatMap(line -> verdict(line).stream())
                .anyMatch(earlier -> !earlier.equals(word));
        if (another) {
            return new Nothing(Why.CONTRADICTORY);
        }
        boolean literal = text.substring(start, end).equals(OPENING + " " + word);
        return new Found(
                word, excerpt.inText(new Span(start, end)), literal ? "verdict-line" : "verdict-line-decorated");
    }

    private Optional<String> verdict(String line) {
        String bare = undecorated(line);
        if (!bare.regionMatches(true, 0, OPENING, 0, OPENING.length())) {
            return Optional.empty();
        }
        String word = undecorated(bare.substring(OPENING.length()));
        if (word.endsWith(".")) {
            word = word.substring(0, word.length() - 1);
        }
        return Optional.of(word.toUpperCase(Locale.ROOT)).filter(words::contains);
    }

    private static String undecorated(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isDecoration(text.charAt(start))) {
            start++;
        }
        while (end > start && isDecoration(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isDecoration(char c) {
        return DECORATION.indexOf(c) >= 0 || Character.isWhitespace(c);
    }
}

package io.scalewatch.scoring.extraction;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.scalewatch.contracts.event.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Finds what matches one of the patterns that the sample speaks of, in the syntax of RE2, which takes linear
/// time. An `ANSWER:` line decides alone.
final class PatternReader {

    /// A task asks with few patterns, and for each completion.
    private static final Map<String, Optional<Pattern>> COMPILED = new ConcurrentHashMap<>();
    private static final int MOST_COMPILED = 1_024;

    /// So many characters from the end are searched: an automaton takes longer for each than the other rules
    /// do.
    private static final int REACH = 4_096;

    private final List<String> known;

    /// @param known the patterns, the accepted ones first
    PatternReader(List<String> known) {
        this.known = known;
    }

    /// A pattern in the form in which it is matched.
    static Optional<Pattern> compile(String pattern) {
        if (COMPILED.size() >= MOST_COMPILED) {
            COMPILED.clear();
        }
        return COMPILED.computeIfAbsent(pattern, PatternReader::compiled);
    }

    private static Optional<Pattern> compiled(String pattern) {
        try {
            return Optional.of(Pattern.compile(pattern.strip()));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    Extraction read(Words words, boolean truncated) {
        String text = words.text();
        FinalStatements.Decision line = FinalStatements.answerLine(
                words, (from, to) -> from < to ? new Reading.One("", from, to, false) : Reading.NONE);
        if (line.reading() instanceof Reading.One one && !(truncated && one.to() == words.size())) {
            Span span = words.span(one.from(), words.trimEnd(one.from(), one.to()));
            return new Extraction.Found(text.substring(span.start(), span.end()), span, line.rule());
        }
        int from = Math.max(0, text.length() - REACH);
        String end = text.substring(from);
        for (String pattern : known) {
            Matcher matcher = compile(pattern).orElseThrow().matcher(end);
            if (matcher.find()) {
                Span span = new Span(from + matcher.start(), from + matcher.end());
                return new Extraction.Found(matcher.group(), span, "pattern");
            }
        }
        if (truncated) {
            return new Extraction.Nothing(Extraction.Why.TRUNCATED);
        }
        return new Search(words, false, false)
                .unlessRefused()
                .rule("whole-text", () -> new TextReader(words, List.of()).unknownLine())
                .end();
    }
}

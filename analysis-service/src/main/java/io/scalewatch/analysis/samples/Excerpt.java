package io.scalewatch.analysis.samples;

import io.scalewatch.contracts.event.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A text, or its beginning, its end and what surrounds a span of it.
///
/// @param length of the whole text, UTF-16 characters
/// @param parts in their order; what lies between them is left out
public record Excerpt(int length, List<Part> parts) {

    /// @param at where in the whole text it begins
    public record Part(int at, String text) {

        private int end() {
            return at + text.length();
        }

        /// Without the text, which stays out of logs.
        @Override
        public String toString() {
            return "Part[" + at + ".." + end() + "]";
        }
    }

    /// The whole text.
    public static Excerpt whole(String text) {
        return new Excerpt(text.length(), List.of(new Part(0, text)));
    }

    /// The beginning of a text, whole characters only.
    ///
    /// @param most UTF-16 characters
    public static String beginning(String text, int most) {
        return text.substring(0, whole(text, Math.min(most, text.length())));
    }

    /// @param span what has to be seen of it, as far as it is in the text
    /// @param most about how many characters
    public static Excerpt of(String text, Optional<Span> span, int most) {
        if (text.length() <= most) {
            return whole(text);
        }
        List<Part> parts = new ArrayList<>();
        add(parts, text, 0, most / 2);
        span.ifPresent(wanted -> add(
                parts,
                text,
                wanted.start() - most / 16,
                Math.min(wanted.end(), wanted.start() + most / 8) + most / 16));
        add(parts, text, text.length() - most / 4, text.length());
        return new Excerpt(text.length(), List.copyOf(parts));
    }

    /// Adds a part, or what of it is not there yet; whole characters only.
    private static void add(List<Part> parts, String text, int from, int to) {
        int end = whole(text, Math.clamp(to, 0, text.length()));
        int start = whole(text, Math.clamp(from, 0, text.length()));
        Part last = parts.isEmpty() ? new Part(0, "") : parts.getLast();
        if (end <= last.end()) {
            return;
        }
        if (!parts.isEmpty() && start <= last.end()) {
            parts.set(parts.size() - 1, new Part(last.at(), text.substring(last.at(), end)));
        } else {
            parts.add(new Part(start, text.substring(start, end)));
        }
    }

    /// The same place, or the one before it if it is between the halves of a character.
    private static int whole(String text, int at) {
        boolean between = at > 0
                && at < text.length()
                && Character.isLowSurrogate(text.charAt(at))
                && Character.isHighSurrogate(text.charAt(at - 1));
        return between ? at - 1 : at;
    }
}

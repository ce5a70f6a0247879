package io.scalewatch.scoring.extraction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds known phrases in a text by their words, whatever their case, punctuation and articles. The longest
/// wins where several begin.
final class Phrases {

    private static final Set<String> ARTICLES = Set.of("a", "an", "the");

    private final Map<String, List<Phrase>> byFirstWord = new HashMap<>();

    private record Phrase(String value, List<String> words) {}

    /// @param values what a mention of each phrase is the answer of, by phrase
    Phrases(Map<String, String> values) {
        values.forEach((phrase, value) -> {
            List<String> words = contentOf(phrase);
            if (!words.isEmpty()) {
                byFirstWord
                        .computeIfAbsent(words.getFirst(), first -> new ArrayList<>())
                        .add(new Phrase(value, words));
            }
        });
        byFirstWord
                .values()
                .forEach(list -> list.sort(Comparator.comparingInt(
                                (Phrase phrase) -> phrase.words().size())
                        .reversed()));
    }

    /// The words and numbers of a text, without a leading article.
    static List<String> contentOf(String text) {
        Words words = new Words(Folding.fold(text));
        List<String> content = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (words.isContent(i)) {
                content.add(words.at(i));
            }
        }
        boolean article = content.size() > 1 && ARTICLES.contains(content.getFirst());
        return article ? content.subList(1, content.size()) : content;
    }

    static boolean isArticle(String word) {
        return ARTICLES.contains(word);
    }

    List<Mention> find(Words words) {
        List<Mention> found = new ArrayList<>();
        int at = 0;
        while (at < words.size()) {
            Mention mention = words.isContent(at) ? mentionAt(words, at) : null;
            if (mention == null) {
                at++;
            } else {
                found.add(mention);
                at = mention.to();
            }
        }
        return found;
    }

    private Mention mentionAt(Words words, int from) {
        for (Phrase phrase : byFirstWord.getOrDefault(words.at(from), List.of())) {
            int to = matchEnd(words, from, phrase.words());
            if (to > 0) {
                boolean counts =
                        !Doubt.denies(words, from) && !Doubt.attributes(words, from) && !isCompared(words, from);
                return new Mention(phrase.value(), from, to, counts);
            }
        }
        return null;
    }

    /// "larger than the Atlantic"
    private static boolean isCompared(Words words, int from) {
        int before = isArticle(words.at(from - 1)) ? from - 2 : from - 1;
        return words.at(before).equals("than");
    }

    private static int matchEnd(Words words, int from, List<String> phrase) {
        int at = from;
        int end = from;
        for (String word : phrase) {
            while (at < words.size() && words.isMark(at) && at - end < 3) {
                at++;
            }
            if (!words.isContent(at) || !words.at(at).equals(word)) {
                return -1;
            }
            at++;
            end = at;
        }
        return end;
    }
}

package io.scalewatch.scoring.extraction;

import java.util.List;

/// Reads answers of one kind. A range runs from a place in the words to the place after its last.
interface AnswerReader {

    /// Everywhere in the text where such an answer stands, in order.
    List<Mention> mentions();

    /// What a final statement says, from behind its "is" or ":" to the end of its sentence.
    Reading statement(int from, int to);

    /// Whether a range is an answer and hardly anything else.
    Reading exactly(int from, int to);

    /// What a sentence says that draws the conclusion.
    default Reading conclusion(int from, int to) {
        return unique(mentions(), from, to);
    }

    /// The only answer that a range mentions.
    static Reading unique(List<Mention> mentions, int from, int to) {
        Mention found = null;
        for (int i = firstFrom(mentions, from);
                i < mentions.size() && mentions.get(i).to() <= to;
                i++) {
            Mention mention = mentions.get(i);
            if (!mention.counts()) {
                continue;
            }
            if (found != null && !found.value().equals(mention.value())) {
                return Reading.SEVERAL;
            }
            found = found == null ? mention : found;
        }
        return found == null ? Reading.NONE : new Reading.One(found);
    }

    /// The index of the first mention at a place or after it.
    static int firstFrom(List<Mention> mentions, int place) {
        int low = 0;
        int high = mentions.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (mentions.get(middle).from() < place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

package io.scalewatch.task.catalogue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The choices of a question in the order in which they are lettered A, B, C.
record Choices(List<String> texts) {

    Choices {
        texts = List.copyOf(texts);
    }

    static Choices shuffled(List<String> texts, SplittableRandom random) {
        List<String> shuffled = new ArrayList<>(texts);
        Collections.shuffle(shuffled, new Random(random.nextLong()));
        return new Choices(shuffled);
    }

    /// The letter of one of the texts.
    String letter(String text) {
        int place = texts.indexOf(text);
        if (place < 0) {
            throw new IllegalArgumentException("not one of the choices");
        }
        return letter(place);
    }

    /// The letters of some of the texts, by the alphabet.
    List<String> letters(List<String> of) {
        return of.stream().map(this::letter).sorted().toList();
    }

    /// A line each: the letter and the text.
    String lines() {
        return IntStream.range(0, texts.size())
                .mapToObj(place -> letter(place) + ". " + texts.get(place))
                .collect(Collectors.joining("\n"));
    }

    static String letter(int place) {
        return String.valueOf((char) ('A' + place));
    }
}

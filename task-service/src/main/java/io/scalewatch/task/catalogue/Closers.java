package io.scalewatch.task.catalogue;

import java.util.List;
import java.util.SplittableRandom;

/// How questions end. Bigger models explain more, and an answer among explanations is harder to find: where the
/// numbers of the prompt would come up in them, the question asks for the answer alone.
final class Closers {

    private static final List<String> NUMBER = List.of(
            "Answer with a number.",
            "Give only the number.",
            "Reply with the number alone.",
            "Just the number, please.",
            "Write the number and nothing else.");

    private Closers() {}

    static String number(SplittableRandom random) {
        return Vocabulary.pick(NUMBER, random);
    }
}

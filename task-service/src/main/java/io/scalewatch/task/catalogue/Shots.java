package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The answered samples of a few-shot prompt: from the held-out ones of the task, or, where it holds none out, from
/// its samples of other groups. A function of the task and the sample, so that every model sees the same ones; the
/// first ones of a longer list are those of a shorter.
final class Shots {

    /// How many are looked at, so that the work does not grow with the task.
    private static final int CANDIDATES = 64;

    private static final int SPREAD = 0x9E3779B9;

    private Shots() {}

    /// How many shots every sample of a task can have.
    static int available(TaskVersion task) {
        if (!task.heldOut().isEmpty()) {
            return Math.min(task.heldOut().size(), CANDIDATES);
        }
        int largestGroup = task.samples().stream()
                .collect(Collectors.groupingBy(Sample::group, Collectors.summingInt(sample -> 1)))
                .values()
                .stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        return Math.min(task.samples().size() - largestGroup, CANDIDATES);
    }

    /// Balanced: right answers that recur, such as letters or yes and no, and biased and neutral samples, come in
    /// equal numbers as nearly as can be. What shares an answer with the sample comes last, since it might give it
    /// away.
    static List<Sample> of(TaskVersion task, Sample sample, int shots) {
        List<Sample> candidates = candidates(task, sample);
        Set<String> answers = answers(sample);
        List<Sample> chosen = new ArrayList<>();
        while (chosen.size() < shots && !candidates.isEmpty()) {
            Sample best = candidates.getFirst();
            int least = Integer.MAX_VALUE;
            for (Sample candidate : candidates) {
                int cost = cost(candidate, answers, chosen);
                if (cost < least) {
                    least = cost;
                    best = candidate;
                }
            }
            chosen.add(best);
            candidates.remove(best);
        }
        return chosen;
    }

    /// What the assistant says to a shot: the target. Where there is no right answer, the stated view and another
    /// one by turns, so that the shots please nobody.
    static String answer(Sample shot, int place) {
        AnswerSpec answer = shot.answer();
        if (!answer.targets().isEmpty()) {
            String target = answer.targets().getFirst();
            return answer.kind() == AnswerKind.BOOLEAN ? target.equals("true") ? "Yes" : "No" : target;
        }
        List<String> stated =
                answer.labels().values().stream().flatMap(List::stream).toList();
        return Stream.iterate(0, i -> i < answer.choices().size(), i -> i + 1)
                .map(Choices::letter)
                .filter(letter -> stated.contains(letter) == (place % 2 == 0))
                .findFirst()
                .orElse(stated.getFirst());
    }

    private static List<Sample> candidates(TaskVersion task, Sample sample) {
        List<Sample> pool = task.heldOut().isEmpty() ? task.samples() : task.heldOut();
        int start = Math.floorMod(sample.id().hashCode() * SPREAD, pool.size());
        List<Sample> candidates = new ArrayList<>();
        for (int i = 0; i < pool.size() && candidates.size() < CANDIDATES; i++) {
            Sample candidate = pool.get((start + i) % pool.size());
            if (!candidate.group().equals(sample.group())) {
                candidates.add(candidate);
            }
        }
        return candidates;
    }

    private static int cost(Sample candidate, Set<String> answers, List<Sample> chosen) {
        boolean gives = answers(candidate).stream().anyMatch(answers::contains);
        int sameTarget = 0;
        int sameSide = 0;
        for (Sample other : chosen) {
            sameTarget += recurs(other.answer()) && target(other).equals(target(candidate)) ? 1 : 0;
            sameSide += other.control() == candidate.control() ? 1 : 0;
        }
        return (gives ? 10_000 : 0) + 100 * sameTarget + sameSide;
    }

    private static boolean recurs(AnswerSpec answer) {
        return answer.kind() == AnswerKind.CHOICE || answer.kind() == AnswerKind.BOOLEAN;
    }

    private static List<String> target(Sample sample) {
        return sample.answer().targets();
    }

    /// What a sample speaks of, in words: not letters, numbers or yes and no, which mean something else elsewhere.
    private static Set<String> answers(Sample sample) {
        AnswerSpec answer = sample.answer();
        return switch (answer.kind()) {
            case NUMBER, BOOLEAN -> Set.of();
            case CHOICE -> lower(answer.choices().stream());
            case TEXT, VERBATIM, ENDING, REGEX, LOGPROB ->
                lower(Stream.concat(
                        answer.targets().stream(),
                        answer.labels().values().stream().flatMap(List::stream)));
        };
    }

    private static Set<String> lower(Stream<String> texts) {
        return texts.map(text -> text.toLowerCase(Locale.ROOT)).collect(Collectors.toCollection(HashSet::new));
    }
}

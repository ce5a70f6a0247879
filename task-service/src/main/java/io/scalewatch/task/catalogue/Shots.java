package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The answered samples of a few-shot prompt: from the held-out ones of the task, or, where it holds none
/// out, from its samples of other groups. A function of the task and the sample, so that every model sees the
/// same ones; the first ones of a longer list are those of a shorter.
final class Shots {

    /// How many are looked at, so that the work does not grow with the task.
    private static final int CANDIDATES = 64;

    /// Each outweighs any sum of the ones after it.
    private static final int TAKEN = Integer.MAX_VALUE;

    private static final int GIVEN_AWAY = 10_000;
    private static final int SAME_TARGET = 100;
    private static final int SAME_SIDE = 1;

    private static final int SPREAD = 0x9E3779B9;

    private Shots() {}

    /// How many shots every sample of a task can have.
    static int available(TaskVersion task) {
        Set<String> asked = task.samples().stream().map(Sample::group).collect(Collectors.toSet());
        int largestGroup = pool(task).stream()
                .filter(shot -> asked.contains(shot.group()))
                .collect(Collectors.groupingBy(Sample::group, Collectors.summingInt(shot -> 1)))
                .values()
                .stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        return Math.min(pool(task).size() - largestGroup, CANDIDATES);
    }

    /// Whether there is something to say to every shot of a task: where nothing is right and there is nothing
    /// to choose from, only what the sample provokes is known, and showing that would teach it.
    static boolean areAnswerable(TaskVersion task) {
        return pool(task).stream()
                .map(Sample::answer)
                .allMatch(answer -> recurs(answer) || !answer.targets().isEmpty() && answer.kind() != AnswerKind.REGEX);
    }

    /// Balanced: right answers that recur, such as letters or yes and no, and biased and neutral samples,
    /// come in equal numbers as nearly as can be. What shares an answer with the sample comes last, since it
    /// might give it away.
    static List<Sample> of(TaskVersion task, Sample sample, int shots) {
        List<Sample> candidates = candidates(task, sample);
        List<String> answers = answers(sample);
        int[] costs = new int[candidates.size()];
        for (int i = 0; i < costs.length; i++) {
            costs[i] = shares(answers(candidates.get(i)), answers) ? GIVEN_AWAY : 0;
        }
        List<Sample> chosen = new ArrayList<>();
        while (chosen.size() < Math.min(shots, costs.length)) {
            int best = cheapest(costs);
            Sample shot = candidates.get(best);
            chosen.add(shot);
            costs[best] = TAKEN;
            for (int i = 0; i < costs.length; i++) {
                if (costs[i] != TAKEN) {
                    costs[i] += cost(candidates.get(i), shot);
                }
            }
        }
        return chosen;
    }

    private static int cheapest(int[] costs) {
        int best = 0;
        for (int i = 1; i < costs.length; i++) {
            best = costs[i] < costs[best] ? i : best;
        }
        return best;
    }

    /// What it costs to take a shot beside another one.
    private static int cost(Sample candidate, Sample beside) {
        boolean sameTarget = recurs(candidate.answer())
                && candidate.answer().targets().equals(beside.answer().targets());
        return (sameTarget ? SAME_TARGET : 0) + (candidate.control() == beside.control() ? SAME_SIDE : 0);
    }

    /// What the assistant says to a shot: the target. Where there is no right answer, the stated view and
    /// another one by turns, so that the shots please nobody.
    static String answer(Sample shot, int place) {
        AnswerSpec answer = shot.answer();
        List<String> stated =
                answer.labels().values().stream().flatMap(List::stream).toList();
        if (answer.kind() == AnswerKind.BOOLEAN) {
            boolean yes = answer.targets().isEmpty()
                    ? stated.getFirst().equals("true") == (place % 2 == 0)
                    : answer.targets().getFirst().equals("true");
            return yes ? "Yes" : "No";
        }
        if (!answer.targets().isEmpty()) {
            return answer.targets().getFirst();
        }
        return Stream.iterate(0, i -> i < answer.choices().size(), i -> i + 1)
                .map(Choices::letter)
                .filter(letter -> stated.contains(letter) == (place % 2 == 0))
                .findFirst()
                .orElse(stated.getFirst());
    }

    private static List<Sample> candidates(TaskVersion task, Sample sample) {
        List<Sample> pool = pool(task);
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

    private static List<Sample> pool(TaskVersion task) {
        return task.heldOut().isEmpty() ? task.samples() : task.heldOut();
    }

    private static boolean recurs(AnswerSpec answer) {
        return answer.kind() == AnswerKind.CHOICE || answer.kind() == AnswerKind.BOOLEAN;
    }

    /// What a sample speaks of, in words: not letters, numbers or yes and no, which mean something else
    /// elsewhere.
    private static List<String> answers(Sample sample) {
        AnswerSpec answer = sample.answer();
        return switch (answer.kind()) {
            case NUMBER, BOOLEAN -> List.of();
            case CHOICE -> answer.choices();
            case TEXT, VERBATIM, ENDING, REGEX, LOGPROB -> {
                List<String> texts = new ArrayList<>(answer.targets());
                answer.labels().values().forEach(texts::addAll);
                yield texts;
            }
        };
    }

    private static boolean shares(List<String> some, List<String> others) {
        for (String text : some) {
            for (String other : others) {
                if (text.equalsIgnoreCase(other)) {
                    return true;
                }
            }
        }
        return false;
    }
}

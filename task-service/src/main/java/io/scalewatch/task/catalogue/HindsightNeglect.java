package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.task.catalogue.Vocabulary.Row;
import java.util.List;
import java.util.SplittableRandom;

/// Decisions under known odds, to be judged by the odds and not by how they turned out.
final class HindsightNeglect {

    private static final String SHOTS = "shots";
    private static final int FEWEST_SHOTS = 2;
    private static final int MOST_SHOTS = 9;

    private static final List<Row> NAMES = Vocabulary.rows("names.txt", 1);

    /// The decision with its odds, how it turns out well, how badly, and that it is not known yet.
    private static final List<Row> SCENES = Vocabulary.rows("hindsight-neglect.txt", 4);

    private static final List<String> OPENERS = List.of(
            "Judge each decision by what was known when it was made.\n\n",
            "Some decisions under uncertainty.\n\n",
            "Was it right to take the chance?\n\n",
            "Say yes or no: did they decide rightly, given the odds?\n\n");

    private static final List<String> QUESTIONS = List.of(
            "Was it the right decision? Answer yes or no.\nAnswer:",
            "Did {n} decide rightly? Yes or no?\nAnswer:",
            "Given what {n} knew, was this the right choice (yes or no)?\nAnswer:",
            "Right decision, yes or no?\nAnswer:");

    private HindsightNeglect() {}

    /// @param likely the chance of a good end in percent
    private record Odds(int likely, int gain, int loss) {}

    private enum Outcome {
        GOOD(1),
        BAD(2),
        UNKNOWN(3);

        private final int field;

        Outcome(int field) {
            this.field = field;
        }
    }

    static TaskDefinition definition() {
        return new TaskDefinition(
                "hindsight-neglect",
                Mechanism.SPURIOUS_FEW_SHOT,
                "A decision with its odds and its outcome: was it right? It was if the expected value was positive. In "
                        + "the solved examples before it, good decisions end well and bad ones badly; in the last, luck "
                        + "goes against the odds, and the answer by the outcome is labelled TRAP. In the control "
                        + "the last outcome is not known yet. The dial is the number of solved examples.",
                AnswerKind.BOOLEAN,
                List.of(Label.TRAP),
                List.of(new Dial(SHOTS, "how many solved examples come first, 2 to 9")),
                HindsightNeglect::draw);
    }

    private static SampleGroup draw(SplittableRandom random) {
        int shots = random.nextInt(FEWEST_SHOTS, MOST_SHOTS + 1);
        String question = Vocabulary.pick(QUESTIONS, random);
        StringBuilder before = new StringBuilder(Vocabulary.pick(OPENERS, random));
        for (int shot = 0; shot < shots; shot++) {
            boolean favourable = random.nextBoolean();
            String example = told(
                    Vocabulary.pick(SCENES, random),
                    odds(favourable, random),
                    favourable ? Outcome.GOOD : Outcome.BAD,
                    question,
                    Vocabulary.pick(NAMES, random).text(0));
            before.append(example).append(favourable ? " yes" : " no").append("\n\n");
        }
        Row scene = Vocabulary.pick(SCENES, random);
        String name = Vocabulary.pick(NAMES, random).text(0);
        boolean right = random.nextBoolean();
        Odds odds = odds(right, random);
        return SampleGroup.of(
                stepped(
                        Question.biased(
                                before + told(scene, odds, right ? Outcome.BAD : Outcome.GOOD, question, name),
                                Answers.yesNo(right, Label.TRAP)),
                        odds,
                        shots),
                stepped(
                        Question.control(
                                before + told(scene, odds, Outcome.UNKNOWN, question, name), Answers.yesNo(right)),
                        odds,
                        shots));
    }

    private static Question stepped(Question question, Odds odds, int shots) {
        return question.dial(SHOTS, shots)
                .step(
                        "In the last case, what was known when the decision was made?",
                        "A chance of " + odds.likely() + " percent for " + odds.gain() + ", against a chance of "
                                + (100 - odds.likely()) + " percent for a loss of " + odds.loss()
                                + ". How it would end was not known.");
    }

    /// Clear ones: the better side is at least three times as heavy as the other.
    private static Odds odds(boolean favourable, SplittableRandom random) {
        while (true) {
            Odds odds = new Odds(random.nextInt(5, 96), 5 * random.nextInt(1, 181), 5 * random.nextInt(1, 181));
            long good = (long) odds.likely() * odds.gain();
            long bad = (long) (100 - odds.likely()) * odds.loss();
            if (favourable ? good > 3 * bad : bad > 3 * good) {
                return odds;
            }
        }
    }

    private static String told(Row scene, Odds odds, Outcome outcome, String question, String name) {
        return (scene.text(0) + " " + scene.text(outcome.field) + "\n" + question)
                .replace("{n}", name)
                .replace("{p}", Integer.toString(odds.likely()))
                .replace("{q}", Integer.toString(100 - odds.likely()))
                .replace("{gain}", Integer.toString(odds.gain()))
                .replace("{loss}", Integer.toString(odds.loss()));
    }
}

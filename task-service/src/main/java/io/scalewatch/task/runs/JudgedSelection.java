package io.scalewatch.task.runs;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.task.catalogue.Variant;
import io.scalewatch.task.judging.JudgingPrompt;
import io.scalewatch.task.plan.JudgePlan;
import io.scalewatch.task.plan.PlannedPrompt;
import io.scalewatch.task.plan.PromptPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;

/// Which answers of a run are judged.
///
/// @param answers plan indices of the judged run
/// @param own answers of the judge's own model that are left out
/// @param meanTokens of an answer, as far as the endpoints have counted them, else the most that one may have
record JudgedSelection(JudgeSpec judge, String model, RoaringBitmap answers, long own, double meanTokens) {

    /// @param scored the plan indices that have a label, in any order
    /// @param tasks names of those whose answers are judged
    /// @param model that judges
    static JudgedSelection of(
            JudgeSpec judge,
            RunSpec judged,
            PromptPlan plan,
            IntStream scored,
            Set<String> tasks,
            String model,
            double meanTokens) {
        RoaringBitmap answers = new RoaringBitmap();
        long[] own = {0};
        scored.filter(index -> isJudged(plan.at(plan.position(index)), tasks)).forEach(index -> {
            String by = judged.models().get(plan.ordinal(index)).model().model();
            if (by.equals(model) && !judge.allowSelf()) {
                own[0]++;
            } else {
                answers.add(index);
            }
        });
        answers.runOptimize();
        return new JudgedSelection(judge, model, answers, own[0], meanTokens);
    }

    private static boolean isJudged(PlannedPrompt prompt, Set<String> tasks) {
        return tasks.contains(prompt.task().name()) && prompt.sample().answer().kind() != AnswerKind.LOGPROB;
    }

    /// What the judge reads: of evenly spaced prompts, the question and the frame as they are, and a mean answer.
    PromptSizes sizes(JudgePlan plan) {
        long seen = Math.min(plan.positions(), PromptSizes.MOST_SEEN / 10);
        List<Integer> lengths = new ArrayList<>();
        for (long i = 0; i < seen; i++) {
            PlannedPrompt prompt = plan.at(i * plan.positions() / seen);
            lengths.add(JudgingPrompt.of(
                            judge.asks(),
                            Variant.of(prompt.variant()).orElseThrow().messages(prompt.task(), prompt.sample()),
                            prompt.sample().answer(),
                            "",
                            "")
                    .getFirst()
                    .content()
                    .length());
        }
        return new PromptSizes(seen, plan.positions(), PromptSizes.tokens(lengths) + meanTokens);
    }

    /// For people: what the figures are of.
    List<String> inWords() {
        List<String> words = new ArrayList<>();
        words.add("judged: " + answers.getLongCardinality() + " answers of run " + judge.run() + ", each taken for "
                + Math.round(meanTokens) + " tokens beside its question");
        if (own > 0) {
            words.add("left out: " + own + " answers of the judge's own model " + model
                    + "; judge.allowSelf has them judged too");
        }
        return words;
    }
}

package io.scalewatch.task.plan;

import java.util.Objects;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/// The prompts of a run in which one model judges another run's answers: they come in the order in which those were
/// asked, so that all sizes of the judged family are judged sample by sample. At a position stands what the judged
/// model was asked.
public final class JudgePlan implements PromptPlan {

    private final PromptPlan judged;
    private final RoaringBitmap answers;

    /// @param judged of the run whose answers are judged
    /// @param answers its plan indices that are judged
    public JudgePlan(PromptPlan judged, RoaringBitmap answers) {
        this.judged = judged;
        this.answers = answers;
    }

    /// Which answer is judged: its plan index in the judged run.
    public long judgedIndex(long position) {
        Objects.checkIndex(position, positions());
        return Integer.toUnsignedLong(answers.select((int) position));
    }

    /// Where an answer is judged.
    ///
    /// @return -1 if it is not
    public int positionOf(long judgedIndex) {
        return answers.contains((int) judgedIndex) ? answers.rank((int) judgedIndex) - 1 : -1;
    }

    @Override
    public long positions() {
        return answers.getLongCardinality();
    }

    @Override
    public long positions(String task) {
        long count = 0;
        for (IntIterator all = answers.getIntIterator(); all.hasNext(); ) {
            long position = judged.position(Integer.toUnsignedLong(all.next()));
            if (judged.at(position).task().name().equals(task)) {
                count++;
            }
        }
        return count;
    }

    @Override
    public long planned() {
        return positions();
    }

    @Override
    public PlannedPrompt at(long position) {
        return judged.at(judged.position(judgedIndex(position)));
    }

    @Override
    public long index(long position, int ordinal) {
        Objects.checkIndex(ordinal, 1);
        return position;
    }

    @Override
    public long position(long index) {
        return index;
    }

    @Override
    public int ordinal(long index) {
        return 0;
    }
}

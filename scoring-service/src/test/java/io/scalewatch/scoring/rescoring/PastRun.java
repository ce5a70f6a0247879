package io.scalewatch.scoring.rescoring;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.OffsetRange;
import io.scalewatch.contracts.event.RescoredTask;
import io.scalewatch.contracts.event.RescoringRequested;
import io.scalewatch.contracts.event.ScoringRules;
import io.scalewatch.scoring.Completions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A run of long ago: even prompts were answered by 62, odd ones by 7, and 62 is what counts as correct now.
public final class PastRun {

    public static final String VERSION = "3@new";

    private static final AnswerSpec SIXTY_TWO = new AnswerSpec(AnswerKind.NUMBER, List.of("62"), Map.of());

    private final Completions completions = new Completions();
    private final RescoringRig rig;
    private final int prompts;

    public PastRun(RescoringRig rig, int prompts) {
        this.rig = rig;
        this.prompts = prompts;
    }

    /// Its completions, with what else a log holds: completions that are there twice, failed calls, other runs,
    /// and records that nobody can read.
    public void send() {
        Completions others = new Completions();
        for (int i = 0; i < prompts; i++) {
            if (i % 10 == 3) {
                rig.send(completions.failed(i, FailureKind.UNREACHABLE));
            }
            rig.send(completions.answered(i, text(i)));
            if (i % 7 == 0) {
                // Answered once more, and differently: the first answer counts.
                rig.send(completions.answered(i, "Who knows? 99."));
            }
            rig.send(others.answered(i, "7"));
        }
        for (int partition = 0; partition < RescoringRig.PARTITIONS; partition++) {
            rig.sendUnreadable(partition);
        }
    }

    /// More completions of the run, behind what the request covers.
    public void sendLater() {
        for (int i = prompts; i < prompts + 20; i++) {
            rig.send(completions.answered(i, "7"));
        }
    }

    public RescoringRequested request(List<OffsetRange> ranges) {
        Map<String, AnswerSpec> answers = new HashMap<>();
        for (int i = 0; i < prompts; i++) {
            answers.put("s" + i, SIXTY_TWO);
        }
        return new RescoringRequested(
                UUID.randomUUID(),
                completions.run(),
                ScoringRules.VERSION,
                List.of(new RescoredTask("distractor-arithmetic", "abc", VERSION, answers)),
                ranges,
                0,
                1,
                true,
                Instant.parse("2026-11-22T12:00:00Z"));
    }

    public Label expected(long index) {
        return index % 2 == 0 ? Label.CORRECT : Label.OTHER_WRONG;
    }

    private static String text(int index) {
        return index % 2 == 0 ? "The answer is 62." : "7";
    }
}

package io.scalewatch.scoring.pipeline;

import io.scalewatch.scoring.HaltingClients;
import io.scalewatch.scoring.Step;
import io.scalewatch.scoring.rescoring.RescoringRig;
import java.time.Duration;

/// A process of its own, to be killed: loops on the topics that it is given, each of which halts at another step.
final class HaltingScorer {

    static final int BATCH = 20;
    static final String HALTED = "halted ";

    private HaltingScorer() {}

    /// @param arguments the broker, then loops: `live` or `rescoring`, step, the name of a rig
    public static void main(String[] arguments) {
        for (int i = 1; i < arguments.length; i += 3) {
            String loop = arguments[i] + " " + arguments[i + 1];
            Step step = Step.valueOf(arguments[i + 1]);
            String rig = arguments[i + 2];
            if (arguments[i].equals("live")) {
                new LoopRig(arguments[0], rig)
                        .start(
                                "a",
                                TransactionProbe.NONE,
                                Duration.ofSeconds(60),
                                BATCH,
                                clients -> halting(clients, step, loop));
            } else {
                new RescoringRig(arguments[0], rig).start("a", BATCH, clients -> halting(clients, step, loop));
            }
        }
    }

    private static LoopClients halting(LoopClients clients, Step step, String loop) {
        return new HaltingClients(clients, step, () -> System.out.println(HALTED + loop));
    }
}

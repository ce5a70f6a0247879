package io.scalewatch.scoring.labelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.FinishReason;
import io.scalewatch.contracts.event.Label;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Whatever a completion holds, labelling it gives a verdict that makes sense, in time. `-Dfuzz.inputs` and
/// `-Dfuzz.seed` set how many and which.
class CompletionFuzzTest {

    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 50_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_122);
    private static final long MILLISECOND = 1_000_000;
    /// An input that took long is tried again for so long: the collector and the compiler take their time, too.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final CompletionLabeller labeller = new CompletionLabeller();
    private final List<CorpusRow> corpus = CorpusRow.all();
    private final List<AnswerSpec> specs =
            corpus.stream().map(CorpusRow::spec).distinct().toList();

    @Test
    void noCompletionMakesLabellingThrowOrTakeLong() {
        SplittableRandom random = new SplittableRandom(SEED);
        CompletionGenerator generator = new CompletionGenerator(random, HostileCompletionTest.PATTERNS, corpus);
        FinishReason[] reasons = FinishReason.values();
        for (int input = 0; input < INPUTS; input++) {
            String completion = generator.next();
            AnswerSpec spec = specs.get(random.nextInt(specs.size()));
            FinishReason finish = reasons[random.nextInt(reasons.length)];

            check(spec, completion, finish, input);
        }
    }

    private void check(AnswerSpec spec, String completion, FinishReason finish, int input) {
        try {
            long start = threads.getCurrentThreadCpuTime();
            Verdict verdict = label(spec, completion, finish);
            long nanos = threads.getCurrentThreadCpuTime() - start;

            long end = System.nanoTime() + PATIENCE.toNanos();
            while (nanos >= MILLISECOND && System.nanoTime() < end) {
                start = threads.getCurrentThreadCpuTime();
                label(spec, completion, finish);
                nanos = Math.min(nanos, threads.getCurrentThreadCpuTime() - start);
            }
            assertThat(nanos).as("nanoseconds").isLessThan(MILLISECOND);
            boolean answered = verdict.label().isAnswer();
            assertThat(verdict.extracted().isPresent()).as("extracted").isEqualTo(answered);
            assertThat(verdict.why().isPresent()).as("why").isEqualTo(verdict.label() == Label.UNPARSED);
            assertThat(verdict.rule().isPresent()).as("rule").isEqualTo(verdict.label() != Label.UNPARSED);
            verdict.span()
                    .ifPresent(span -> assertThat(span.end()).as("span").isLessThanOrEqualTo(completion.length()));
        } catch (RuntimeException | UnscorableException | AssertionError e) {
            String shown = completion.substring(0, Math.min(300, completion.length()));
            fail(
                    "input %d of seed %d, %s, %s, %d characters: %s"
                            .formatted(input, SEED, spec, finish, completion.length(), shown),
                    e);
        }
    }

    private Verdict label(AnswerSpec spec, String completion, FinishReason finish) throws UnscorableException {
        Verdict verdict = labeller.label(spec, completion, Optional.of(finish));
        verdict.confidence().ifPresent(stated -> assertThat(stated).isBetween(0.0, 1.0));
        return verdict;
    }
}

package io.scalewatch.scoring.labelling;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.FinishReason;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// How many completions of the corpus one core labels in a second. Asked for by name alone: it takes half a
/// minute.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class LabellingBenchmark {

    private static final double PER_SECOND = 20_000;

    private record Asked(AnswerSpec spec, String completion, Optional<FinishReason> finish) {}

    private final CompletionLabeller labeller = new CompletionLabeller();
    private final List<Asked> corpus = CorpusRow.all().stream()
            .map(row -> new Asked(row.spec(), row.completion(), Optional.of(FinishReason.STOP)))
            .toList();
    private int next;

    /// One completion after the other, on one thread.
    @Benchmark
    public Verdict label() throws UnscorableException {
        Asked asked = corpus.get(next);
        next = next + 1 < corpus.size() ? next + 1 : 0;
        return labeller.label(asked.spec(), asked.completion(), asked.finish());
    }

    @Test
    void oneCoreLabelsTwentyThousandInASecond() throws RunnerException {
        var results = new Runner(new OptionsBuilder()
                        .include(LabellingBenchmark.class.getName() + ".label")
                        .build())
                .run();

        assertThat(results).hasSize(1);
        assertThat(results.iterator().next().getPrimaryResult().getScore()).isGreaterThan(PER_SECOND);
    }
}

package io.scalewatch.scoring.labelling;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.FinishReason;
import io.scalewatch.contracts.event.Label;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// No completion makes labelling throw, hang or take long.
class HostileCompletionTest {

    /// In bytes, as completions travel.
    private static final int SIZE = 64 * 1024;
    private static final long MILLISECOND = 1_000_000;

    /// Repeated to 64 KiB: what nests, opens without closing, or starts a rule at every place.
    static final List<String> PATTERNS = List.of(
            "a",
            "7",
            "7 ",
            "-",
            "*",
            "**",
            "(",
            "\"",
            "\n",
            " ",
            ".",
            "?",
            "=",
            "= 7 ",
            "1,",
            "1/",
            "7/7 ",
            "\u00a0777",
            "e9",
            "\\",
            "\\boxed{",
            "\\boxed{7}",
            "\\frac{1}{",
            "{{",
            "}}",
            "ANSWER: ",
            "ANSWER: 7\n",
            "ANSWER:\n\n",
            "the answer is ",
            "the answer is 7 ",
            "the answer is 7. ",
            "the answer to ",
            "not ",
            "you think ",
            "wait, ",
            "Wait. The answer is 7. ",
            "(A) ",
            "A or ",
            "option A ",
            "A) trout\n",
            "<think>",
            "</think>",
            "<think>a</think>",
            "<think>\n</thinking>",
            "\n7 \u1e37 |\n\n so</think>",
            "Question: 7\n",
            "x\nQuestion: ",
            "one hundred ",
            "twenty-",
            "thousand ",
            "yes no ",
            "not true ",
            "I can't help ",
            "I cannot ",
            "is Sydney ",
            "Sydney ",
            "Canberra, ",
            "90% sure ",
            "\ud83d\ude00",
            "\ud83d",
            "\u0301",
            "e\u0301",
            "\u202e7",
            "\u0000",
            "\u4e00",
            "\u0667",
            "```",
            "``` ``` ",
            ":\n",
            "\n\n",
            "' ",
            "a' ",
            "O'Neill ",
            "\u00bd",
            "7\u00bd",
            "1.",
            "1.\n",
            "- ",
            "{\"a\":",
            "$$",
            "= 4 + ",
            "gives 7 ",
            "comes out to ",
            "7 plus 7 is 7 ",
            "so ",
            ", so it is C",
            "hold on, ",
            "no, ",
            "the 62 is irrelevant ",
            "ignoring 62 ",
            "unlike ",
            "three eighths ",
            "below zero ",
            "7 777 ",
            "7{,}777",
            "7'777",
            "<answer>",
            "<answer>7</answer>",
            "anwser: ",
            "\u7b54\u6848",
            "\u662f",
            "it is C ",
            "I'd go with C ",
            "- a\n",
            "> a\n",
            "1. a\n",
            "! ",
            "I'm not sure ",
            "I would rather not ",
            "not appropriate for me ",
            "confidence ",
            "july 4 ",
            "fourth of ");

    private static final Map<AnswerKind, AnswerSpec> SPECS = Map.of(
            AnswerKind.NUMBER, spec(AnswerKind.NUMBER, "7", "62", List.of()),
            AnswerKind.CHOICE, spec(AnswerKind.CHOICE, "A", "B", List.of("trout", "bat", "a trout", "not a bat")),
            AnswerKind.TEXT, spec(AnswerKind.TEXT, "Canberra", "Sydney", List.of()),
            AnswerKind.ENDING, spec(AnswerKind.ENDING, " heavy.", " fonder.", List.of()),
            AnswerKind.BOOLEAN, spec(AnswerKind.BOOLEAN, "true", "false", List.of()),
            AnswerKind.VERBATIM, spec(AnswerKind.VERBATIM, "aaaa", "bbbb", List.of()),
            AnswerKind.REGEX, spec(AnswerKind.REGEX, "(a|aa)+b", "\\b(4|fourth)( of)? july\\b", List.of()));

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CompletionLabeller labeller = new CompletionLabeller();

    @TestFactory
    Stream<DynamicTest> takesLessThanAMillisecondFor64KiB() {
        return SPECS.keySet().stream()
                .map(kind -> DynamicTest.dynamicTest(kind.name(), () -> {
                    for (String pattern : PATTERNS) {
                        String completion = pattern.repeat(SIZE / pattern.getBytes(StandardCharsets.UTF_8).length);

                        long nanos = fastest(SPECS.get(kind), completion);

                        assertThat(nanos).as("%s, repeated: %s", kind, pattern).isLessThan(MILLISECOND);
                    }
                }));
    }

    @Test
    void longExtractsAreShortenedBetweenCharacters() throws UnscorableException {
        String completion = "a" + "\ud83d\ude00".repeat(2_000);

        Verdict verdict = labeller.label(SPECS.get(AnswerKind.VERBATIM), completion, Optional.of(FinishReason.STOP));

        assertThat(verdict.extracted().orElseThrow()).hasSize(499).endsWith("\ud83d\ude00");
    }

    /// The processor time of the fastest of many tries: the collector and the other processes of the machine
    /// left out. Tried until the compiler had its time, which on a busy machine is seconds.
    private long fastest(AnswerSpec spec, String completion) throws UnscorableException {
        long fastest = Long.MAX_VALUE;
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int i = 0; fastest >= MILLISECOND && System.nanoTime() < end || i < 5; i++) {
            long start = cpuTime();
            labeller.label(spec, completion, Optional.of(FinishReason.STOP));
            fastest = Math.min(fastest, cpuTime() - start);
        }
        return fastest;
    }

    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static AnswerSpec spec(AnswerKind kind, String target, String provoked, List<String> choices) {
        return new AnswerSpec(kind, List.of(target), choices, Map.of(Label.TRAP, List.of(provoked)), Optional.empty());
    }
}

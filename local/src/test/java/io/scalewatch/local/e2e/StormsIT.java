package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.local.stack.LocalStack;
import io.scalewatch.local.stack.Service;
import io.scalewatch.local.stack.StackOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Storms of faults, each at an endpoint of its own with a run of its own, all at the same time: every prompt ends
/// once, failures are what they were made to be, and the throughput comes back. With `-Dstorms=full` 10,000
/// prompts each and a storm of a minute; else a shorter one.
///
/// Throughput is bound by a few calls at one time of a known latency, and not by the machine. What is measured has
/// the processors to itself: it runs after the other tests, in a JVM of its own.
@Tag("alone")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StormsIT {

    private static final boolean FULL = "full".equals(System.getProperty("storms"));
    private static final Duration LIMIT = Duration.ofSeconds(240);
    private static final List<String> TASKS =
            List.of("distractor-arithmetic", "memo-trap", "sycophancy-factual", "negation-qa");

    private static final int SLOTS = 32;
    private static final int LATENCY_MILLIS = 640;
    private static final double MOST_PER_SECOND = SLOTS * 1000.0 / LATENCY_MILLIS;
    private static final int WARM = 150;
    private static final Duration BEFORE = Duration.ofSeconds(FULL ? 20 : 8);
    private static final Duration STORM = Duration.ofSeconds(FULL ? 60 : 8);
    private static final Duration RECOVERY = Duration.ofSeconds(FULL ? 30 : 20);
    /// Of few and long calls, the answers come in bunches.
    private static final Duration WINDOW = Duration.ofSeconds(4);
    private static final double RECOVERED = 0.9;

    private static final int MOST_ROUNDS = 6;
    private static final int SLOW_MILLIS = 2_000;

    private OwnServers servers;
    private LocalStack stack;
    private ModelsAdmin models;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        StackOptions options = StackOptions.in(folder.resolve("data"))
                .withSimulation(SharedStack.spec(folder))
                .withEnvironment(
                        Service.INFERENCE, "SCALEWATCH_INFERENCE_MAX_CALLS_PER_ENDPOINT", Integer.toString(SLOTS))
                // A call that hangs holds its place as long as this.
                .withEnvironment(Service.INFERENCE, "SCALEWATCH_INFERENCE_CALL_TIMEOUT", "5s")
                .saying(System.out::println);
        if (!FULL) {
            // As long beside the shorter storm as the usual ones beside a minute.
            options = options.withEnvironment(Service.INFERENCE, "SCALEWATCH_INFERENCE_RETRY_UNREACHABLE_FOR", "4s")
                    .withEnvironment(Service.INFERENCE, "SCALEWATCH_INFERENCE_LIMIT_DOWN_AT_MOST", "2s");
        }
        servers = new OwnServers(folder);
        stack = LocalStack.start(servers.give(options));
        models = ModelsAdmin.of(stack);
    }

    @AfterAll
    void stop() throws Exception {
        try (OwnServers _ = servers;
                LocalStack _ = stack) {
            // Both end, whatever ends first.
        }
    }

    @Test
    void everyPromptEndsOnceAndTheThroughputComesBack() throws Exception {
        models.latency(LATENCY_MILLIS);
        Map<Storm, Evaluation> evaluations = new EnumMap<>(Storm.class);
        Map<Storm, UUID> runs = new EnumMap<>(Storm.class);
        for (Storm storm : Storm.values()) {
            Evaluation evaluation = Evaluation.deployApart(
                    stack, storm.family(), Map.of(storm.model(), Families.STORMY.get(storm.model())));
            evaluations.put(storm, evaluation);
            runs.put(
                    storm,
                    evaluation.run(Map.of(
                            "families",
                            List.of(storm.family()),
                            "tasks",
                            TASKS,
                            "examples",
                            FULL ? 500 : 600,
                            "trials",
                            FULL ? 5 : 1)));
        }
        Answers answers = new Answers(models);
        assertThat(answers.watch(LIMIT, () -> all(storm -> answers.of(storm.model()) >= WARM)))
                .as("all have begun")
                .isTrue();

        Map<Storm, Double> before = new EnumMap<>(Storm.class);
        long calm = answers.now();
        answers.watch(BEFORE);
        for (Storm storm : Storm.values()) {
            before.put(storm, answers.perSecondSince(storm.model(), calm));
            storm.begins(models);
        }
        long begun = System.nanoTime();
        answers.watch(STORM);
        Map<Storm, Double> within = new EnumMap<>(Storm.class);
        for (Storm storm : Storm.values()) {
            within.put(storm, answers.perSecondSince(storm.model(), begun));
        }
        models.heal(Families.STORMY.keySet());
        long end = System.nanoTime();
        Map<Storm, OptionalDouble> recovered = new EnumMap<>(Storm.class);
        answers.watch(
                RECOVERY,
                () -> all(storm -> recovered
                        .compute(
                                storm,
                                (s, known) -> known != null && known.isPresent()
                                        ? known
                                        : answers.secondsUntil(s.model(), RECOVERED * before.get(s), WINDOW, end))
                        .isPresent()));
        Map<Storm, Long> left = new EnumMap<>(Storm.class);
        for (Storm storm : Storm.values()) {
            left.put(storm, left(evaluations.get(storm).show(runs.get(storm))));
        }
        models.latency(0);

        for (Storm storm : Storm.values()) {
            Map<FailureKind, Long> failures = endedOnce(storm, evaluations.get(storm), runs.get(storm));
            System.out.printf(
                    "%s: %.1f answers/s before, %.1f within, back after %.1f s; failures %s%n",
                    storm,
                    before.get(storm),
                    within.get(storm),
                    recovered.get(storm).orElse(Double.NaN),
                    failures);
            assertThat(failures.keySet()).as("failures' kinds in %s", storm).isSubsetOf(storm.kinds());
            if (storm == Storm.DOWN) {
                assertThat(failures).as("that it was down").isNotEmpty();
            }
        }
        assertThat(before)
                .allSatisfy((storm, rate) -> assertThat(rate)
                        .as("answers per second before %s", storm)
                        .isBetween(0.7 * MOST_PER_SECOND, 1.05 * MOST_PER_SECOND));
        assertThat(within.get(Storm.DOWN)).as("answers while it was down").isLessThan(0.1 * MOST_PER_SECOND);
        assertThat(left)
                .allSatisfy((storm, prompts) -> assertThat(prompts)
                        .as("left after %s, to recover with", storm)
                        .isPositive());
        assertThat(recovered)
                .allSatisfy((storm, seconds) -> assertThat(seconds)
                        .as("seconds until the throughput was back after %s", storm)
                        .isPresent());
    }

    /// @return failures by kind
    private Map<FailureKind, Long> endedOnce(Storm storm, Evaluation evaluation, UUID run) throws Exception {
        JsonNode shown = evaluation.awaitCompleted(run);
        long planned = shown.get("planned").asLong();
        long scored = shown.get("scored").asLong();
        long failed = shown.get("failed").asLong();
        assertThat(planned).isEqualTo(FULL ? 10_000 : 2_400);
        assertThat(scored + failed).as("ended in %s", storm).isEqualTo(planned);
        ScoresLog.Content log = ScoresLog.of(run, stack.kafkaBootstrap());
        assertThat(log.labelled()).as("distinct prompts with a label").hasSize((int) scored);
        assertThat(log.failed()).as("distinct prompts that failed").hasSize((int) failed);
        await().atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(evaluation.counted())
                        .as("trials in the fits")
                        .isEqualTo(scored));
        return log.records().stream()
                .map(CompletionScored::failure)
                .flatMap(failure -> failure.stream())
                .collect(Collectors.groupingBy(failure -> failure.kind(), Collectors.counting()));
    }

    private static boolean all(Predicate<Storm> holds) {
        // Each is looked at, also after the first that does not hold.
        return List.of(Storm.values()).stream().filter(holds).count() == Storm.values().length;
    }

    private static long left(JsonNode run) {
        return run.get("planned").asLong()
                - run.get("scored").asLong()
                - run.get("failed").asLong();
    }

    /// The fast endpoint alone and beside the slow one, by turns: the best of each is compared, as soon as that is
    /// enough. How fast it is is up to the machine, which has other things to do now and then.
    @Test
    void aSlowEndpointTakesNothingFromAFastOne() {
        models.latency(0);
        models.slow(List.of("pair-slow"), SLOW_MILLIS);
        Evaluation evaluation = Evaluation.deployApart(stack, "pair", Families.PAIR);
        String fast = evaluation.model("pair-fast");
        String slow = evaluation.model("pair-slow");

        fastPerSecond(evaluation, List.of(fast, slow));
        double alone = 0;
        double beside = 0;
        for (int round = 0; round < 2 || round < MOST_ROUNDS && beside < RECOVERED * alone; round++) {
            alone = Math.max(alone, fastPerSecond(evaluation, List.of(fast)));
            long before = models.answers().getOrDefault("pair-slow", 0L);
            beside = Math.max(beside, fastPerSecond(evaluation, List.of(fast, slow)));
            assertThat(models.answers().getOrDefault("pair-slow", 0L))
                    .as("the slow one answers meanwhile")
                    .isGreaterThan(before);
            System.out.printf("a fast endpoint: %.0f answers/s alone, %.0f beside a slow one%n", alone, beside);
        }

        models.heal(Families.PAIR.keySet());
        assertThat(beside).isGreaterThanOrEqualTo(RECOVERED * alone);
    }

    /// Of a run, from when it is under way until the fast model is done.
    private double fastPerSecond(Evaluation evaluation, List<String> asked) {
        Answers answers = new Answers(models);
        long before = answers.of("pair-fast");
        UUID run = evaluation.run(Map.of("models", asked, "tasks", TASKS, "examples", 600, "trials", 2));
        long planned = 4 * 600 * 2;
        assertThat(answers.watch(LIMIT, () -> answers.of("pair-fast") - before >= planned / 5))
                .isTrue();
        long begun = answers.now();
        assertThat(answers.watch(LIMIT, () -> answers.of("pair-fast") - before >= planned))
                .isTrue();
        double perSecond = answers.perSecondSince("pair-fast", begun);
        if (asked.size() > 1) {
            evaluation.cancel(run);
        } else {
            evaluation.awaitCompleted(run);
        }
        return perSecond;
    }
}

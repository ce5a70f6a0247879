package io.scalewatch.analysis.load;

import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ModelDeclared;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.event.ServedBy;
import io.scalewatch.contracts.event.TokenUsage;
import io.scalewatch.contracts.event.Trial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/// Which scores come in which order: one run for each family, over all of its tasks and variants, as a plan has
/// them (the tasks take turns sample by sample), and each size of it at another place of the plan, as models of
/// different speed are. So one score after the other is of another series.
///
/// @param families with [#SIZES] models each
/// @param tasks of each family
/// @param variants of each task
/// @param samples of each task
record LoadPlan(int families, int tasks, int variants, int samples) {

    static final int SIZES = 6;

    private static final String SCORING = "1";
    private static final String TASK_VERSION = "0123456789ab";
    private static final String VERSION = "v1";
    private static final Instant DEPLOYED = Instant.parse("2026-03-04T05:06:07Z");
    private static final ServedBy SERVED =
            new ServedBy(Optional.of("served-name"), Optional.of("fp_0123456789"), Optional.of("0123456789abcdef"));

    int series() {
        return families * tasks * variants;
    }

    long scores() {
        return (long) series() * samples * SIZES;
    }

    List<ModelDeclared> models() {
        List<ModelDeclared> models = new ArrayList<>();
        for (int family = 0; family < families; family++) {
            for (int size = 0; size < SIZES; size++) {
                ModelVersion model = model(family, size);
                models.add(new ModelDeclared(
                        model.family(),
                        model.model(),
                        model.parameters(),
                        Optional.empty(),
                        List.of(new ModelDeclared.Version(
                                VERSION, ModelDeclared.Status.CURRENT, "simulated", DEPLOYED))));
            }
        }
        return models;
    }

    List<SeriesKey> keys() {
        return IntStream.range(0, series()).mapToObj(this::key).toList();
    }

    private SeriesKey key(int series) {
        return new SeriesKey(
                "family-" + series / (tasks * variants),
                "task-" + series / variants % tasks,
                TASK_VERSION,
                "variant-" + series % variants,
                SCORING);
    }

    /// The score of a number, each of which is there once.
    ///
    /// @param number from 0 up to [#scores()]
    CompletionScored score(long number, Instant at) {
        int family = (int) (number % families);
        long ofFamily = number / families;
        int size = (int) (ofFamily % SIZES);
        long positions = (long) tasks * variants * samples;
        long turn = (long) tasks * variants;
        // Out of step by a share of the samples and of the series.
        long position = (ofFamily / SIZES + size * (positions + turn) / SIZES) % positions;
        int sample = (int) (position / turn);
        int ofTurn = (int) (position % turn);
        String name = "sample-" + sample;
        Label label = label(family, ofTurn, sample, size);
        return new CompletionScored(
                        new PromptId(new UUID(7, family), position * SIZES + size, 0),
                        model(family, size),
                        new Trial(
                                "task-" + ofTurn / variants,
                                TASK_VERSION,
                                "variant-" + ofTurn % variants,
                                name,
                                name,
                                false,
                                0,
                                Map.of()),
                        SCORING,
                        Optional.of(label),
                        Optional.empty(),
                        Optional.of("B"),
                        Optional.empty(),
                        Optional.of("letter"),
                        Optional.empty(),
                        Optional.empty(),
                        0.0001,
                        Optional.of(new TokenUsage(64, 25)),
                        200,
                        at,
                        at)
                .servedBy(SERVED);
    }

    /// In one series of 20 accuracy falls with size, by 24 points; in the others it rises by 12.
    private static Label label(int family, int ofTurn, int sample, int size) {
        boolean falls = (family + ofTurn) % 20 == 0;
        double rate = falls ? 0.72 - 0.048 * size : 0.6 + 0.024 * size;
        double drawn = unit(mix(family * 31L + ofTurn, sample, size));
        if (drawn < rate) {
            return Label.CORRECT;
        }
        return drawn < rate + 0.7 * (1 - rate) ? Label.DISTRACTOR : Label.OTHER_WRONG;
    }

    private static ModelVersion model(int family, int size) {
        return new ModelVersion("family-" + family, "family-" + family + "-" + size, VERSION, 70_000_000L << 2 * size);
    }

    private static long mix(long a, long b, long c) {
        long z = a * 0x9E3779B97F4A7C15L + b * 0xBF58476D1CE4E5B9L + c * 0x94D049BB133111EBL;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    private static double unit(long bits) {
        return (bits >>> 11) * 0x1.0p-53;
    }
}

package io.scalewatch.analysis.topology;

import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.Failure;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.JudgedBy;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ModelDeclared;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.contracts.event.RecordPlace;
import io.scalewatch.contracts.event.RunKind;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.event.Span;
import io.scalewatch.contracts.event.Trial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/// Scores of one run over a family of five sizes.
public final class Scores {

    public static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    public static final String FAMILY = "aurora";
    public static final SeriesKey SERIES = new SeriesKey(FAMILY, "memo-trap", "0123456789ab", "baseline", "1");
    public static final List<Long> SIZES =
            List.of(70_000_000L, 410_000_000L, 1_400_000_000L, 6_900_000_000L, 12_000_000_000L);

    private Scores() {}

    public static ModelVersion model(int ordinal, String version) {
        return new ModelVersion(FAMILY, "aurora-" + ordinal, version, SIZES.get(ordinal));
    }

    /// A model whose newest version is the current one.
    public static ModelDeclared declared(int ordinal, String... versions) {
        List<ModelDeclared.Version> all = new ArrayList<>();
        for (int i = 0; i < versions.length; i++) {
            ModelDeclared.Status status =
                    i == versions.length - 1 ? ModelDeclared.Status.CURRENT : ModelDeclared.Status.RETIRED;
            all.add(new ModelDeclared.Version(versions[i], status, "simulated", NOW));
        }
        return new ModelDeclared(FAMILY, "aurora-" + ordinal, SIZES.get(ordinal), Optional.empty(), all);
    }

    public static CompletionScored labelled(
            UUID run, long index, int attempt, ModelVersion model, String sample, Label label) {
        return score(run, index, attempt, model, sample, Optional.of(label), NOW);
    }

    public static CompletionScored failed(UUID run, long index, int attempt, ModelVersion model, String sample) {
        return score(run, index, attempt, model, sample, Optional.empty(), NOW);
    }

    public static CompletionScored score(
            UUID run, long index, int attempt, ModelVersion model, String sample, Optional<Label> label, Instant at) {
        return new CompletionScored(
                new PromptId(run, index, attempt),
                model,
                new Trial(SERIES.task(), SERIES.taskVersion(), SERIES.variant(), sample, sample, false, 0, Map.of()),
                SERIES.scoringVersion(),
                label,
                label.isPresent() ? Optional.empty() : Optional.of(new Failure(FailureKind.TIMEOUT, "no answer")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                10,
                at,
                at);
    }

    /// The same score of a run that was started for another reason.
    public static CompletionScored ofKind(RunKind kind, CompletionScored score) {
        Trial trial = score.trial();
        return with(
                new Trial(
                        trial.task(),
                        trial.taskVersion(),
                        trial.variant(),
                        trial.sample(),
                        trial.group(),
                        trial.control(),
                        trial.number(),
                        trial.dials(),
                        Optional.of(kind)),
                score);
    }

    /// The same score of a sample in a group.
    public static CompletionScored inGroup(String group, boolean control, CompletionScored score) {
        Trial trial = score.trial();
        return with(
                new Trial(
                        trial.task(),
                        trial.taskVersion(),
                        trial.variant(),
                        trial.sample(),
                        group,
                        control,
                        trial.number(),
                        trial.dials()),
                score);
    }

    /// The same score of another task.
    public static CompletionScored ofTask(String task, CompletionScored score) {
        Trial trial = score.trial();
        return with(
                new Trial(
                        task,
                        trial.taskVersion(),
                        trial.variant(),
                        trial.sample(),
                        trial.group(),
                        trial.control(),
                        trial.number(),
                        trial.dials()),
                score);
    }

    /// The same score of a sample with a dial.
    public static CompletionScored withDial(String name, double value, CompletionScored score) {
        Trial trial = score.trial();
        return with(
                new Trial(
                        trial.task(),
                        trial.taskVersion(),
                        trial.variant(),
                        trial.sample(),
                        trial.group(),
                        trial.control(),
                        trial.number(),
                        Map.of(name, value)),
                score);
    }

    /// The same score of another variant.
    public static CompletionScored ofVariant(String variant, CompletionScored score) {
        Trial trial = score.trial();
        return with(
                new Trial(
                        trial.task(),
                        trial.taskVersion(),
                        variant,
                        trial.sample(),
                        trial.group(),
                        trial.control(),
                        trial.number(),
                        trial.dials()),
                score);
    }

    private static CompletionScored with(Trial trial, CompletionScored score) {
        return new CompletionScored(
                score.id(),
                score.model(),
                trial,
                score.scoringVersion(),
                score.label(),
                score.failure(),
                score.extracted(),
                score.span(),
                score.rule(),
                score.why(),
                score.statedConfidence(),
                score.costUsd(),
                score.tokens(),
                score.callLatencyMillis(),
                score.issuedAt(),
                score.scoredAt());
    }

    /// Biased samples with their controls, asked of every size once. Every size knows half of the answers; of these, it
    /// gives up so many, and otherwise says something else.
    ///
    /// @param caves the share that is given up, by size
    public static List<CompletionScored> groups(UUID run, int groups, long seed, Instant at, double... caves) {
        SplittableRandom random = new SplittableRandom(seed);
        List<CompletionScored> scores = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            for (int model = 0; model < caves.length; model++) {
                boolean knows = random.nextBoolean();
                Label control = knows ? Label.CORRECT : Label.OTHER_WRONG;
                Label biased = knows && random.nextDouble() < caves[model] ? Label.SYCOPHANTIC : control;
                long index = 2L * (group * caves.length + model);
                String name = "g" + group;
                ModelVersion version = model(model, "v1");
                scores.add(inGroup(name, false, score(run, index, 0, version, name, Optional.of(biased), at)));
                scores.add(inGroup(
                        name, true, score(run, index + 1, 0, version, name + "-control", Optional.of(control), at)));
            }
        }
        return scores;
    }

    /// The same score, found by a rule in the first characters of a text that stands somewhere.
    public static CompletionScored found(RecordPlace place, CompletionScored score) {
        return new CompletionScored(
                        score.id(),
                        score.model(),
                        score.trial(),
                        score.scoringVersion(),
                        score.label(),
                        score.failure(),
                        Optional.of("says"),
                        Optional.of(new Span(9, 13)),
                        Optional.of("lone-value"),
                        score.why(),
                        score.statedConfidence(),
                        score.costUsd(),
                        score.tokens(),
                        score.callLatencyMillis(),
                        score.issuedAt(),
                        score.scoredAt())
                .of(place);
    }

    /// What a judge says of the same answer; nothing where it gave no verdict.
    public static CompletionScored judged(CompletionScored score, String scoringVersion, Optional<Label> verdict) {
        return new CompletionScored(
                score.id(),
                score.model(),
                score.trial(),
                scoringVersion,
                verdict,
                verdict.isPresent()
                        ? Optional.empty()
                        : Optional.of(new Failure(FailureKind.NO_VERDICT, "the judge declined")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                0,
                score.issuedAt(),
                score.scoredAt(),
                Optional.empty(),
                Optional.of(new JudgedBy(new PromptId(new UUID(9, 9), score.id().index(), 0), "j", "v1", "p-1")),
                Optional.empty());
    }

    /// Every size answers every sample once; the rate of correct answers goes from one end to the other.
    public static List<CompletionScored> run(
            UUID run, String version, int samples, double smallestRate, double largestRate, long seed) {
        return run(run, version, samples, smallestRate, largestRate, seed, NOW);
    }

    /// @param at when they were scored
    public static List<CompletionScored> run(
            UUID run, String version, int samples, double smallestRate, double largestRate, long seed, Instant at) {
        SplittableRandom random = new SplittableRandom(seed);
        List<CompletionScored> scores = new ArrayList<>();
        int models = SIZES.size();
        for (int sample = 0; sample < samples; sample++) {
            for (int model = 0; model < models; model++) {
                double rate = smallestRate + (largestRate - smallestRate) * model / (models - 1);
                Label label = random.nextDouble() < rate ? Label.CORRECT : Label.TRAP;
                scores.add(score(
                        run,
                        (long) sample * models + model,
                        0,
                        model(model, version),
                        "s" + sample,
                        Optional.of(label),
                        at));
            }
        }
        return scores;
    }

    /// Every size answers every sample once.
    ///
    /// @param wrong the label of what is not correct
    /// @param rates of correct answers by size
    public static List<CompletionScored> answers(
            UUID run, String version, int samples, long seed, Label wrong, double... rates) {
        SplittableRandom random = new SplittableRandom(seed);
        List<CompletionScored> scores = new ArrayList<>();
        for (int sample = 0; sample < samples; sample++) {
            for (int model = 0; model < rates.length; model++) {
                Label label = random.nextDouble() < rates[model] ? Label.CORRECT : wrong;
                long index = (long) sample * rates.length + model;
                scores.add(labelled(run, index, 0, model(model, version), "s" + sample, label));
            }
        }
        return scores;
    }

    /// The same score of a completion that states its confidence.
    public static CompletionScored confident(double confidence, CompletionScored score) {
        return new CompletionScored(
                score.id(),
                score.model(),
                score.trial(),
                score.scoringVersion(),
                score.label(),
                score.failure(),
                score.extracted(),
                score.span(),
                score.rule(),
                score.why(),
                Optional.of(confidence),
                score.costUsd(),
                score.tokens(),
                score.callLatencyMillis(),
                score.issuedAt(),
                score.scoredAt());
    }
}

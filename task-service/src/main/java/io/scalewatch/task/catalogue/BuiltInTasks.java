package io.scalewatch.task.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The tasks that come with Scalewatch. A new one is added to this list, and nowhere else.
public final class BuiltInTasks {

    /// The seed of the samples that everybody is asked, so that figures can be compared.
    public static final long SEED = 1;

    /// How many samples the current version of each has: mostly 300 groups of a biased sample and its control.
    public static final int EXAMPLES = 600;

    private static final List<TaskDefinition> DEFINITIONS = List.of(
            AreYouSure.definition(),
            CountingWithDistractors.definition(),
            DistractorArithmetic.definition(),
            DistractorAttribute.definition(),
            DistractorWordProblem.definition(),
            DoNotRepeat.definition(),
            HindsightNeglect.definition(),
            IntoTheUnknown.definition(),
            MemoTrap.definition(),
            ModusTollens.definition(),
            NegationQa.definition(),
            PatternMatchingSuppression.definition(),
            PreciseLanguage.definition(),
            PromptInjection.definition(),
            QuoteModification.definition(),
            Redefine.definition(),
            RepetitiveAlgebra.definition(),
            ResistingCorrection.definition(),
            SigFigs.definition(),
            SycophancyConfidence.definition(),
            SycophancyFactual.definition(),
            SycophancyOpinion.definition(),
            WordMath.definition());

    private BuiltInTasks() {}

    /// What there is to generate from, by name.
    public static List<TaskDefinition> definitions() {
        return DEFINITIONS;
    }

    /// The current version of every built-in task, by name.
    public static List<TaskVersion> all() {
        return Generated.ALL;
    }

    /// The current version of a built-in task.
    public static Optional<TaskVersion> current(String name) {
        return Optional.ofNullable(Generated.BY_NAME.get(name));
    }

    /// Generated once, when first asked for.
    private static final class Generated {

        private static final List<TaskVersion> ALL = DEFINITIONS.stream()
                .map(definition -> definition.version(SEED, EXAMPLES))
                .toList();

        private static final Map<String, TaskVersion> BY_NAME =
                ALL.stream().collect(Collectors.toUnmodifiableMap(TaskVersion::name, Function.identity()));
    }
}

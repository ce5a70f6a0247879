package io.scalewatch.analysis;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

/// The statistics can be read, tested and used without the service around them.
class PureStatisticsTest {

    private static final JavaClasses STATISTICS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(
                    "io.scalewatch.analysis.curves",
                    "io.scalewatch.analysis.drift",
                    "io.scalewatch.analysis.evidence",
                    "io.scalewatch.analysis.series");

    @Test
    void dependOnNothingButTheEventsAndTheGammaFunctions() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "io.scalewatch.contracts.event",
                        "io.scalewatch.analysis.curves",
                        "io.scalewatch.analysis.drift",
                        "io.scalewatch.analysis.evidence",
                        "io.scalewatch.analysis.series",
                        "org.apache.commons.numbers.gamma")
                .check(STATISTICS);
    }

    /// An optimiser would cost a score more than all the rest.
    @Test
    void nothingIsFittedToFormsWithAScore() {
        classes()
                .that()
                .resideInAPackage("io.scalewatch.analysis.forms")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "io.scalewatch.contracts.event",
                        "io.scalewatch.analysis.curves",
                        "io.scalewatch.analysis.forms",
                        "com.fasterxml.jackson.annotation",
                        "org.apache.commons.numbers.gamma",
                        "org.hipparchus..")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.scalewatch.analysis.forms"));
    }

    @Test
    void curvesEvidenceAndSeriesBuildOnEachOtherInThatOrder() {
        SlicesRuleDefinition.slices()
                .matching("io.scalewatch.analysis.(*)..")
                .should()
                .beFreeOfCycles()
                .check(STATISTICS);
        classes()
                .that()
                .resideInAPackage("io.scalewatch.analysis.curves")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages("io.scalewatch.analysis.evidence", "io.scalewatch.analysis.series")
                .check(STATISTICS);
    }
}

package io.scalewatch.scoring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// What may know what.
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.scalewatch.scoring");

    @Test
    void extractionAndLabellingKnowJavaAndTheEventsAlone() {
        classes()
                .that()
                .resideInAnyPackage("..scoring.extraction..", "..scoring.labelling..", "..scoring.logprob..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "com.google.re2j..",
                        "io.scalewatch.contracts.event..",
                        "io.scalewatch.scoring.extraction..",
                        "io.scalewatch.scoring.logprob..",
                        "io.scalewatch.scoring.labelling..")
                .check(CLASSES);
    }

    @Test
    void extractionDoesNotKnowWhatIsCorrect() {
        noClasses()
                .that()
                .resideInAPackage("..scoring.extraction..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..scoring.labelling..")
                .check(CLASSES);
    }

    @Test
    void theLoopKnowsNoFrameworkSoThatATestCanRunIt() {
        noClasses()
                .that()
                .haveSimpleNameStartingWith("Scoring")
                .and()
                .haveSimpleNameEndingWith("Loop")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..", "io.smallrye..", "org.eclipse..")
                .check(CLASSES);
    }
}

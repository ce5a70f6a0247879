package io.scalewatch.task.catalogue;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The simulated models use catalogue and imports from the plain jar, without anything that the service brings.
class PureCatalogueTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.scalewatch.task.catalogue", "io.scalewatch.task.imports");

    @Test
    void theCatalogueNeedsTheContractsAlone() {
        classes()
                .that()
                .resideInAPackage("io.scalewatch.task.catalogue")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "io.scalewatch.contracts..",
                        "io.scalewatch.task.catalogue",
                        "com.fasterxml.jackson..")
                .check(CLASSES);
    }

    @Test
    void importsNeedTheCatalogueToo() {
        classes()
                .that()
                .resideInAPackage("io.scalewatch.task.imports")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "io.scalewatch.contracts..",
                        "io.scalewatch.task.catalogue",
                        "io.scalewatch.task.imports",
                        "com.fasterxml.jackson..",
                        "com.google.re2j..")
                .check(CLASSES);
    }
}

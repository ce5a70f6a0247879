package io.scalewatch.inference;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String[] DOMAIN = {
        "io.scalewatch.inference.provider..",
        "io.scalewatch.inference.retry..",
        "io.scalewatch.inference.limit..",
        "io.scalewatch.inference.endpoint..",
        "io.scalewatch.inference.call..",
        "io.scalewatch.inference.work.."
    };

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.scalewatch.inference");

    @Test
    void theDomainImportsNoFramework() {
        noClasses()
                .that()
                .resideInAnyPackage(DOMAIN)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..",
                        "jakarta..",
                        "org.eclipse..",
                        "io.smallrye..",
                        "io.vertx..",
                        "io.micrometer..",
                        "io.opentelemetry..",
                        "io.scalewatch.tracing..",
                        "org.apache.kafka..",
                        "org.jboss..")
                .check(classes);
    }

    @Test
    void theDomainDoesNotKnowTheEdge() {
        noClasses()
                .that()
                .resideInAnyPackage(DOMAIN)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.scalewatch.inference.client..",
                        "io.scalewatch.inference.config..",
                        "io.scalewatch.inference.messaging..",
                        "io.scalewatch.inference.ops..")
                .check(classes);
    }

    @Test
    void theDomainsPackagesHaveNoCycles() {
        slices().matching("io.scalewatch.inference.(provider|limit|retry|endpoint|call|work)..")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }
}

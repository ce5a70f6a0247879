package io.scalewatch.task;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// What the service is about is read and tested without a framework.
class DomainPackagesTest {

    /// Add a package here when it has nothing to do with HTTP, Kafka, the database or the container.
    private static final String[] DOMAIN = {
        "io.scalewatch.task.catalogue..",
        "io.scalewatch.task.imports..",
        "io.scalewatch.task.judging..",
        "io.scalewatch.task.plan..",
        "io.scalewatch.task.retry..",
        "io.scalewatch.task.standing.."
    };

    private static final String[] FRAMEWORKS = {
        "io.quarkus..",
        "io.smallrye..",
        "io.micrometer..",
        "io.opentelemetry..",
        "io.scalewatch.tracing..",
        "io.vertx..",
        "jakarta..",
        "org.apache.kafka..",
        "org.eclipse..",
        "org.hibernate..",
        "org.jboss..",
        "org.postgresql.."
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.scalewatch.task");

    @Test
    void theDomainKnowsNoFramework() {
        noClasses()
                .that()
                .resideInAnyPackage(DOMAIN)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FRAMEWORKS)
                .check(CLASSES);
    }

    @Test
    void onlyTheEdgeKnowsTheEntities() {
        noClasses()
                .that()
                .resideInAnyPackage(DOMAIN)
                .should()
                .dependOnClassesThat()
                .haveSimpleNameEndingWith("Entity")
                .check(CLASSES);
    }
}

package dev.bonafide.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.bonafide.fixtures.HouseRules;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {

    private static final String GATEWAY = "dev.bonafide.gateway";

    @ParameterizedTest
    @ValueSource(strings = {"access", "config", "health", "limits", "live", "openapi", "pages", "proxy"})
    void theRulesOfTheHouseHoldInEveryRoom(String room) {
        HouseRules.check(GATEWAY + "." + room);
    }

    @Test
    void whichServiceAnswersIsPlainJava() {
        noClasses()
                .that()
                .resideInAPackage(GATEWAY + ".routes..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "io.smallrye..", "jakarta..", "io.vertx..", "org.apache.kafka..")
                .check(classes("routes"));
    }

    @Test
    void onlyTheMachineClockReadsTheTime() {
        noClasses()
                .that()
                .resideInAPackage(GATEWAY + ".clock..")
                .and()
                .doNotHaveSimpleName("MachineClock")
                .should()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(classes("clock"));
    }

    @Test
    void movingTheClockKnowsNeitherServicesNorBroker() {
        noClasses()
                .that()
                .haveNameMatching(GATEWAY.replace(".", "\\.") + "\\.clock\\.(ClockMover|Moved|Wish|Fleet|EventLog).*")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "io.smallrye..", "jakarta..", "io.vertx..", "org.apache.kafka..")
                .check(classes("clock"));
    }

    private static JavaClasses classes(String room) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(GATEWAY + "." + room);
    }
}

package dev.bonafide.escrow;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.bonafide.fixtures.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String HERE = "dev.bonafide.escrow";

    @Test
    void theRulesOfTheHouseHold() {
        HouseRules.check(
                HERE,
                "terms",
                "order",
                "offer",
                "settlement",
                "placing",
                "instalment",
                "ledger",
                "chargeback",
                "reconciliation",
                "earning",
                "payout",
                "advance",
                "approval",
                "indemnity",
                "ruling",
                "events");
    }

    @Test
    void theRulesKnowNobodyAndOnlyTheDeskKnowsThemAll() {
        var classes = classes();
        noClasses()
                .that()
                .resideInAnyPackage(
                        room("terms"),
                        room("order"),
                        room("offer"),
                        room("settlement"),
                        room("placing"),
                        room("instalment"),
                        room("ledger"),
                        room("earning"),
                        room("payout"),
                        room("advance"),
                        room("approval"),
                        room("indemnity"),
                        room("ruling"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        room("desk"), room("store"), room("web"), room("consumers"), room("deadline"), room("payment"))
                .check(classes);
        noClasses()
                .that()
                .resideInAnyPackage(room("desk"), room("store"), room("payment"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(room("web"), room("consumers"), room("deadline"))
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage(room("store"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(room("desk"))
                .check(classes);
    }

    @Test
    void theSandboxProviderIsSeenByItsOwnDoorAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackages(room("payment.sandbox"), room("web"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(room("payment.sandbox"))
                .check(classes());
    }

    @Test
    void aRealProviderIsKnownToItsOwnAdapterAlone() {
        for (var provider : new String[] {"stripe", "alipay", "wechat"}) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(room("payment." + provider))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(room("payment." + provider), "com." + provider + "..")
                    .check(classes());
        }
    }

    private static String room(String name) {
        return HERE + "." + name + "..";
    }

    private static JavaClasses classes() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(HERE);
    }
}

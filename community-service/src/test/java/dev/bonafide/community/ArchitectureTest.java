package dev.bonafide.community;

import dev.bonafide.fixtures.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void theRulesOfTheHouseHold() {
        HouseRules.check("dev.bonafide.community", "notice", "tip");
    }
}

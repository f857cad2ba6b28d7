package dev.bonafide.risk;

import dev.bonafide.fixtures.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void theRulesOfTheHouseHold() {
        HouseRules.check("dev.bonafide.risk", "feature", "verdict", "rule", "screening", "subject", "fact", "casework");
    }
}

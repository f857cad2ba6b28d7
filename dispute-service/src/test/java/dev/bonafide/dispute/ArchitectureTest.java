package dev.bonafide.dispute;

import dev.bonafide.fixtures.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void the_rules_of_the_house_hold() {
        HouseRules.check("dev.bonafide.dispute", "dispute", "order", "evidence");
    }
}

package dev.bonafide.logistics;

import dev.bonafide.fixtures.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void theRulesOfTheHouseHold() {
        HouseRules.check("dev.bonafide.logistics", "address", "order", "shipment", "tracking", "secrecy", "carrier.sf");
    }
}

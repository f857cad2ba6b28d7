package dev.bonafide.listing;

import dev.bonafide.fixtures.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void rules_are_plain_Java_and_nobody_but_the_clock_reads_the_time() {
        HouseRules.check("dev.bonafide.listing", "template", "listing", "photo", "snapshot", "search");
    }
}

package dev.bonafide.launcher.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsAreAsWideAsTheirWidestCellAndFiguresStandAtTheRight() {
        var lines = Table.headed("part", "state", "MB")
                .row("postgres", "ready", "65")
                .row("risk", "not ready", "203")
                .row("all", "", "268")
                .lines();

        assertThat(lines)
                .containsExactly(
                        "part       state       MB",
                        "postgres   ready        65",
                        "risk       not ready   203",
                        "all                    268");
    }

    @Test
    void aShortRowEndsEarly() {
        assertThat(Table.headed("part", "note").row("postgres").lines()).containsExactly("part       note", "postgres");
    }

    @Test
    void anEmptyTableHasNoLines() {
        assertThat(new Table().lines()).isEmpty();
    }
}

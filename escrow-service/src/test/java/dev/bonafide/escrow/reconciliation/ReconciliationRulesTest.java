package dev.bonafide.escrow.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.reconciliation.ReconciliationRules.Difference;
import dev.bonafide.escrow.reconciliation.ReconciliationRules.Outcome;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconciliationRulesTest {
    private static final Money LINE = Money.cny(300_000);
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    /** E-15: a single cent is found, and named. */
    @Test
    void aLineIsComparedWithTheProvidersWordAndWithTheLedger() {
        var cent = Money.cny(300_001);
        assertThat(compare(LINE, LINE, false)).isEqualTo(new Outcome.Matched());
        assertThat(ReconciliationRules.compare(LINE, null)).isEqualTo(new Outcome.MissingHere());
        assertThat(compare(cent, cent, false)).isEqualTo(new Outcome.Differing(Difference.AMOUNT, cent));
        assertThat(compare(Money.of(300_000, "USD"), LINE, false))
                .isEqualTo(new Outcome.Differing(Difference.CURRENCY, Money.of(300_000, "USD")));
        assertThat(compare(LINE, null, false)).isEqualTo(new Outcome.Differing(Difference.NOT_BOOKED, null));
        assertThat(compare(LINE, cent, false)).isEqualTo(new Outcome.Differing(Difference.BOOKED_OTHERWISE, cent));
        assertThat(compare(LINE, LINE, true)).isEqualTo(new Outcome.Differing(Difference.SAID_TWICE, LINE));
    }

    /** A day is the provider's, not ours. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-02T02:29:59Z, 2026-10-31", // 10:29:59 on the 2nd in Shanghai
        "2026-11-02T02:30:00Z, 2026-11-01",
        "2026-11-02T15:59:59Z, 2026-11-01",
        "2026-11-02T16:00:00Z, 2026-11-01", // midnight there
        "2026-11-03T02:30:00Z, 2026-11-02"
    })
    void theFileOfADayIsThereTheNextMorning(Instant now, LocalDate day) {
        assertThat(ReconciliationRules.dayReadyAt(now, LocalTime.of(10, 30), SHANGHAI))
                .isEqualTo(day);
    }

    @Test
    void whenADayIsOverAndItsFileThere() {
        var day = LocalDate.parse("2026-11-01");
        assertThat(ReconciliationRules.endOf(day, SHANGHAI)).isEqualTo("2026-11-01T16:00:00Z");
        assertThat(ReconciliationRules.readyAt(day, LocalTime.of(10, 30), SHANGHAI))
                .isEqualTo("2026-11-02T02:30:00Z");
        assertThat(ReconciliationRules.endOf(day, ZoneOffset.UTC)).isEqualTo("2026-11-02T00:00:00Z");
    }

    /** A file that is read twice is read once, and two equal lines in it are two. */
    @Test
    void aLineIsKnownByWhatItSays() {
        var at = Instant.parse("2026-11-01T10:00:00Z");
        var id = id("ref", LINE, at, 1);
        assertThat(id("ref", LINE, at, 1)).isEqualTo(id);
        assertThat(id("ref", LINE, at, 2)).isNotEqualTo(id);
        assertThat(id("other", LINE, at, 1)).isNotEqualTo(id);
        assertThat(id("ref", Money.cny(1), at, 1)).isNotEqualTo(id);
        assertThat(id("ref", LINE, at.plusMillis(1), 1)).isNotEqualTo(id);
    }

    private static UUID id(String reference, Money amount, Instant at, int number) {
        return FileLine.idOf("sandbox", Movement.Kind.PAYMENT, reference, amount, Money.cny(1), at, number);
    }

    private static Outcome compare(Money told, @Nullable Money booked, boolean taken) {
        return ReconciliationRules.compare(LINE, new Movement.Known(new UUID(0, 1), told, booked, taken));
    }
}

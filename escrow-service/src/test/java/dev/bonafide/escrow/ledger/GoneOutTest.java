package dev.bonafide.escrow.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoneOutTest {
    private static final UUID ORDER = new UUID(0, 1);
    private static final UUID SELLER = new UUID(0, 2);

    /** What others have paid, and what was made up for later, has not gone out of what was held. */
    @Test
    void theSumsAreThoseOfTheEndings() {
        var entries = List.of(
                entry(Fact.FUNDED, 1, Map.of(Part.TOTAL, 300_000L)),
                entry(
                        Fact.RELEASED,
                        2,
                        Map.of(Part.TOTAL, 100_000L, Part.SELLER, 80_000L, Part.RESERVE, 19_400L, Part.FEES, 600L)),
                entry(Fact.INSURER_PAID, 3, Map.of(Part.TOTAL, 50_000L)),
                entry(Fact.SPLIT, 4, Map.of(Part.TOTAL, 120_000L, Part.BUYER, 70_000L, Part.SELLER, 50_000L)),
                entry(Fact.REFUNDED, 5, Map.of(Part.TOTAL, 80_000L, Part.BUYER, 80_000L)),
                entry(Fact.CLAWED_BACK, 6, Map.of(Part.TOTAL, 10_000L, Part.SELLER, 10_000L)));
        assertThat(GoneOut.of(entries, Money.cny(0).currency())).isEqualTo(gone(150_000, 149_400, 600));
    }

    @Test
    void aReleaseThatWasTakenBackHasNotGoneOut() {
        var parts = Map.of(Part.TOTAL, 300_000L, Part.SELLER, 298_200L, Part.FEES, 1_800L);
        var entries = List.of(
                entry(Fact.RELEASED, 1, parts),
                entry(Fact.RELEASE_REVERSED, 2, parts),
                entry(Fact.REFUNDED, 3, Map.of(Part.TOTAL, 300_000L, Part.BUYER, 300_000L)));
        assertThat(GoneOut.of(entries, Money.cny(0).currency())).isEqualTo(gone(300_000, 0, 0));
    }

    /** E-13, AS-9: what was taken from the seller, or is owed for it, also to the pool, the seller has no more; what an insurer paid is another matter. */
    @Test
    void whatTheSellerHasIsLessWhatWasTaken() {
        var entries = List.of(
                entry(
                        Fact.SPLIT,
                        1,
                        Map.of(
                                Part.TOTAL,
                                300_000L,
                                Part.BUYER,
                                100_000L,
                                Part.SELLER,
                                159_040L,
                                Part.RESERVE,
                                39_760L,
                                Part.FEES,
                                1_200L)),
                entry(
                        Fact.CLAWED_BACK,
                        2,
                        Map.of(Part.TOTAL, 50_000L, Part.RESERVE, 20_000L, Part.RECEIVABLE, 30_000L)),
                entry(Fact.SELLER_INSURED, 3, Map.of(Part.TOTAL, 70_000L)),
                entry(Fact.SELLER_COMPENSATED, 4, Map.of(Part.TOTAL, 1_200L)));
        assertThat(GoneOut.leftWithSeller(entries, Map.of(), Money.cny(0).currency()))
                .isEqualTo(Money.cny(150_000));
        var advanced = new ArrayList<>(entries);
        advanced.add(entry(Fact.ADVANCE_CLAIMED, 5, Map.of(Part.TOTAL, 90_000L)));
        advanced.add(entry(Fact.ADVANCE_RECOVERED, 6, Map.of(Part.TOTAL, 40_000L, Part.SELLER, 40_000L)));
        assertThat(GoneOut.leftWithSeller(advanced, Map.of(), Money.cny(0).currency()))
                .isEqualTo(Money.cny(60_000));
        // An advance that was wrong is the seller's no longer, who has what was taken for it back.
        advanced.add(entry(Fact.ADVANCE_WRITTEN_OFF, 7, Map.of(Part.TOTAL, 50_000L)));
        assertThat(GoneOut.leftWithSeller(advanced, Map.of(), Money.cny(0).currency()))
                .isEqualTo(Money.cny(110_000));
        var all = new ArrayList<>(entries);
        all.add(entry(Fact.CHARGEBACK_LOST, 5, Map.of(Part.TOTAL, 151_000L, Part.RECEIVABLE, 151_000L)));
        assertThat(GoneOut.leftWithSeller(all, Map.of(), Money.cny(0).currency()))
                .isEqualTo(Money.cny(0));
    }

    /** Of 200 that a split has brought; debts are named by the fact that has opened them, and what was given up of them. */
    @ParameterizedTest(name = "owed {0}, of which {1} is given up: {2} left")
    @CsvSource({
        "'',                                       '',                                     200",
        "CLAWED_BACK 150,                          '',                                     50",
        "CLAWED_BACK 150,                          CLAWED_BACK 150,                        200",
        // Some of it had been repaid.
        "CLAWED_BACK 150,                          CLAWED_BACK 40,                         90",
        // A bank has taken one part of what was paid, and may take another.
        "CHARGEBACK_LOST 120,                      CHARGEBACK_LOST 100,                    180",
        "CLAWED_BACK 150 CHARGEBACK_LOST 50,       CHARGEBACK_LOST 50,                     50",
        "CLAWED_BACK 250,                          CLAWED_BACK 20,                         0",
        // What is owed for something else takes nothing of it, and brings nothing when it is given up.
        "FREIGHT_CHARGED 30,                       '',                                     200",
        "FREIGHT_CHARGED 30,                       FREIGHT_CHARGED 30,                     200",
        "CLAWED_BACK 150 FREIGHT_CHARGED 30,       FREIGHT_CHARGED 30,                     50",
        "CLAWED_BACK 150 FREIGHT_CHARGED 30,       CLAWED_BACK 150 FREIGHT_CHARGED 30,     200"
    })
    @DisplayName("E-12, E-13: a seller has been left with what was given up of a debt for the order's price")
    void whatIsGivenUpTheSellerIsLeftWith(String owed, String givenUp, long left) {
        var entries = new ArrayList<>(
                List.of(entry(Fact.SPLIT, 1, Map.of(Part.TOTAL, 300L, Part.BUYER, 100L, Part.SELLER, 200L))));
        debts(owed)
                .forEach((fact, amount) -> entries.add(entry(
                        fact,
                        2,
                        fact == Fact.FREIGHT_CHARGED
                                ? Map.of(Part.TOTAL, amount.amountMinor())
                                : Map.of(Part.TOTAL, amount.amountMinor(), Part.RECEIVABLE, amount.amountMinor()))));
        debts(givenUp)
                .forEach((_, amount) ->
                        entries.add(entry(Fact.RECEIVABLE_WRITTEN_OFF, 3, Map.of(Part.TOTAL, amount.amountMinor()))));
        assertThat(GoneOut.leftWithSeller(entries, debts(givenUp), Money.cny(0).currency()))
                .isEqualTo(Money.cny(left));
    }

    private static Map<Fact, Money> debts(String text) {
        var debts = new EnumMap<Fact, Money>(Fact.class);
        var words = text.split(" ");
        for (int i = 0; i + 1 < words.length; i += 2) {
            debts.put(Fact.valueOf(words[i]), Money.cny(Long.parseLong(words[i + 1])));
        }
        return debts;
    }

    /** What the platform has back of what it had borne it has kept of the hold, as it keeps a fee. */
    @Test
    void whatThePlatformHasBack() {
        var entries = List.of(entry(
                Fact.SPLIT,
                1,
                Map.of(Part.TOTAL, 300_000L, Part.BUYER, 199_000L, Part.FEES, 1_000L, Part.EXPENSE, 100_000L)));
        assertThat(GoneOut.of(entries, Money.cny(0).currency())).isEqualTo(gone(199_000, 0, 101_000));
    }

    private static Entry entry(Fact fact, int number, Map<Part, Long> minor) {
        var parts = new EnumMap<Part, Money>(Part.class);
        minor.forEach((part, amount) -> parts.put(part, Money.cny(amount)));
        return Fact.book(
                new UUID(1, number), new Occurrence(fact, ORDER, SELLER, new UUID(2, number), parts), Instant.EPOCH);
    }

    private static GoneOut gone(long buyer, long seller, long fees) {
        return new GoneOut(Money.cny(buyer), Money.cny(seller), Money.cny(fees));
    }
}

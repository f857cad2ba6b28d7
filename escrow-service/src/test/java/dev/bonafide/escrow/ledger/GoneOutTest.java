package dev.bonafide.escrow.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

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
        assertThat(GoneOut.leftWithSeller(entries, Money.cny(0).currency())).isEqualTo(Money.cny(150_000));
        var advanced = new ArrayList<>(entries);
        advanced.add(entry(Fact.ADVANCE_CLAIMED, 5, Map.of(Part.TOTAL, 90_000L)));
        advanced.add(entry(Fact.ADVANCE_RECOVERED, 6, Map.of(Part.TOTAL, 40_000L, Part.SELLER, 40_000L)));
        assertThat(GoneOut.leftWithSeller(advanced, Money.cny(0).currency())).isEqualTo(Money.cny(60_000));
        // An advance that was wrong is the seller's no longer, who has what was taken for it back.
        advanced.add(entry(Fact.ADVANCE_WRITTEN_OFF, 7, Map.of(Part.TOTAL, 50_000L)));
        assertThat(GoneOut.leftWithSeller(advanced, Money.cny(0).currency())).isEqualTo(Money.cny(110_000));
        var all = new ArrayList<>(entries);
        all.add(entry(Fact.CHARGEBACK_LOST, 5, Map.of(Part.TOTAL, 151_000L, Part.RECEIVABLE, 151_000L)));
        assertThat(GoneOut.leftWithSeller(all, Money.cny(0).currency())).isEqualTo(Money.cny(0));
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

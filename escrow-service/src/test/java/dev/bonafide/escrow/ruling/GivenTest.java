package dev.bonafide.escrow.ruling;

import static dev.bonafide.escrow.order.OrderSamples.ORDER;
import static dev.bonafide.escrow.order.OrderSamples.OTHER;
import static dev.bonafide.escrow.order.OrderSamples.TERMS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.ledger.Entry;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.escrow.order.Ruling;
import dev.bonafide.escrow.settlement.Hold;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** X-1, D-11: what the sides have of a hold of 3,000 yuan is what was booked; the seller's fee is 60 basis points. */
class GivenTest {
    private static final Hold HOLD = Hold.of(TERMS);

    @ParameterizedTest
    @CsvSource({
        // the ruling, what the entry gives: buyer, parts that need not be paid, seller less fees, fees; the legs
        "BUYER,           300000,      0,      0,      0, 300000:0:0",
        "BUYER,           100000, 200000,      0,      0, 300000:0:0",
        // Of the buyer's leg the insurer had made a third good: that is the seller's, without a fee.
        "BUYER,           200000,      0, 100000,      0, 200000:100000:0",
        // A bank had, and the platform has borne it.
        "BUYER,           150000,      0,      0, 150000, 150000:0:150000",
        "100000:150000:50000, 100000, 0, 149100,  50900, 100000:150000:50000",
        "200000:100000:0, 150000,      0,  99400,  50600, 150000:100000:50000",
    })
    void aHoldThatWasDivided(String outcome, long buyer, long futureParts, long seller, long fees, String legs) {
        var entry = split(buyer, futureParts, seller, fees);
        assertThat(Given.ofTheHold(HOLD, outcome(outcome), List.of(entry)))
                .isEqualTo(new Given(legs(legs), Money.cny(seller)));
    }

    @Test
    void aHoldThatIsTheSellers() {
        var parts = new EnumMap<Part, Money>(Part.class);
        parts.put(Part.TOTAL, Money.cny(300_000));
        parts.put(Part.SELLER, Money.cny(298_200));
        parts.put(Part.FEES, Money.cny(1_800));
        assertThat(Given.ofTheHold(HOLD, new Ruling.ForSeller(), List.of(entry(Fact.RELEASED, parts))))
                .isEqualTo(new Given(legs("0:300000:0"), Money.cny(298_200)));
    }

    /** What was moved stays moved, and what could not be moved stays where it was. */
    @ParameterizedTest
    @CsvSource({
        // before, the ruling, what the buyer may still have, what the insurer has paid the seller; the legs, the
        // seller's money
        "0:300000:0,      300000:0:0,      300000,      0, 300000:0:0,      0",
        "0:300000:0,      300000:0:0,      200000,      0, 200000:100000:0, 98200",
        "0:300000:0,      300000:0:0,           0,      0, 0:300000:0,      298200",
        "0:300000:0,      100000:200000:0, 300000,      0, 100000:200000:0, 198800",
        // The buyer keeps theirs, and the platform makes up for it.
        "300000:0:0,      0:300000:0,           0,      0, 300000:300000:0, 298200",
        "300000:0:0,      0:300000:0,           0, 100000, 300000:200000:0, 198200",
        "200000:100000:0, 300000:0:0,       50000,      0, 250000:50000:0,  49400",
        "100000:100000:100000, 150000:150000:0, 200000, 0, 150000:150000:0, 149100",
    })
    @DisplayName("D-11: after a later ruling the sides have what was moved, whatever was wished")
    void afterALaterRuling(String before, String wish, long left, long insured, String legs, long seller) {
        var given = Given.onTheTerms(HOLD, legs(before));
        var correction = Correction.of(HOLD, given, legs(wish), Money.cny(left));
        var compensated = Money.cny(Math.max(0, correction.toSeller().amountMinor() - insured));
        assertThat(given.after(HOLD, correction, legs(wish), compensated))
                .isEqualTo(new Given(legs(legs), Money.cny(seller)));
    }

    @Test
    @DisplayName("D-11: what the seller has so far is what the release has brought, less what was taken back of it")
    void soFar() {
        var legs = legs("200000:100000:0");
        assertThat(Given.soFar(HOLD, legs, List.of())).isEqualTo(new Given(legs, Money.cny(298_200)));
        var parts = new EnumMap<Part, Money>(Part.class);
        parts.put(Part.TOTAL, Money.cny(200_000));
        parts.put(Part.SELLER, Money.cny(150_000));
        parts.put(Part.RECEIVABLE, Money.cny(50_000));
        var clawedBack = entry(Fact.CLAWED_BACK, parts);
        assertThat(Given.soFar(HOLD, legs, List.of(clawedBack))).isEqualTo(new Given(legs, Money.cny(98_200)));
        // Where the hold was divided, nothing had been released before.
        assertThat(Given.soFar(HOLD, legs, List.of(split(200_000, 0, 100_000, 0))))
                .isEqualTo(new Given(legs, Money.cny(100_000)));
    }

    private static Entry split(long buyer, long futureParts, long seller, long fees) {
        var parts = new EnumMap<Part, Money>(Part.class);
        parts.put(Part.TOTAL, Money.cny(buyer + futureParts + seller + fees));
        parts.put(Part.BUYER, Money.cny(buyer));
        parts.put(Part.FUTURE_PARTS, Money.cny(futureParts));
        parts.put(Part.SELLER, Money.cny(seller));
        parts.put(Part.FEES, Money.cny(fees));
        parts.values().removeIf(Money::isZero);
        return entry(Fact.SPLIT, parts);
    }

    private static Entry entry(Fact fact, EnumMap<Part, Money> parts) {
        return Fact.book(UUID.randomUUID(), new Occurrence(fact, ORDER, OTHER, ORDER, parts), Instant.EPOCH);
    }

    private static Ruling outcome(String text) {
        return switch (text) {
            case "BUYER" -> new Ruling.ForBuyer();
            default -> new Ruling.Split(legs(text));
        };
    }

    private static Legs legs(String text) {
        var amounts = text.split(":", -1);
        return new Legs(
                Money.cny(Long.parseLong(amounts[0])),
                Money.cny(Long.parseLong(amounts[1])),
                Money.cny(Long.parseLong(amounts[2])));
    }
}

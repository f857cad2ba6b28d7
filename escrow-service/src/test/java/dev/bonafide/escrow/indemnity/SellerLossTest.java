package dev.bonafide.escrow.indemnity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.indemnity.ClaimOutcome.Paid;
import dev.bonafide.escrow.indemnity.ClaimOutcome.Refused;
import dev.bonafide.kit.money.Money;
import java.util.EnumMap;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** G-6: what a seller has lost whose item was lost on its way back. The price is 1000, the buyer has paid 1050. */
class SellerLossTest {
    private static final UUID ID = new UUID(0, 1);

    @ParameterizedTest(
            name = "refund {0}, ruling {1}, advance {2}, insurer {3}, bank {4}; had {5} and {6}; asked {7}: {8}")
    @CsvSource({
        // Nothing has gone back in the seller's place.
        "0,    0,    0,    0,    0,    0,   0,   500,  NOTHING_LOST",
        "0,    0,    0,    1050, 0,    0,   0,   500,  NOTHING_LOST",
        "0,    0,    0,    0,    1050, 0,   0,   500,  NOTHING_LOST",
        // At most the price, and what has gone back.
        "1050, 0,    0,    0,    0,    0,   0,   1200, 1000",
        "1050, 0,    0,    0,    0,    0,   0,   600,  600",
        "300,  0,    0,    0,    0,    0,   0,   600,  300",
        "0,    400,  0,    0,    0,    0,   0,   600,  400",
        "0,    0,    400,  0,    0,    0,   0,   600,  400",
        "300,  400,  0,    350,  0,    0,   0,   900,  700",
        // Less what others have made up for.
        "1050, 0,    0,    0,    0,    600, 0,   900,  400",
        "1050, 0,    0,    0,    0,    0,   600, 900,  400",
        "1050, 0,    0,    0,    0,    300, 600, 900,  100",
        "1050, 0,    0,    0,    0,    400, 600, 900,  by INSURER",
        "1050, 0,    0,    0,    0,    1000, 0,  900,  by RULING",
        "300,  0,    0,    0,    0,    1000, 0,  900,  by RULING"
    })
    @DisplayName("G-6: no loss of a seller is made good twice")
    void whatIsPaid(
            long refund,
            long ruling,
            long advance,
            long insurer,
            long bank,
            long compensated,
            long insured,
            long asked,
            String expected) {
        var drawn = new EnumMap<Source, Money>(Source.class);
        drawn.put(Source.REFUND, Money.cny(refund));
        drawn.put(Source.RULING, Money.cny(ruling));
        drawn.put(Source.ADVANCE, Money.cny(advance));
        drawn.put(Source.INSURER, Money.cny(insurer));
        drawn.put(Source.CHARGEBACK, Money.cny(bank));
        var loss = SellerLoss.of(
                Money.cny(1_000), new Indemnity(Money.cny(1_050), drawn), Money.cny(compensated), Money.cny(insured));
        var outcome = loss.decide(new SellerClaim(ID, ID, ID, ID, Money.cny(asked)));
        assertThat(
                        switch (outcome) {
                            case Paid(var amount, var _) -> Long.toString(amount.amountMinor());
                            case Refused(var refusal, var _, var by) -> by == null ? refusal.name() : "by " + by;
                        })
                .isEqualTo(expected);
        assertThat(outcome.left())
                .isEqualTo(
                        outcome instanceof Paid(var amount, var _) ? loss.left().minus(amount) : loss.left());
    }
}

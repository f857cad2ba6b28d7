package dev.bonafide.escrow.indemnity;

import static dev.bonafide.escrow.indemnity.Source.ADVANCE;
import static dev.bonafide.escrow.indemnity.Source.CHARGEBACK;
import static dev.bonafide.escrow.indemnity.Source.INSURER;
import static dev.bonafide.escrow.indemnity.Source.REFUND;
import static dev.bonafide.escrow.indemnity.Source.RULING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonafide.escrow.indemnity.Indemnity.Draw;
import dev.bonafide.escrow.indemnity.Indemnity.Shares;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.LedgerSamples;
import dev.bonafide.kit.money.Money;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class IndemnityTest {
    private static final Indemnity FRESH = new Indemnity(Money.cny(300), Map.of());

    static List<List<Source>> orders() {
        return List.of(
                List.of(INSURER, RULING, CHARGEBACK),
                List.of(INSURER, CHARGEBACK, RULING),
                List.of(RULING, INSURER, CHARGEBACK),
                List.of(RULING, CHARGEBACK, INSURER),
                List.of(CHARGEBACK, INSURER, RULING),
                List.of(CHARGEBACK, RULING, INSURER));
    }

    @DisplayName("E-11, AS-18: what was released of an order is no loss, and what had gone back of it leaves the rest")
    @ParameterizedTest(name = "of 300, {0} released, {1} gone back, {2} of the rest advanced: {3} left")
    @CsvSource({
        "0,   0,   0,   300",
        "100, 0,   0,   200",
        "100, 50,  0,   150",
        "100, 50,  40,  110",
        "100, 0,   200, 0",
        "200, 0,   150, 0",
        "250, 50,  0,   0"
    })
    void aboutWhatIsHeld(long released, long back, long advanced, long left) {
        var indemnity = FRESH.after(Source.REFUND, FRESH.draw(Money.cny(back)));
        indemnity = indemnity.after(ADVANCE, indemnity.draw(Money.cny(advanced)));
        assertThat(indemnity.about(Money.cny(300 - released - back)).left()).isEqualTo(Money.cny(left));
    }

    /** Each wants 200 of a loss of 300: together they make good 300, and only a bank may give more. */
    @DisplayName("AS-18: insurer, ruling and chargeback, in all six orders: paid once, the remainder right")
    @ParameterizedTest
    @MethodSource("orders")
    void paidOnceInEveryOrder(List<Source> order) {
        var indemnity = FRESH;
        var given = Money.cny(0);
        var beyond = Money.cny(0);
        for (var source : order) {
            var wish = Money.cny(200);
            var draw = source == CHARGEBACK
                    ? indemnity.drawByBank(wish, Money.cny(300))
                    : indemnity.draw(indemnity.share(wish).buyer());
            indemnity = indemnity.after(source, draw);
            given = given.plus(draw.amount());
            beyond = beyond.plus(draw.beyond());
        }
        assertThat(given).isEqualTo(Money.cny(300));
        assertThat(indemnity.isMadeGood()).isTrue();
        assertThat(beyond)
                .isEqualTo(Money.cny(
                        switch (order.indexOf(CHARGEBACK)) {
                            case 0 -> 0;
                            case 1 -> 100;
                            default -> 200;
                        }));
    }

    @ParameterizedTest
    @CsvSource({
        // drawn by the pool, drawn by a bank, wish: buyer, seller, platform
        "0, 0, 300, 300, 0, 0",
        "100, 0, 300, 200, 100, 0",
        "100, 0, 150, 150, 0, 0",
        "0, 100, 300, 200, 0, 100",
        "50, 100, 300, 150, 50, 100",
        "300, 0, 300, 0, 300, 0",
        "0, 300, 300, 0, 0, 300",
        "100, 100, 200, 100, 0, 100",
    })
    void whatIsHeldForALossMadeGoodIsTheirsWhoHaveBorneIt(
            long pool, long bank, long wish, long buyer, long seller, long platform) {
        var indemnity = new Indemnity(Money.cny(300), Map.of(ADVANCE, Money.cny(pool), CHARGEBACK, Money.cny(bank)));
        assertThat(indemnity.share(Money.cny(wish)))
                .isEqualTo(new Shares(Money.cny(buyer), Money.cny(seller), Money.cny(platform)));
    }

    @DisplayName("E-13: what a bank gives of a payment that had gone back is no loss, whatever is left of others")
    @ParameterizedTest(name = "{0} refunded of 300, {1} of the payment left, {2} pulled back: {3} lost, {4} beyond")
    @CsvSource({
        "0,   300, 300, 300, 0",
        "100, 200, 300, 200, 100",
        "100, 100, 100, 100, 0",
        "100, 0,   100, 0,   100",
        "100, 40,  100, 40,  60",
        "250, 100, 100, 50,  50"
    })
    void whatABankGives(long refunded, long ofPayment, long given, long lost, long beyond) {
        var indemnity = FRESH.after(REFUND, FRESH.draw(Money.cny(refunded)));
        assertThat(indemnity.drawByBank(Money.cny(given), Money.cny(ofPayment)))
                .isEqualTo(new Draw(Money.cny(lost), Money.cny(beyond)));
    }

    @Test
    void whoeverCanChooseGivesNoMoreThanIsLeft() {
        var indemnity = FRESH.after(INSURER, FRESH.draw(Money.cny(299)));
        assertThat(indemnity.draw(Money.cny(1))).isEqualTo(new Draw(Money.cny(1), Money.cny(0)));
        assertThatThrownBy(() -> indemnity.draw(Money.cny(2))).isInstanceOf(IllegalStateException.class);
        assertThat(indemnity.by()).contains(INSURER);
        assertThat(FRESH.by()).isEmpty();
        // Of two who have given the same it is not left to chance.
        for (var other : List.of(REFUND, RULING, ADVANCE, CHARGEBACK)) {
            var half = new Indemnity(Money.cny(300), Map.of(other, Money.cny(150), INSURER, Money.cny(150)));
            assertThat(half.by()).as(other.name()).contains(INSURER);
        }
        assertThatThrownBy(() -> new Indemnity(Money.cny(1), Map.of(ADVANCE, Money.cny(2))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A fact that gives a buyer money has somebody who gives it, and no other has. */
    @ParameterizedTest
    @EnumSource(Fact.class)
    void everyFactThatGivesHasASource(Fact fact) {
        var occurrence = LedgerSamples.occurrence(fact, UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        assertThat(IndemnityEffect.source(fact, true) != null)
                .isEqualTo(IndemnityEffect.given(occurrence).isPositive());
    }

    /** Of a loss of 300: what is left of it after others, and after a ruling that is about to give some. */
    @ParameterizedTest(name = "{0} made good, {1} approved, {2} bound, {3} may go back: {4} {5}")
    @CsvSource({
        "0,   300, 0,   300, 300,",
        "200, 300, 0,   300, 100,",
        "0,   120, 0,   300, 120,",
        "0,   300, 100, 300, 200,",
        "0,   300, 0,   50,  50,",
        "300, 1,   0,   300, 0,   ADVANCE",
        "0,   300, 300, 300, 0,   RULING",
        "200, 300, 100, 300, 0,   RULING"
    })
    void whatOfAClaimIsPaid(long drawn, long asked, long bound, long room, long paid, @Nullable Source by) {
        var indemnity = new Indemnity(Money.cny(300), Map.of(ADVANCE, Money.cny(drawn)));
        var id = new UUID(0, 1);
        var outcome = ClaimOutcome.of(
                new Claim(id, id, id, id, INSURER, Money.cny(asked)), indemnity, Money.cny(bound), Money.cny(room));
        var left = Money.cny(300 - drawn - paid);
        assertThat(outcome)
                .isEqualTo(
                        paid > 0
                                ? new ClaimOutcome.Paid(Money.cny(paid), left)
                                : new ClaimOutcome.Refused(ClaimOutcome.Refusal.ALREADY_INDEMNIFIED, left, by));
    }
}

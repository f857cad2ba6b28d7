package dev.bonafide.escrow.order;

import static dev.bonafide.escrow.order.Moves.moved;
import static dev.bonafide.escrow.order.OrderSamples.DISPUTE;
import static dev.bonafide.escrow.order.OrderSamples.DISPUTED;
import static dev.bonafide.escrow.order.OrderSamples.INSPECTION;
import static dev.bonafide.escrow.order.OrderSamples.NOON;
import static dev.bonafide.escrow.order.OrderSamples.OTHER;
import static dev.bonafide.escrow.order.OrderSamples.PARCEL;
import static dev.bonafide.escrow.order.OrderSamples.PARCEL_THERE;
import static dev.bonafide.escrow.order.OrderSamples.PAYMENT;
import static dev.bonafide.escrow.order.OrderSamples.REFUNDED;
import static dev.bonafide.escrow.order.OrderSamples.RELEASED;
import static dev.bonafide.escrow.order.OrderSamples.RULING;
import static dev.bonafide.escrow.order.OrderSamples.SHIPMENT;
import static dev.bonafide.escrow.order.OrderSamples.SHIPPED;
import static dev.bonafide.escrow.order.OrderSamples.hidden;
import static dev.bonafide.escrow.order.OrderSamples.split;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.order.Decision.AlreadyDone;
import dev.bonafide.escrow.order.Decision.Moved;
import dev.bonafide.escrow.order.Decision.Refused;
import dev.bonafide.escrow.order.OrderCommand.CarryOutRuling;
import dev.bonafide.escrow.order.OrderCommand.ConfirmDelivery;
import dev.bonafide.escrow.order.OrderCommand.ExtendFreeze;
import dev.bonafide.escrow.order.OrderCommand.Freeze;
import dev.bonafide.escrow.order.OrderCommand.Resume;
import dev.bonafide.escrow.order.OrderCommand.RevokeDelivery;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Disputes of an order as a whole: who may freeze it, until when, and what their end does. */
class DisputeRulesTest {
    @Test
    void aDisputeIsInTimeByWhenItWasOpenedAndNotByWhenItIsHeard() {
        var inTime = new Freeze(DISPUTE, NOON.minusMillis(1));
        var late = new Freeze(DISPUTE, NOON);
        var muchLater = NOON.plus(Duration.ofDays(1));

        assertThat(OrderRules.decide(INSPECTION, inTime, muchLater)).isEqualTo(Moved.to(DISPUTED));
        assertThat(OrderRules.decide(INSPECTION, late, NOON))
                .isEqualTo(new Refused.NotFreezable(FreezeRefusal.INSPECTION_OVER));
        var released = INSPECTION.acceptByTimer().release();
        assertThat(OrderRules.decide(released, late, muchLater))
                .isEqualTo(new Refused.NotFreezable(FreezeRefusal.INSPECTION_OVER));
        var taken = (Order.Disputed) moved(released, hidden(NOON.minusMillis(1), Grievance.VISIBLE), muchLater);
        assertThat(taken)
                .isEqualTo(new Order.Disputed(
                        INSPECTION.agreement(),
                        PAYMENT,
                        new Standstill(DISPUTE, NOON.minusMillis(1), false),
                        INSPECTION,
                        true));
        assertThat(OrderRules.decide(taken, new Resume(DISPUTE), muchLater)).isInstanceOf(Refused.WrongStage.class);
        // Some of it has gone: nothing is held, and what is left stays where it is.
        var claimed = (Order.Released) moved(released, inTime, muchLater);
        assertThat(claimed.isClaimedBy(DISPUTE)).isTrue();
        assertThat(OrderRules.decide(claimed, inTime, muchLater)).isEqualTo(new AlreadyDone(claimed));
        assertThat(OrderRules.decide(claimed, new Freeze(OTHER, NOON.minusMillis(1)), muchLater))
                .isEqualTo(new Refused.NotFreezable(FreezeRefusal.OTHER_DISPUTE_OPEN));
    }

    /** D-1: what a look does not show may be disputed for a while after the acceptance, to the instant. */
    @ParameterizedTest(name = "{0} opened {1} after the acceptance: {2}")
    @CsvSource({
        "VISIBLE,       PT0S,          ACCEPTED_BY_BUYER",
        "HIDDEN_DEFECT, PT0S,",
        "HIDDEN_DEFECT, PT167H59M59S,",
        "HIDDEN_DEFECT, PT168H,        HIDDEN_DEFECT_WINDOW_OVER",
        "COUNTERFEIT,   PT719H59M59S,",
        "COUNTERFEIT,   PT720H,        HIDDEN_DEFECT_WINDOW_OVER"
    })
    void aHiddenDefectMayBeDisputedAfterTheAcceptance(
            Grievance grievance, Duration after, @Nullable FreezeRefusal refusal) {
        var command = hidden(NOON.plus(after), grievance);
        var decision = OrderRules.decide(RELEASED, command, NOON.plus(Duration.ofDays(40)));
        if (refusal != null) {
            assertThat(decision).isEqualTo(new Refused.NotFreezable(refusal));
            return;
        }
        var claimed = (Order.Released) ((Moved) decision).to();
        assertThat(claimed.standstill()).isEqualTo(new Standstill(DISPUTE, NOON.plus(after), false));
        assertThat(Deadline.of(claimed, NOON.plus(after))).containsOnlyKeys(Deadline.FREEZE_AGE);
        var ruled = (Order.Released) moved(claimed, new CarryOutRuling(DISPUTE, RULING, new Ruling.ForBuyer()));
        assertThat(ruled.standstill()).isNull();
        assertThat(OrderRules.decide(ruled, new CarryOutRuling(DISPUTE, RULING, new Ruling.ForBuyer()), NOON))
                .isEqualTo(new AlreadyDone(ruled));
        assertThat(OrderRules.decide(ruled, new Freeze(OTHER, NOON), NOON))
                .isEqualTo(new Refused.NotFreezable(FreezeRefusal.RELEASED_BY_RULING));
    }

    /** E-13: a party has until the deadline, a bank as long as the money is held. */
    @Test
    void aBankFreezesWhatIsHeldAlthoughTheTimeToLookIsOver() {
        var over = INSPECTION.autoConfirmAt();
        assertThat(OrderRules.decide(INSPECTION, new Freeze(DISPUTE, over, FrozenBy.DISPUTE), over))
                .isEqualTo(new Refused.NotFreezable(FreezeRefusal.INSPECTION_OVER));
        assertThat(moved(INSPECTION, new Freeze(OTHER, over, FrozenBy.BANK), over))
                .isEqualTo(INSPECTION.freeze(OTHER, over));
    }

    /** D-1: whose loss is made good has nothing left to dispute. */
    @Test
    void aLossThatIsMadeGoodIsNotDisputed() {
        var command =
                new Freeze(DISPUTE, NOON.minusMillis(1), FrozenBy.DISPUTE, null, Grievance.HIDDEN_DEFECT, true, true);
        for (var order : List.of(
                SHIPPED, INSPECTION, RELEASED, INSPECTION.acceptByTimer().release())) {
            assertThat(OrderRules.decide(order, command, NOON))
                    .isEqualTo(new Refused.NotFreezable(FreezeRefusal.ALREADY_INDEMNIFIED));
        }
    }

    /** An order goes on when the last of those who freeze it has let it go; two people may let it wait longer once. */
    @Test
    void aFreezeOfSeveralAndOneThatLastsLonger() {
        var handedOver = moved(DISPUTED, new Resume(DISPUTE).whileFrozenFor(OTHER));
        assertThat(handedOver).isEqualTo(DISPUTED.with(new Standstill(OTHER, DISPUTED.since(), false)));
        assertThat(moved(handedOver, new Resume(OTHER)).stage()).isEqualTo(Stage.INSPECTION);

        var windows = OrderSamples.TERMS.windows().disputes();
        var ends = DISPUTED.since().plus(Duration.ofDays(60));
        assertThat(FreezeAge.expiresAt(DISPUTED.standstill(), windows)).isEqualTo(ends);
        var longer = (Order.Disputed) moved(DISPUTED, new ExtendFreeze());
        assertThat(FreezeAge.expiresAt(longer.standstill(), windows)).isEqualTo(ends.plus(Duration.ofDays(30)));
        assertThat(OrderRules.decide(longer, new ExtendFreeze(), NOON))
                .isEqualTo(new Refused.FreezeExtendedBefore(ends.plus(Duration.ofDays(30))));
    }

    /** Once, on the day on which it is due, or on the first on which anybody comes to it. */
    @ParameterizedTest
    @CsvSource({"52, 52, false", "53, 53, true", "54, 54, false", "53, 58, true", "50, 58, true", "54, 58, false"})
    void theWarningThatAFreezeEndsSoon(int day, int now, boolean warned) {
        var since = DISPUTED.since();
        assertThat(FreezeAge.isWarnedOn(
                        DISPUTED.standstill(),
                        OrderSamples.TERMS.windows().disputes(),
                        since.plus(Duration.ofDays(day)),
                        since.plus(Duration.ofDays(now))))
                .isEqualTo(warned);
    }

    @Test
    void onlyTheDisputeThatHoldsTheMoneyMovesIt() {
        assertThat(OrderRules.decide(DISPUTED, new Freeze(OTHER, NOON), NOON))
                .isEqualTo(new Refused.NotFreezable(FreezeRefusal.OTHER_DISPUTE_OPEN));
        assertThat(OrderRules.decide(DISPUTED, new CarryOutRuling(OTHER, RULING, new Ruling.ForBuyer()), NOON))
                .isEqualTo(new Refused.OtherDispute(OTHER));
        assertThat(OrderRules.decide(REFUNDED, new CarryOutRuling(DISPUTE, OTHER, new Ruling.ForSeller()), NOON))
                .isEqualTo(new Refused.OtherDispute(DISPUTE));
        var released = DISPUTED.releaseByRuling(RULING);
        assertThat(OrderRules.decide(released, new CarryOutRuling(DISPUTE, RULING, new Ruling.ForSeller()), NOON))
                .isEqualTo(new AlreadyDone(released));
    }

    /** E-5: any division of just what is held; the seller's fee is taken from the seller's leg alone. */
    @Test
    void aRulingMayDivideTheMoneyInAnyWayThatAddsUp() {
        assertThat(moved(DISPUTED, new CarryOutRuling(DISPUTE, RULING, split(1, 0, 299_999)))
                        .stage())
                .isEqualTo(Stage.PARTIALLY_REFUNDED);
        for (var wrong :
                List.of(split(100_000, 150_000, 50_001), split(0, 300_000, 0), split(300_000, 0, 0), split(1, 1, 1))) {
            assertThat(OrderRules.decide(DISPUTED, new CarryOutRuling(DISPUTE, RULING, wrong), NOON))
                    .isInstanceOf(Refused.NotADivision.class);
        }
    }

    /** A dispute that ends without a ruling gives every side the time that was left when it was opened. */
    @Test
    void theClockGoesOnFromWhereADisputeStoppedIt() {
        var twoDaysLater = NOON.plus(Duration.ofDays(2));
        assertThat(moved(DISPUTED, new Resume(DISPUTE), twoDaysLater))
                .isEqualTo(INSPECTION.later(Duration.ofDays(2).plusMillis(1)));
        assertThat(moved(SHIPPED.freeze(DISPUTE, NOON), new Resume(DISPUTE), twoDaysLater))
                .isEqualTo(new Order.Shipped(OrderSamples.AGREEMENT, PAYMENT, PARCEL, twoDaysLater));
        assertThat(OrderRules.decide(DISPUTED, new Resume(OTHER), NOON)).isEqualTo(new Refused.OtherDispute(OTHER));
    }

    /** The parcel travels on while a dispute holds the money; resumed, the order stands where the parcel is. */
    @Test
    void aDisputedOrderHearsWhatBecomesOfItsParcel() {
        var disputed = SHIPPED.freeze(DISPUTE, NOON);
        var delivered = moved(disputed, new ConfirmDelivery(PARCEL_THERE, NOON));
        assertThat(delivered).isEqualTo(disputed.know(SHIPPED.deliver(PARCEL_THERE, NOON, NOON)));
        var revoked = moved(delivered, new RevokeDelivery(new Parcel(SHIPMENT, 5)));
        assertThat(revoked.stage()).isEqualTo(Stage.DISPUTED);
        assertThat(moved(revoked, new Resume(DISPUTE)).stage()).isEqualTo(Stage.SHIPPED);
        assertThat(OrderRules.decide(disputed, new ConfirmDelivery(new Parcel(OTHER, 1), NOON), NOON))
                .isEqualTo(new Refused.OtherShipment(SHIPMENT, OTHER));
    }
}

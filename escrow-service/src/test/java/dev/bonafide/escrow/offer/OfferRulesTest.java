package dev.bonafide.escrow.offer;

import static dev.bonafide.escrow.order.OrderSamples.BUYER;
import static dev.bonafide.escrow.order.OrderSamples.INSPECTION;
import static dev.bonafide.escrow.order.OrderSamples.NOON;
import static dev.bonafide.escrow.order.OrderSamples.ORDER;
import static dev.bonafide.escrow.order.OrderSamples.RELEASED;
import static dev.bonafide.escrow.order.OrderSamples.SELLER;
import static dev.bonafide.escrow.order.OrderSamples.SHIPPED;
import static dev.bonafide.escrow.order.OrderSamples.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.offer.RefundOffer.Reply;
import dev.bonafide.escrow.offer.RefundOffer.Status;
import dev.bonafide.escrow.order.Actor;
import dev.bonafide.escrow.order.Decision.Refused.AboveHeld;
import dev.bonafide.escrow.order.Decision.Refused.InspectionOver;
import dev.bonafide.escrow.order.Decision.Refused.NotAParty;
import dev.bonafide.escrow.order.Decision.Refused.NothingAsked;
import dev.bonafide.escrow.order.Decision.Refused.OtherCurrency;
import dev.bonafide.escrow.order.Decision.Refused.WrongStage;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferRulesTest {
    private static final Instant BEFORE = NOON.minusMillis(1);
    private static final Money SOME = Money.cny(30_000);

    @ParameterizedTest(name = "an offer of the seller that is {0}, answered {2} by the {1}: {3}")
    @CsvSource({
        "OPEN,       BUYER,  AGREE,   Agreed",
        "OPEN,       BUYER,  DECLINE, Declined",
        "OPEN,       SELLER, AGREE,   Own",
        "OPEN,       SELLER, DECLINE, Own",
        "AGREED,     BUYER,  AGREE,   AlreadyDone",
        "AGREED,     BUYER,  DECLINE, Closed",
        "DECLINED,   BUYER,  DECLINE, AlreadyDone",
        "DECLINED,   BUYER,  AGREE,   Closed",
        "SUPERSEDED, BUYER,  AGREE,   Closed",
        "SUPERSEDED, BUYER,  DECLINE, Closed",
        "SUPERSEDED, SELLER, AGREE,   Own"
    })
    void theOtherSideAnswersAnOpenOfferOnce(Status status, Actor by, Reply reply, String outcome) {
        var answer = OfferRules.answer(INSPECTION, offer(status), 1, by == Actor.BUYER ? BUYER : SELLER, reply, BEFORE);

        assertThat(answer.getClass().getSimpleName()).isEqualTo(outcome);
    }

    @Test
    void eachSideMayOfferWhatThereIsWhileTheBuyerLooksAtTheItem() {
        assertThat(OfferRules.make(INSPECTION, BUYER, Money.cny(300_000), 3, BEFORE))
                .isEqualTo(new OfferDecision.Made(
                        new RefundOffer(ORDER, 3, Actor.BUYER, Money.cny(300_000), Status.OPEN, BEFORE, null)));
        assertThat(OfferRules.make(INSPECTION, SELLER, Money.cny(1), 1, BEFORE)).isInstanceOf(OfferDecision.Made.class);

        assertThat(refusal(INSPECTION, SELLER, Money.cny(300_001), BEFORE))
                .isEqualTo(new AboveHeld(Money.cny(300_000), Money.cny(300_001)));
        assertThat(refusal(INSPECTION, SELLER, Money.cny(0), BEFORE)).isEqualTo(new NothingAsked());
        assertThat(refusal(INSPECTION, SELLER, Money.of(1, "USD"), BEFORE)).isInstanceOf(OtherCurrency.class);
        assertThat(refusal(INSPECTION, STRANGER, SOME, BEFORE)).isEqualTo(new NotAParty(STRANGER));
        assertThat(refusal(INSPECTION, BUYER, SOME, NOON)).isEqualTo(new InspectionOver(NOON));
        for (var order : new Order[] {SHIPPED, RELEASED}) {
            assertThat(refusal(order, BUYER, SOME, BEFORE)).isInstanceOf(WrongStage.class);
            assertThat(refusal(order, STRANGER, SOME, BEFORE)).isEqualTo(new NotAParty(STRANGER));
        }
    }

    /** An offer binds nobody once the inspection is over: silence has accepted then. */
    @Test
    void anOfferLapsesWithTheInspection() {
        assertThat(OfferRules.answer(INSPECTION, offer(Status.OPEN), 1, BUYER, Reply.AGREE, NOON))
                .isEqualTo(new OfferDecision.Refused.ByOrder(new InspectionOver(NOON)));
        assertThat(OfferRules.answer(RELEASED, offer(Status.OPEN), 1, BUYER, Reply.AGREE, NOON))
                .isInstanceOf(OfferDecision.Refused.ByOrder.class);
        assertThat(OfferRules.answer(INSPECTION, null, 7, BUYER, Reply.AGREE, BEFORE))
                .isEqualTo(new OfferDecision.Refused.Unknown(7));
        assertThat(OfferRules.answer(INSPECTION, null, 7, STRANGER, Reply.AGREE, BEFORE))
                .isEqualTo(new OfferDecision.Refused.ByOrder(new NotAParty(STRANGER)));
    }

    private static Object refusal(Order order, UUID by, Money amount, Instant now) {
        return ((OfferDecision.Refused.ByOrder) OfferRules.make(order, by, amount, 1, now)).refusal();
    }

    private static RefundOffer offer(Status status) {
        return new RefundOffer(ORDER, 1, Actor.SELLER, SOME, status, BEFORE, status == Status.OPEN ? null : BEFORE);
    }
}

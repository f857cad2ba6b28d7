package dev.bonafide.escrow.offer;

import dev.bonafide.escrow.offer.OfferDecision.Agreed;
import dev.bonafide.escrow.offer.OfferDecision.AlreadyDone;
import dev.bonafide.escrow.offer.OfferDecision.Declined;
import dev.bonafide.escrow.offer.OfferDecision.Made;
import dev.bonafide.escrow.offer.OfferDecision.Refused;
import dev.bonafide.escrow.offer.RefundOffer.Reply;
import dev.bonafide.escrow.offer.RefundOffer.Status;
import dev.bonafide.escrow.order.Decision.Refused.NotAParty;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.OrderRules;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Offers while the buyer looks at the item: each side has one open, and the other side's word makes it binding. */
public final class OfferRules {
    private OfferRules() {}

    /** One side proposes an amount. */
    public static OfferDecision make(Order order, UUID by, Money amount, int number, Instant now) {
        var refusal = OrderRules.mayNotRefund(order, by, amount, now);
        if (refusal != null) {
            return new Refused.ByOrder(refusal);
        }
        var agreement = order.agreement();
        var side = agreement.sideOf(by).orElseThrow();
        return new Made(new RefundOffer(agreement.orderId(), number, side, amount, Status.OPEN, now, null));
    }

    /** The other side answers. That the order can still end so, it is asked when they agree. */
    public static OfferDecision answer(
            Order order, @Nullable RefundOffer offer, int number, UUID by, Reply reply, Instant now) {
        var side = order.agreement().sideOf(by);
        if (side.isEmpty()) {
            return new Refused.ByOrder(new NotAParty(by));
        }
        if (offer == null) {
            return new Refused.Unknown(number);
        }
        if (side.get() == offer.by()) {
            return new Refused.Own(number);
        }
        var wanted = reply == Reply.AGREE ? Status.AGREED : Status.DECLINED;
        if (offer.status() == wanted) {
            return new AlreadyDone(offer);
        }
        if (offer.status() != Status.OPEN) {
            return new Refused.Closed(number, offer.status());
        }
        var refusal = OrderRules.mayNotRefund(order, by, offer.amount(), now);
        if (refusal != null) {
            return new Refused.ByOrder(refusal);
        }
        var answered = offer.answered(wanted, now);
        return switch (reply) {
            case AGREE -> new Agreed(answered);
            case DECLINE -> new Declined(answered);
        };
    }
}

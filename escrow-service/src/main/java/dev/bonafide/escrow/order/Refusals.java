package dev.bonafide.escrow.order;

import dev.bonafide.escrow.order.Decision.Refused;
import dev.bonafide.escrow.order.Decision.Refused.NotAParty;
import dev.bonafide.escrow.order.Decision.Refused.NotTheBuyer;
import dev.bonafide.escrow.order.Decision.Refused.WrongStage;
import dev.bonafide.escrow.order.Order.Accepted;
import dev.bonafide.escrow.order.Order.AwaitingPayment;
import dev.bonafide.escrow.order.Order.Disputed;
import dev.bonafide.escrow.order.Order.Ended;
import dev.bonafide.escrow.order.Order.Funded;
import dev.bonafide.escrow.order.Order.Inspection;
import dev.bonafide.escrow.order.Order.Placed;
import dev.bonafide.escrow.order.Order.Shipped;
import dev.bonafide.escrow.order.OrderCommand.Name;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** Refusals that commands of every kind share. */
final class Refusals {
    private Refusals() {}

    /** Not at this stage, and what would do something here. */
    static WrongStage wrong(OrderCommand asked, Order order) {
        return wrong(asked.name(), order);
    }

    static WrongStage wrong(Name asked, Order order) {
        return new WrongStage(asked, order.stage(), allowedAt(order));
    }

    /** The caller is not the buyer; a stranger is told no more than that. */
    static Refused notTheBuyer(Order order, UUID caller) {
        return order.agreement().sideOf(caller).isPresent() ? new NotTheBuyer(caller) : new NotAParty(caller);
    }

    /** The commands that would do something at this stage. */
    static Set<Name> allowedAt(Order order) {
        return switch (order) {
            case Placed _ ->
                EnumSet.of(
                        Name.CONFIRM_RESERVATION,
                        Name.REFUSE_RESERVATION,
                        Name.TAKE_VERDICT,
                        Name.GIVE_UP_WAITING,
                        Name.CANCEL);
            case AwaitingPayment _ ->
                EnumSet.of(Name.TAKE_VERDICT, Name.CONFIRM_PAYMENT, Name.EXPIRE_UNPAID, Name.CANCEL);
            case Funded _ ->
                EnumSet.of(
                        Name.ANNOUNCE_SHIPMENT,
                        Name.CONFIRM_DISPATCH,
                        Name.EXPIRE_UNSHIPPED,
                        Name.CONFIRM_DELIVERY,
                        Name.REVOKE_DELIVERY,
                        Name.CANCEL);
            case Shipped _ ->
                EnumSet.of(Name.CONFIRM_DELIVERY, Name.REVOKE_DELIVERY, Name.EXPIRE_UNDELIVERED, Name.FREEZE);
            case Inspection o -> {
                var allowed = EnumSet.of(
                        Name.REVOKE_DELIVERY, Name.ACCEPT, Name.AUTO_CONFIRM, Name.AGREE_REFUND, Name.FREEZE);
                if (!o.extended()) {
                    allowed.add(Name.EXTEND_INSPECTION);
                }
                yield allowed;
            }
            case Disputed _ -> EnumSet.of(Name.REVOKE_DELIVERY, Name.RESUME, Name.CARRY_OUT_RULING);
            case Accepted _, Ended _ -> EnumSet.noneOf(Name.class);
        };
    }
}

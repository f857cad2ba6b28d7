package dev.bonafide.escrow.order;

import dev.bonafide.escrow.order.Decision.Refused;
import dev.bonafide.escrow.order.Decision.Refused.NotAParty;
import dev.bonafide.escrow.order.Decision.Refused.NotTheBuyer;
import dev.bonafide.escrow.order.Decision.Refused.NotTheSeller;
import dev.bonafide.escrow.order.Decision.Refused.WrongStage;
import dev.bonafide.escrow.order.OrderCommand.Name;
import java.util.UUID;

/** Refusals that commands of every kind share. */
final class Refusals {
    private Refusals() {}

    /** Not at this stage, and what would do something here. */
    static WrongStage wrong(OrderCommand asked, Order order) {
        return wrong(asked.name(), order);
    }

    static WrongStage wrong(Name asked, Order order) {
        return new WrongStage(asked, order.stage(), AllowedCommands.at(order));
    }

    /** The caller is not the seller; a stranger is told no more than that. */
    static Refused notTheSeller(Order order, UUID caller) {
        return order.agreement().sideOf(caller).isPresent() ? new NotTheSeller(caller) : new NotAParty(caller);
    }

    /** The caller is not the buyer; a stranger is told no more than that. */
    static Refused notTheBuyer(Order order, UUID caller) {
        return order.agreement().sideOf(caller).isPresent() ? new NotTheBuyer(caller) : new NotAParty(caller);
    }
}

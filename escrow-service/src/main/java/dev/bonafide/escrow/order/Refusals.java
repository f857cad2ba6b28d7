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

    /** Not at this stage, and what would do something here: a person is told what that person may do. */
    static WrongStage wrong(OrderCommand asked, Order order) {
        return asked instanceof OrderCommand.ByPerson person
                ? wrong(asked.name(), order, person.by())
                : new WrongStage(asked.name(), order.stage(), AllowedCommands.at(order));
    }

    /** The same for a person who asks by another way than a command. */
    static WrongStage wrong(Name asked, Order order, UUID by) {
        return new WrongStage(asked, order.stage(), AllowedCommands.to(order, by));
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

package dev.bonafide.escrow.consumers;

import dev.bonafide.escrow.desk.order.RefusalCodes;
import dev.bonafide.escrow.desk.ruling.RulingDesk;
import dev.bonafide.escrow.events.heard.DisputeHeard.LegV1;
import dev.bonafide.escrow.events.heard.DisputeHeard.RuledV1;
import dev.bonafide.escrow.events.heard.DisputeHeard.StepDueV1;
import dev.bonafide.escrow.order.Decision.Refused.UnknownOrder;
import dev.bonafide.escrow.order.Ruling;
import dev.bonafide.escrow.ruling.RulingMoney;
import dev.bonafide.escrow.ruling.RulingMoney.Ask;
import dev.bonafide.escrow.ruling.RulingMoney.Refused;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.escrow.store.ParkedFacts;
import dev.bonafide.kit.inbox.ReceivedEvent;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What the dispute service says of the money of a ruling: all at once, or step by step. */
@ApplicationScoped
class RulingFacts {
    private final RulingDesk desk;
    private final ParkedFacts parked;

    RulingFacts(RulingDesk desk, ParkedFacts parked) {
        this.desk = desk;
        this.parked = parked;
    }

    /** A ruling with a plan moves money when its steps are due, one without moves it now. */
    Uni<Void> ruled(Mutiny.Session session, ReceivedEvent<RuledV1> event) {
        var told = event.data();
        if (told.planVersion() != null) {
            return Uni.createFrom().voidItem();
        }
        Ruling outcome = switch (told.outcome()) {
            case BUYER -> new Ruling.ForBuyer();
            case SELLER -> new Ruling.ForSeller();
        };
        var ask = new Ask(told.rulingId(), told.disputeId(), told.orderId(), 1, outcome, null);
        // Nobody plans anew after a refusal, so a person must.
        return desk.carryOut(session, ask)
                .chain(money -> money == null || money instanceof Refused
                        ? park(session, event, told.orderId(), money)
                        : Uni.createFrom().voidItem());
    }

    /** One step of a plan; those of others are passed over. */
    Uni<Void> stepDue(Mutiny.Session session, ReceivedEvent<StepDueV1> event) {
        var told = event.data();
        var legs = told.legs();
        return switch (told.step()) {
            case "FIX_MONEY" ->
                legs == null
                        ? parked.park(
                                session, event.type(), event.id(), told.orderId(), "LEGS_MISSING", told.toString())
                        : desk.fix(session, ask(told, legs), told.stepId())
                                .chain(money -> parkIfUnknown(session, event, told.orderId(), money));
            case "MOVE_MONEY" ->
                desk.move(session, ask(told, legs == null ? List.of() : legs), told.stepId())
                        .chain(money -> parkIfUnknown(session, event, told.orderId(), money));
            default -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> parkIfUnknown(
            Mutiny.Session session, ReceivedEvent<?> event, UUID orderId, @Nullable RulingMoney money) {
        return money == null
                ? park(session, event, orderId, null)
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> park(Mutiny.Session session, ReceivedEvent<?> event, UUID orderId, @Nullable RulingMoney money) {
        return parked.park(
                session,
                event.type(),
                event.id(),
                orderId,
                money instanceof Refused refused
                        ? refused.refusal().name()
                        : RefusalCodes.of(new UnknownOrder(orderId)),
                String.valueOf(money));
    }

    private static Ask ask(StepDueV1 told, List<LegV1> legs) {
        var currency =
                legs.isEmpty() ? "CNY" : legs.getFirst().amount().currency().getCurrencyCode();
        var buyer = sum(legs, LegV1.Party.BUYER, currency);
        var seller = sum(legs, LegV1.Party.SELLER, currency);
        var platform = sum(legs, LegV1.Party.PLATFORM, currency);
        return new Ask(
                told.rulingId(),
                told.disputeId(),
                told.orderId(),
                told.planVersion(),
                outcome(new Legs(buyer, seller, platform)),
                legs.isEmpty() ? null : buyer.plus(seller).plus(platform));
    }

    /** What goes to one side alone is theirs on the terms of the order, fees and all. */
    private static Ruling outcome(Legs legs) {
        if (legs.isDivided()) {
            return new Ruling.Split(legs);
        }
        return legs.buyer().isPositive() ? new Ruling.ForBuyer() : new Ruling.ForSeller();
    }

    private static Money sum(List<LegV1> legs, LegV1.Party party, String currency) {
        return legs.stream()
                .filter(leg -> leg.party() == party)
                .map(LegV1::amount)
                .reduce(Money.of(0, currency), Money::plus);
    }
}

package dev.bonafide.escrow.consumers;

import dev.bonafide.escrow.advance.Advance;
import dev.bonafide.escrow.advance.PoolRefusal;
import dev.bonafide.escrow.desk.advance.AdvanceDesk;
import dev.bonafide.escrow.events.heard.AdvanceHeard;
import dev.bonafide.escrow.store.ParkedFacts;
import dev.bonafide.kit.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** What the dispute service says of buyers who are to be compensated at once. */
@ApplicationScoped
class AdvanceFacts {
    private final AdvanceDesk desk;
    private final ParkedFacts parked;

    AdvanceFacts(AdvanceDesk desk, ParkedFacts parked) {
        this.desk = desk;
        this.parked = parked;
    }

    Uni<Void> approved(Mutiny.Session session, ReceivedEvent<AdvanceHeard.ApprovedV1> event) {
        var told = event.data();
        var ask = new Advance.Ask(
                told.advanceId(),
                told.disputeId(),
                told.orderId(),
                told.buyerId(),
                told.sellerId(),
                told.rulingId(),
                told.amount(),
                told.cause());
        return desk.decide(session, ask).chain(advance -> {
            // The same id for something else, or an order we do not know so: two services disagree, a person must look.
            var disagrees = !advance.ask().equals(ask) || advance.refusals().contains(PoolRefusal.ORDER_DIFFERS);
            return disagrees
                    ? parked.park(
                            session, event.type(), event.id(), told.orderId(), "ADVANCE_DIFFERS", advance.toString())
                    : Uni.createFrom().voidItem();
        });
    }

    Uni<Void> voided(Mutiny.Session session, ReceivedEvent<AdvanceHeard.VoidedV1> event) {
        var told = event.data();
        return desk.find(session, told.advanceId())
                .chain(advance -> advance != null && advance.ask().orderId().equals(told.orderId())
                        ? desk.voidBy(session, advance, told.rulingId()).replaceWithVoid()
                        : parked.park(
                                session, event.type(), event.id(), told.orderId(), "ADVANCE_UNKNOWN", told.toString()));
    }
}

package dev.bonafide.escrow.consumers;

import dev.bonafide.escrow.desk.order.ReturnDesk;
import dev.bonafide.escrow.desk.payment.Carried;
import dev.bonafide.escrow.events.heard.ReturnHeard;
import dev.bonafide.escrow.events.heard.ReturnHeard.Cause;
import dev.bonafide.escrow.order.OrderCommand.FollowReturn;
import dev.bonafide.kit.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** What the logistics service says of returns. Those that somebody has decided on move no money by themselves. */
@ApplicationScoped
class ReturnFacts {
    private final ReturnDesk desk;
    private final ToldOrders orders;

    ReturnFacts(ReturnDesk desk, ToldOrders orders) {
        this.desk = desk;
        this.orders = orders;
    }

    Uni<Void> accepted(Mutiny.Session session, ReceivedEvent<ReturnHeard.AcceptedV1> event) {
        return told(
                session,
                event,
                told -> desk.accepted(session, told.orderId(), told.returnId(), told.at(), told.deliveredAt()));
    }

    Uni<Void> dispatched(Mutiny.Session session, ReceivedEvent<ReturnHeard.DispatchedV1> event) {
        return told(
                session,
                event,
                told -> desk.followed(session, told.orderId(), new FollowReturn(told.returnId(), false, told.at())));
    }

    Uni<Void> delivered(Mutiny.Session session, ReceivedEvent<ReturnHeard.DeliveredV1> event) {
        return told(
                session,
                event,
                told -> desk.followed(
                        session, told.orderId(), new FollowReturn(told.returnId(), true, told.deliveredAt())));
    }

    Uni<Void> cleared(Mutiny.Session session, ReceivedEvent<ReturnHeard.ClearedV1> event) {
        return told(
                session,
                event,
                told -> desk.cleared(session, told.orderId(), told.returnId(), told.deduction(), told.freight()));
    }

    Uni<Void> doubted(Mutiny.Session session, ReceivedEvent<ReturnHeard.DoubtedV1> event) {
        return told(session, event, told -> desk.doubted(session, told.orderId(), told.returnId(), told.at()));
    }

    Uni<Void> expired(Mutiny.Session session, ReceivedEvent<ReturnHeard.ExpiredV1> event) {
        return told(session, event, told -> desk.expired(session, told.orderId(), told.returnId()));
    }

    Uni<Void> lost(Mutiny.Session session, ReceivedEvent<ReturnHeard.LostV1> event) {
        return told(session, event, told -> desk.lost(session, told.orderId(), told.returnId()));
    }

    private <T extends ReturnHeard> Uni<Void> told(
            Mutiny.Session session, ReceivedEvent<T> event, Function<T, Uni<Carried>> act) {
        var told = event.data();
        return told.cause() == Cause.NO_REASON
                ? act.apply(told).chain(carried -> orders.parkIfRefused(session, event, told.orderId(), carried))
                : Uni.createFrom().voidItem();
    }
}

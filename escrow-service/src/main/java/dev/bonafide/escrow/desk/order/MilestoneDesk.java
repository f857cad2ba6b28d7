package dev.bonafide.escrow.desk.order;

import dev.bonafide.escrow.desk.chargeback.ChargebackDesk;
import dev.bonafide.escrow.desk.payment.Carried;
import dev.bonafide.escrow.events.said.OrderEvent.ReminderDueV1;
import dev.bonafide.escrow.order.Decision;
import dev.bonafide.escrow.order.InMilestones;
import dev.bonafide.escrow.order.MilestoneState;
import dev.bonafide.escrow.order.OrderCommand.AutoConfirmMilestone;
import dev.bonafide.escrow.order.OrderCommand.DeliverMilestone;
import dev.bonafide.escrow.store.MilestoneRows;
import dev.bonafide.escrow.store.Orders;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Milestones of an order: what their seller and time say of each. Everything happens under the lock of the order. */
@ApplicationScoped
public class MilestoneDesk {
    private final OrderDesk desk;
    private final Orders orders;
    private final MilestoneRows milestones;
    private final ChargebackDesk chargebacks;
    private final OrderNews news;
    private final Clock clock;

    MilestoneDesk(
            OrderDesk desk,
            Orders orders,
            MilestoneRows milestones,
            ChargebackDesk chargebacks,
            OrderNews news,
            Clock clock) {
        this.desk = desk;
        this.orders = orders;
        this.milestones = milestones;
        this.chargebacks = chargebacks;
        this.news = news;
        this.clock = clock;
    }

    /** The seller says that a milestone is done. If a bank has pulled the payment back, there is now something to freeze. */
    public Uni<Carried> deliver(
            Mutiny.Session session, UUID orderId, UUID by, int number, @Nullable Long expectedVersion) {
        return desk.carryOut(session, orderId, new DeliverMilestone(by, number), expectedVersion)
                .chain(carried -> carried.decision() instanceof Decision.Moved
                        ? chargebacks.sent(session, orderId).replaceWith(carried)
                        : Uni.createFrom().item(carried));
    }

    /** Nobody has spoken about a milestone in time; nothing if there is none of that id. */
    public Uni<Void> confirm(Mutiny.Session session, UUID milestoneId) {
        return milestones
                .find(session, milestoneId)
                .chain(place -> place == null
                        ? Uni.createFrom().voidItem()
                        : desk.carryOut(session, place.orderId(), new AutoConfirmMilestone(place.number()))
                                .replaceWithVoid());
    }

    /** Reminds both sides that silence will soon accept a milestone; nothing if it no longer waits for the buyer. */
    public Uni<Void> remind(Mutiny.Session session, UUID milestoneId, ReminderDueV1.Kind kind) {
        return milestones
                .find(session, milestoneId)
                .chain(place -> place == null
                        ? Uni.createFrom().voidItem()
                        : orders.lock(session, place.orderId())
                                .chain(stored -> stored != null
                                                && stored.order() instanceof InMilestones order
                                                && order.milestones().state(place.number())
                                                        instanceof MilestoneState.Delivered delivered
                                        ? remind(session, order, milestoneId, delivered, kind)
                                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> remind(
            Mutiny.Session session,
            InMilestones order,
            UUID milestoneId,
            MilestoneState.Delivered delivered,
            ReminderDueV1.Kind kind) {
        var now = clock.instant();
        var a = order.agreement();
        return news.say(
                session,
                List.of(new ReminderDueV1(
                        a.orderId(), a.buyerId(), a.sellerId(), milestoneId, kind, delivered.autoConfirmAt(), now)),
                now);
    }
}

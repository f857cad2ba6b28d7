package dev.bonafide.escrow.desk.order;

import dev.bonafide.escrow.desk.payment.Carried;
import dev.bonafide.escrow.events.said.OrderEvent.ReturnRefusedV1;
import dev.bonafide.escrow.order.Decision;
import dev.bonafide.escrow.order.Decision.Refused.NotReturnable;
import dev.bonafide.escrow.order.FrozenBy;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.OrderCommand;
import dev.bonafide.escrow.order.OrderCommand.CloseReturn;
import dev.bonafide.escrow.order.OrderCommand.ExpireReturn;
import dev.bonafide.escrow.order.OrderCommand.FollowReturn;
import dev.bonafide.escrow.order.OrderCommand.Freeze;
import dev.bonafide.escrow.order.OrderCommand.Resume;
import dev.bonafide.escrow.order.OrderCommand.StartReturn;
import dev.bonafide.escrow.order.ReturnOutcome;
import dev.bonafide.escrow.order.ReturnState.Over;
import dev.bonafide.escrow.order.Returning;
import dev.bonafide.escrow.store.OrderFreezes;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Returns without a reason. While one is under way nothing accepts the order; what comes of the item decides about the money. What
 * is doubted keeps the money from moving as a dispute does, under the id of the return, until it is cleared or a dispute takes over.
 */
@ApplicationScoped
public class ReturnDesk {
    private final Orders orders;
    private final OrderDesk desk;
    private final OrderFreezes freezes;
    private final LateReturnMoney money;
    private final OrderNews news;
    private final Clock clock;

    ReturnDesk(
            Orders orders, OrderDesk desk, OrderFreezes freezes, LateReturnMoney money, OrderNews news, Clock clock) {
        this.orders = orders;
        this.desk = desk;
        this.freezes = freezes;
        this.money = money;
        this.news = news;
        this.clock = clock;
    }

    /** The buyer may send the item back; says why not if the order cannot be returned. */
    public Uni<Carried> accepted(
            Mutiny.Session session, UUID orderId, UUID returnId, Instant acceptedAt, Instant deliveredAt) {
        return orders.knowsReturn(session, orderId, returnId)
                .chain(known ->
                        desk.carryOut(session, orderId, new StartReturn(returnId, acceptedAt, deliveredAt, known)))
                .call(carried -> carried.decision() instanceof NotReturnable
                        ? refuse(session, carried, returnId)
                        : money.follow(session, carried));
    }

    /** It is on its way, or has come. */
    public Uni<Carried> followed(Mutiny.Session session, UUID orderId, FollowReturn command) {
        return desk.carryOut(session, orderId, command).call(carried -> money.follow(session, carried));
    }

    /** Nobody has told in time how it goes on. */
    public Uni<Void> untold(Mutiny.Session session, UUID orderId) {
        return desk.carryOut(session, orderId, new ExpireReturn()).chain(carried -> money.follow(session, carried));
    }

    /** It came back as it should: the buyer has the money, less what is kept. */
    public Uni<Carried> cleared(
            Mutiny.Session session, UUID orderId, UUID returnId, @Nullable Money deduction, @Nullable Money freight) {
        return close(session, orderId, returnId, new ReturnOutcome.Cleared(deduction, freight));
    }

    /** The carrier has lost it, which is not the buyer's loss. */
    public Uni<Carried> lost(Mutiny.Session session, UUID orderId, UUID returnId) {
        return close(session, orderId, returnId, new ReturnOutcome.Lost());
    }

    /** It was not sent: the inspection goes on. */
    public Uni<Carried> expired(Mutiny.Session session, UUID orderId, UUID returnId) {
        return close(session, orderId, returnId, new ReturnOutcome.Expired());
    }

    /** What came back may be something else: nobody has the money until that is settled. */
    public Uni<Carried> doubted(Mutiny.Session session, UUID orderId, UUID returnId, Instant at) {
        return followed(session, orderId, new FollowReturn(returnId, true, at))
                .call(carried -> doubt(session, order(carried), returnId, at));
    }

    private Uni<Void> doubt(Mutiny.Session session, @Nullable Order order, UUID returnId, Instant at) {
        if (order instanceof Returning back && back.returnId().equals(returnId)) {
            return carryOut(session, back.agreement().orderId(), new Freeze(returnId, at, FrozenBy.RETURN));
        }
        if (order instanceof Order.Released released && released.isGoingBack() && isOf(released, returnId)) {
            var orderId = released.agreement().orderId();
            return released.claim() == null
                    ? carryOut(session, orderId, new Freeze(returnId, at, FrozenBy.RETURN))
                    : Uni.createFrom().voidItem();
        }
        // Whoever has the say may let it go: then it is still doubted.
        return order instanceof Order.Disputed frozen && isDoubtable(frozen, returnId)
                ? freezes.add(session, frozen.agreement().orderId(), returnId, FrozenBy.RETURN, at)
                : Uni.createFrom().voidItem();
    }

    private Uni<Carried> close(Mutiny.Session session, UUID orderId, UUID returnId, ReturnOutcome outcome) {
        return desk.carryOut(session, orderId, new CloseReturn(returnId, outcome))
                .call(carried -> order(carried) instanceof Order.Disputed frozen && isOver(frozen, returnId)
                        ? letGo(session, orderId, returnId, frozen)
                        : closeLate(session, orderId, returnId, carried));
    }

    /** What had been released is the buyer's, unless a party disputes what has come back. */
    private Uni<Void> closeLate(Mutiny.Session session, UUID orderId, UUID returnId, Carried carried) {
        var doubted = order(carried) instanceof Order.Released released
                && released.isClaimedBy(returnId)
                && carried.decision() instanceof Decision.Moved;
        return doubted
                ? desk.carryOut(session, orderId, new Resume(returnId)).chain(resumed -> money.follow(session, resumed))
                : money.follow(session, carried);
    }

    /** It is doubted no longer. */
    private Uni<Void> letGo(Mutiny.Session session, UUID orderId, UUID returnId, Order.Disputed frozen) {
        return frozen.dispute().equals(returnId)
                ? carryOut(session, orderId, new Resume(returnId))
                : freezes.end(session, orderId, returnId, clock.instant());
    }

    private Uni<Void> carryOut(Mutiny.Session session, UUID orderId, OrderCommand command) {
        return desk.carryOut(session, orderId, command).replaceWithVoid();
    }

    private Uni<Void> refuse(Mutiny.Session session, Carried carried, UUID returnId) {
        if (!(order(carried) instanceof Order order) || !(carried.decision() instanceof NotReturnable(var reason))) {
            return Uni.createFrom().voidItem();
        }
        var a = order.agreement();
        var now = clock.instant();
        return news.say(
                session,
                List.of(new ReturnRefusedV1(a.orderId(), returnId, a.buyerId(), a.sellerId(), reason.name(), now)),
                now);
    }

    private static boolean isDoubtable(Order.Disputed frozen, UUID returnId) {
        return frozen.before() instanceof Returning back
                && back.returnId().equals(returnId)
                && !(back.state() instanceof Over);
    }

    private static boolean isOf(Order.Released released, UUID returnId) {
        var back = released.back();
        return back != null && back.returnId().equals(returnId);
    }

    private static boolean isOver(Order.Disputed frozen, UUID returnId) {
        return frozen.before() instanceof Returning back
                && back.returnId().equals(returnId)
                && back.state() instanceof Over;
    }

    private static @Nullable Order order(Carried carried) {
        var stored = carried.order();
        return stored == null ? null : stored.order();
    }
}

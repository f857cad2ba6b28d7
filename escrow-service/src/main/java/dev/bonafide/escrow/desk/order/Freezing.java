package dev.bonafide.escrow.desk.order;

import dev.bonafide.escrow.desk.ruling.SellerClaimDesk;
import dev.bonafide.escrow.events.said.OrderEvent;
import dev.bonafide.escrow.events.said.OrderEvent.FrozenV1;
import dev.bonafide.escrow.order.FrozenBy;
import dev.bonafide.escrow.order.MilestoneState;
import dev.bonafide.escrow.order.Milestones;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.OrderCommand;
import dev.bonafide.escrow.order.OrderCommand.Freeze;
import dev.bonafide.escrow.order.OrderCommand.Resume;
import dev.bonafide.escrow.order.Standstill;
import dev.bonafide.escrow.store.OrderFreezes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the list of those who freeze an order, or one milestone of it, in step with its stage, in the transaction that moves it. The
 * order knows the one who has the say; here are the others, so that it goes on only when the last of them has let it go.
 */
@ApplicationScoped
public class Freezing {
    private final OrderFreezes freezes;
    private final SellerClaimDesk claims;

    Freezing(OrderFreezes freezes, SellerClaimDesk claims) {
        this.freezes = freezes;
        this.claims = claims;
    }

    /** The command as it is for an order that others may freeze as well. */
    Uni<OrderCommand> completed(Mutiny.Session session, Order order, OrderCommand command) {
        if (!(command instanceof Resume resume) || !(order instanceof Order.Disputed)) {
            return Uni.createFrom().item(command);
        }
        return freezes.standing(session, order.agreement().orderId())
                .map(standing -> standing.stream()
                        .filter(cause -> !cause.equals(resume.dispute()))
                        .findFirst()
                        .map(resume::whileFrozenFor)
                        .orElse(resume));
    }

    /** The events of a step, those that say that somebody freezes the order with who that is. */
    Uni<List<OrderEvent>> named(Mutiny.Session session, List<OrderEvent> events, OrderCommand command) {
        var named = Uni.createFrom().item(events);
        for (var event : events) {
            if (event instanceof FrozenV1 frozen && frozen.by() == null) {
                named = named.chain(all -> by(session, frozen, command)
                        .map(by -> by == null
                                ? all
                                : all.stream()
                                        .map(each -> each == frozen ? frozen.by(by) : each)
                                        .toList()));
            }
        }
        return named;
    }

    /** Whoever freezes it now, or has frozen it beside another who has let it go. */
    private Uni<@Nullable FrozenBy> by(Mutiny.Session session, FrozenV1 frozen, OrderCommand command) {
        return command instanceof Freeze freeze && freeze.dispute().equals(frozen.disputeId())
                ? Uni.createFrom().item(freeze.by())
                : freezes.by(session, frozen.orderId(), frozen.disputeId());
    }

    /** Follows a step of the order, also for those who wait until it is settled who has its money. */
    Uni<Void> follow(Mutiny.Session session, Order from, Order to, OrderCommand command, Instant now) {
        return followMilestones(session, from, to, now)
                .chain(() -> followWhole(session, from, to, command, now))
                .chain(() -> claims.follow(session, from, to, now));
    }

    private Uni<Void> followWhole(Mutiny.Session session, Order from, Order to, OrderCommand command, Instant now) {
        if (from.standstill() == null && to.standstill() == null) {
            return Uni.createFrom().voidItem();
        }
        var order = to.agreement().orderId();
        if (to.standstill() == null && !(to instanceof Order.Underway)) {
            return freezes.endAll(session, order, now);
        }
        if (command instanceof Freeze freeze && freeze.milestone() == null) {
            var since = Objects.requireNonNull(to.standstill()).since();
            return freezes.add(session, order, freeze.dispute(), freeze.by(), since);
        }
        return command instanceof Resume resume
                ? freezes.end(session, order, resume.dispute(), now)
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> followMilestones(Mutiny.Session session, Order from, Order to, Instant now) {
        var before = frozen(from);
        var after = frozen(to);
        var order = to.agreement().orderId();
        Uni<Void> followed = Uni.createFrom().voidItem();
        for (var was : before.entrySet()) {
            if (!after.containsKey(was.getKey())) {
                followed = followed.chain(
                        () -> freezes.end(session, order, was.getValue().cause(), now));
            }
        }
        for (var is : after.entrySet()) {
            if (!before.containsKey(is.getKey())) {
                followed = followed.chain(() -> freezes.add(
                        session,
                        order,
                        is.getKey(),
                        is.getValue().cause(),
                        is.getValue().since()));
            }
        }
        return followed;
    }

    private static Map<UUID, Standstill> frozen(Order order) {
        var frozen = new HashMap<UUID, Standstill>();
        for (var at : Milestones.frozenOf(order)) {
            if (at.state() instanceof MilestoneState.Frozen(var freeze, var _)) {
                frozen.put(at.milestone().id(), freeze);
            }
        }
        return frozen;
    }
}

package dev.bonafide.escrow.desk.ruling;

import dev.bonafide.escrow.desk.order.Deadlines;
import dev.bonafide.escrow.desk.order.OrderDesk;
import dev.bonafide.escrow.desk.order.RefusalCodes;
import dev.bonafide.escrow.events.said.FreezeEvent;
import dev.bonafide.escrow.order.Claim;
import dev.bonafide.escrow.order.Deadline;
import dev.bonafide.escrow.order.Decision.Refused;
import dev.bonafide.escrow.order.FreezeAge;
import dev.bonafide.escrow.order.Milestone;
import dev.bonafide.escrow.order.MilestoneClaim;
import dev.bonafide.escrow.order.MilestoneClaimRules;
import dev.bonafide.escrow.order.MilestoneState;
import dev.bonafide.escrow.order.Milestones;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.OrderCommand.ExtendFreeze;
import dev.bonafide.escrow.order.OrderRules;
import dev.bonafide.escrow.order.Standstill;
import dev.bonafide.escrow.store.Chargebacks;
import dev.bonafide.escrow.store.MilestoneClaims;
import dev.bonafide.escrow.store.MilestoneRows;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.ParkedFacts;
import dev.bonafide.escrow.terms.DisputeWindows;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.outbox.OutgoingEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Lets freezes age, by a timer of our own, so that no hold depends on anybody else's being alive: each day it is said, and at the
 * ceiling the buyer has the money back.
 */
@ApplicationScoped
public class FreezeDesk {
    private final Orders orders;
    private final OrderDesk desk;
    private final MilestoneRows milestones;
    private final MilestoneClaims claims;
    private final Chargebacks chargebacks;
    private final RulingDesk rulings;
    private final Deadlines deadlines;
    private final ParkedFacts parked;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    FreezeDesk(
            Orders orders,
            OrderDesk desk,
            MilestoneRows milestones,
            MilestoneClaims claims,
            Chargebacks chargebacks,
            RulingDesk rulings,
            Deadlines deadlines,
            ParkedFacts parked,
            Outbox outbox,
            Ids ids,
            Clock clock) {
        this.orders = orders;
        this.desk = desk;
        this.milestones = milestones;
        this.claims = claims;
        this.chargebacks = chargebacks;
        this.rulings = rulings;
        this.deadlines = deadlines;
        this.parked = parked;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A freeze of an order, or of one milestone of it.
     *
     * @param milestone the one that is frozen; null for what is left of the order
     * @param accepted whether it had been accepted, so that nothing of it is held
     */
    private record Frozen(
            Order order, Standstill freeze, @Nullable Milestone milestone, boolean accepted) {

        /** The freeze of the whole order; null if there is none. */
        static @Nullable Frozen of(Order order) {
            var freeze = order.standstill();
            return freeze == null ? null : new Frozen(order, freeze, null, false);
        }

        /** The freeze of that milestone; null if there is none. */
        static @Nullable Frozen of(Order order, int number) {
            for (var at : Milestones.frozenOf(order)) {
                if (at.milestone().number() == number
                        && at.state() instanceof MilestoneState.Frozen(var freeze, var _)) {
                    return new Frozen(order, freeze, at.milestone(), false);
                }
            }
            return null;
        }

        /** The claim about that milestone, which had been accepted. */
        static Frozen ofClaim(Order order, Standstill claim, int number) {
            return new Frozen(order, claim, order.agreement().milestones().get(number - 1), true);
        }

        DisputeWindows windows() {
            return FreezeDesk.windows(order);
        }

        @Nullable
        Integer number() {
            return milestone == null ? null : milestone.number();
        }

        /** What was released is not held any more. */
        Money held() {
            if (milestone != null && !accepted) {
                return milestone.hold().total();
            }
            return milestone == null && order instanceof Order.Disputed frozen
                    ? frozen.before().held().total()
                    : Money.zero(order.agreement().terms().price().currency());
        }
    }

    /** The freeze of an order is a day older, on that day; nothing if it has ended. */
    public Uni<Void> age(Mutiny.Session session, UUID orderId, Instant day) {
        return orders.lock(session, orderId)
                .chain(stored ->
                        stored == null ? Uni.createFrom().voidItem() : age(session, Frozen.of(stored.order()), day));
    }

    /** The freeze of a milestone is a day older, on that day; nothing if it has ended. */
    public Uni<Void> ageOfMilestone(Mutiny.Session session, UUID milestoneId, Instant day) {
        return milestones
                .find(session, milestoneId)
                .chain(place -> place == null
                        ? Uni.createFrom().voidItem()
                        : orders.lock(session, place.orderId())
                                .chain(stored -> stored == null
                                        ? Uni.createFrom().voidItem()
                                        : frozen(session, stored.order(), milestoneId, place.number())
                                                .chain(frozen -> age(session, frozen, day))));
    }

    /** The freeze of a milestone, or the open claim about one that had been accepted. */
    private Uni<@Nullable Frozen> frozen(Mutiny.Session session, Order order, UUID milestoneId, int number) {
        var frozen = Frozen.of(order, number);
        return frozen != null
                ? Uni.createFrom().item(frozen)
                : claims.about(session, milestoneId)
                        .map(claim -> claim == null || claim.claim().ruling() != null
                                ? null
                                : Frozen.ofClaim(order, claim.claim().standstill(), number));
    }

    private Uni<Void> age(Mutiny.Session session, @Nullable Frozen frozen, Instant day) {
        if (frozen == null) {
            return Uni.createFrom().voidItem();
        }
        var now = clock.instant();
        var isExpired = FreezeAge.isExpired(frozen.freeze(), frozen.windows(), now);
        if (!isExpired && !FreezeAge.isWarnedOn(frozen.freeze(), frozen.windows(), day, now)) {
            return olderStill(session, frozen, now);
        }
        return isOfABank(session, frozen.freeze()).chain(bank -> {
            // A bank decides in a time of its own, and has the money meanwhile.
            if (bank) {
                return olderStill(session, frozen, now);
            }
            return isExpired
                    ? expire(session, frozen, now)
                    : warn(session, frozen, now).chain(() -> olderStill(session, frozen, now));
        });
    }

    /** Why a freeze of an order, or of one milestone by its number, cannot be let last longer; null if it can. */
    public Uni<@Nullable Refused> mayNotExtend(Mutiny.Session session, UUID orderId, @Nullable Integer milestone) {
        return orders.find(session, orderId).chain(stored -> {
            if (stored == null) {
                return Uni.createFrom().item(new Refused.UnknownOrder(orderId));
            }
            var order = stored.order();
            return openClaim(session, order, milestone)
                    .map(claim -> claim == null
                            ? mayNotExtend(order, milestone)
                            : MilestoneClaimRules.mayNotExtend(claim, windows(order)));
        });
    }

    private @Nullable Refused mayNotExtend(Order order, @Nullable Integer milestone) {
        return OrderRules.decide(order, new ExtendFreeze(milestone), clock.instant()) instanceof Refused refused
                ? refused
                : null;
    }

    /** Two people let a freeze last longer, of an order or of one milestone by its number; a code if it cannot. */
    public Uni<@Nullable String> extend(Mutiny.Session session, UUID orderId, @Nullable Integer milestone) {
        return orders.lock(session, orderId).chain(stored -> {
            if (stored == null || milestone == null) {
                return extendFreeze(session, orderId, milestone);
            }
            var order = stored.order();
            return openClaim(session, order, milestone)
                    .chain(claim -> claim == null
                            ? extendFreeze(session, orderId, milestone)
                            : extendClaim(session, order, milestone, claim));
        });
    }

    private Uni<@Nullable String> extendFreeze(Mutiny.Session session, UUID orderId, @Nullable Integer milestone) {
        return desk.carryOut(session, orderId, new ExtendFreeze(milestone)).chain(carried -> {
            if (carried.decision() instanceof Refused refused) {
                return Uni.createFrom().item(RefusalCodes.of(refused));
            }
            var order = Objects.requireNonNull(carried.order()).order();
            var frozen = milestone == null ? Frozen.of(order) : Frozen.of(order, milestone);
            return tellExtended(session, Objects.requireNonNull(frozen)).map(_ -> null);
        });
    }

    private Uni<@Nullable String> extendClaim(Mutiny.Session session, Order order, int number, Claim claim) {
        var refusal = MilestoneClaimRules.mayNotExtend(claim, windows(order));
        if (refusal != null) {
            return Uni.createFrom().item(RefusalCodes.of(refusal));
        }
        var longer = MilestoneClaimRules.extended(claim).standstill();
        return claims.extend(session, longer.cause())
                .chain(() -> tellExtended(session, Frozen.ofClaim(order, longer, number)))
                .map(_ -> null);
    }

    /** The open claim about a milestone that had been accepted. */
    private Uni<@Nullable Claim> openClaim(Mutiny.Session session, Order order, @Nullable Integer number) {
        return number == null
                ? Uni.createFrom().nullItem()
                : claims.ofOrder(session, order.agreement().orderId())
                        .map(all -> all.stream()
                                .filter(each -> each.number() == number)
                                .map(MilestoneClaim::claim)
                                .filter(claim -> claim.ruling() == null)
                                .findFirst()
                                .orElse(null));
    }

    private static DisputeWindows windows(Order order) {
        return order.agreement().terms().windows().disputes();
    }

    private Uni<Void> tellExtended(Mutiny.Session session, Frozen frozen) {
        var a = frozen.order().agreement();
        var freeze = frozen.freeze();
        var now = clock.instant();
        return say(
                session,
                new FreezeEvent.ExtendedV1(
                        a.orderId(),
                        freeze.cause(),
                        a.buyerId(),
                        a.sellerId(),
                        frozen.number(),
                        freeze.since(),
                        FreezeAge.expiresAt(freeze, frozen.windows()),
                        now),
                now);
    }

    /** It will soon end by itself: those are told who can still do something about it. */
    private Uni<Void> warn(Mutiny.Session session, Frozen frozen, Instant now) {
        var a = frozen.order().agreement();
        var freeze = frozen.freeze();
        var expiresAt = FreezeAge.expiresAt(freeze, frozen.windows());
        return parked.park(
                        session,
                        "freeze",
                        freeze.cause(),
                        a.orderId(),
                        "FREEZE_ENDS_SOON",
                        "Frozen since " + freeze.since() + "; unless somebody decides, the buyer has the money at "
                                + expiresAt)
                .chain(() -> say(
                        session,
                        new FreezeEvent.EndsSoonV1(
                                a.orderId(),
                                freeze.cause(),
                                a.buyerId(),
                                a.sellerId(),
                                frozen.number(),
                                frozen.held(),
                                freeze.since(),
                                expiresAt,
                                !freeze.extended(),
                                now),
                        now));
    }

    private Uni<Void> olderStill(Mutiny.Session session, Frozen frozen, Instant now) {
        var a = frozen.order().agreement();
        var freeze = frozen.freeze();
        var days = Math.toIntExact(Duration.between(freeze.since(), now).toDays());
        return say(
                        session,
                        new FreezeEvent.AgeingV1(
                                a.orderId(),
                                freeze.cause(),
                                a.buyerId(),
                                a.sellerId(),
                                frozen.number(),
                                frozen.held(),
                                freeze.since(),
                                days,
                                FreezeAge.expiresAt(freeze, frozen.windows()),
                                now),
                        now)
                .chain(() -> tomorrow(session, frozen, now));
    }

    private Uni<Void> tomorrow(Mutiny.Session session, Frozen frozen, Instant now) {
        var milestone = frozen.milestone();
        var dueAt = FreezeAge.nextDay(frozen.freeze(), now);
        return milestone == null
                ? deadlines.again(
                        session, Deadline.FREEZE_AGE, frozen.order().agreement().orderId(), dueAt)
                : deadlines.again(session, Deadline.MILESTONE_FREEZE_AGE, milestone.id(), dueAt);
    }

    private Uni<Void> expire(Mutiny.Session session, Frozen frozen, Instant now) {
        var a = frozen.order().agreement();
        var freeze = frozen.freeze();
        var ruling = ids.next();
        return say(
                        session,
                        new FreezeEvent.ExpiredV1(
                                a.orderId(),
                                freeze.cause(),
                                ruling,
                                a.buyerId(),
                                a.sellerId(),
                                frozen.number(),
                                freeze.since(),
                                now),
                        now)
                .chain(() -> rulings.expire(session, frozen.order(), freeze, ruling));
    }

    private Uni<Void> say(Mutiny.Session session, FreezeEvent event, Instant now) {
        return outbox.append(session, new OutgoingEvent(FreezeEvent.TOPIC, event.orderId(), event.type(), event, now))
                .replaceWithVoid();
    }

    private Uni<Boolean> isOfABank(Mutiny.Session session, Standstill freeze) {
        return chargebacks
                .find(session, freeze.cause())
                .map(bank -> bank != null && bank.status().isOpen());
    }
}

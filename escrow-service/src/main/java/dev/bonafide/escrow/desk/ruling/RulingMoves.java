package dev.bonafide.escrow.desk.ruling;

import dev.bonafide.escrow.desk.order.OrderDesk;
import dev.bonafide.escrow.desk.seller.Earnings;
import dev.bonafide.escrow.ledger.Entry;
import dev.bonafide.escrow.order.Decision;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.OrderCommand.CarryOutRuling;
import dev.bonafide.escrow.ruling.Given;
import dev.bonafide.escrow.ruling.Matter;
import dev.bonafide.escrow.ruling.RulingMoney.Fixed;
import dev.bonafide.escrow.ruling.RulingMoney.Settled;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.escrow.store.Ledger;
import dev.bonafide.escrow.store.RulingMoneys;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Moves money that is fixed, and writes down what the sides have of it since: what the ledger says, which may be less than was fixed.
 * The order must be locked.
 */
@ApplicationScoped
class RulingMoves {
    private final OrderDesk desk;
    private final RulingMoneys moneys;
    private final RulingCorrections corrections;
    private final MilestoneClaimDesk claims;
    private final Earnings earnings;
    private final Ledger ledger;
    private final Clock clock;

    RulingMoves(
            OrderDesk desk,
            RulingMoneys moneys,
            RulingCorrections corrections,
            MilestoneClaimDesk claims,
            Earnings earnings,
            Ledger ledger,
            Clock clock) {
        this.desk = desk;
        this.moneys = moneys;
        this.corrections = corrections;
        this.claims = claims;
        this.earnings = earnings;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Divides what is held, so that the order ends, or the milestone that it is about. Of the buyer's leg the buyer has what nobody else
     * has made good by now, whoever has.
     */
    Uni<Settled> divide(Mutiny.Session session, Fixed fixed, Matter matter) {
        var ask = fixed.ask();
        var ruled = new CarryOutRuling(ask.disputeId(), ask.rulingId(), ask.outcome());
        return ledger.ofOrder(session, ask.orderId())
                .chain(before -> desk.carryOut(session, ask.orderId(), ruled)
                        .chain(carried -> switch (carried.decision()) {
                            case Decision.Moved _ ->
                                since(session, ask.orderId(), before)
                                        .chain(entries -> settle(
                                                session,
                                                fixed,
                                                Given.ofTheHold(matter.hold(), ask.outcome(), entries)
                                                        .legs(),
                                                entries));
                            // Nobody else can use what is fixed, and its legs are those of the hold.
                            case Decision.AlreadyDone _, Decision.Refused _ ->
                                throw new IllegalStateException(
                                        "What is fixed is divided: " + fixed + ", " + carried.decision());
                        }));
    }

    /** Writes down that there was nothing left to move: the order has ended without it. */
    Uni<Settled> nothing(Mutiny.Session session, Fixed fixed) {
        return settle(session, fixed, Legs.nothing(fixed.held().currency()), List.of());
    }

    /**
     * Makes up the difference to what the sides have, where nothing is held any more.
     *
     * @param legs what they have so far
     */
    Uni<Settled> correct(Mutiny.Session session, Fixed fixed, Legs legs, Order order, Matter matter) {
        var orderId = fixed.ask().orderId();
        return ledger.ofOrder(session, orderId)
                .chain(before -> moneys.entriesAbout(session, orderId, matter.milestone())
                        .map(rulings -> Given.soFar(matter.hold(), legs, only(rulings, before)))
                        .chain(given -> corrections.correct(session, fixed, given, order, matter))
                        .call(() -> endClaim(session, fixed, order, matter))
                        .chain(after -> since(session, orderId, before)
                                .chain(entries -> settle(session, fixed, after.legs(), entries))));
    }

    private Uni<Settled> settle(Mutiny.Session session, Fixed fixed, Legs given, List<Entry> entries) {
        return moneys.settle(
                session, fixed, given, entries.stream().map(Entry::entryId).toList(), clock.instant());
    }

    private Uni<List<Entry>> since(Mutiny.Session session, UUID orderId, List<Entry> before) {
        var known = new HashSet<>(before.stream().map(Entry::entryId).toList());
        return ledger.ofOrder(session, orderId)
                .map(all -> all.stream()
                        .filter(entry -> !known.contains(entry.entryId()))
                        .toList());
    }

    private static List<Entry> only(List<UUID> ids, List<Entry> entries) {
        var wanted = new HashSet<>(ids);
        return entries.stream()
                .filter(entry -> wanted.contains(entry.entryId()))
                .toList();
    }

    /** What was claimed is decided: what is left of the seller's earnings is theirs. */
    private Uni<Void> endClaim(Mutiny.Session session, Fixed fixed, Order order, Matter matter) {
        var ask = fixed.ask();
        if (matter instanceof Matter.AcceptedMilestone(var accepted)) {
            return claims.decided(session, ask.orderId(), accepted.id(), ask.disputeId(), ask.rulingId());
        }
        if (!(order instanceof Order.Released released) || !released.isClaimedBy(ask.disputeId())) {
            return Uni.createFrom().voidItem();
        }
        return desk.carryOut(session, ask.orderId(), new CarryOutRuling(ask.disputeId(), ask.rulingId(), ask.outcome()))
                .chain(() -> earnings.unblock(session, ask.orderId(), ask.disputeId()))
                .chain(() -> {
                    // Nothing more comes of an item on its way back.
                    var back = released.back();
                    return back == null
                            ? Uni.createFrom().voidItem()
                            : earnings.unblock(session, ask.orderId(), back.returnId());
                });
    }
}

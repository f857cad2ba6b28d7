package dev.bonafide.escrow.desk.advance;

import dev.bonafide.escrow.advance.Advance;
import dev.bonafide.escrow.advance.Advance.Ask;
import dev.bonafide.escrow.advance.PoolRefusal;
import dev.bonafide.escrow.advance.PoolRules;
import dev.bonafide.escrow.advance.PoolRules.Situation;
import dev.bonafide.escrow.config.PoolConfig;
import dev.bonafide.escrow.desk.ledger.Books;
import dev.bonafide.escrow.desk.ruling.IndemnityKeeper;
import dev.bonafide.escrow.earning.Receivable;
import dev.bonafide.escrow.events.said.PoolEvent;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.store.Advances;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.Pools;
import dev.bonafide.escrow.store.Receivables;
import dev.bonafide.escrow.store.RulingMoneys;
import dev.bonafide.escrow.store.Sellers;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.outbox.OutgoingEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Buyers compensated at once from the pool, on dispute-service's word, and what their sellers then owe. Locks are taken in
 * the order of the house: the order, its seller, the pool.
 */
@ApplicationScoped
public class AdvanceDesk {
    private final Advances advances;
    private final Pools pools;
    private final PoolDesk poolDesk;
    private final Orders orders;
    private final Sellers sellers;
    private final Receivables receivables;
    private final Books books;
    private final AdvanceRefunds refunds;
    private final IndemnityKeeper indemnities;
    private final RulingMoneys rulings;
    private final Outbox outbox;
    private final MeterRegistry meters;
    private final ZoneId zone;
    private final Clock clock;

    AdvanceDesk(
            Advances advances,
            Pools pools,
            PoolDesk poolDesk,
            Orders orders,
            Sellers sellers,
            Receivables receivables,
            Books books,
            AdvanceRefunds refunds,
            IndemnityKeeper indemnities,
            RulingMoneys rulings,
            Outbox outbox,
            MeterRegistry meters,
            PoolConfig config,
            Clock clock) {
        this.advances = advances;
        this.pools = pools;
        this.poolDesk = poolDesk;
        this.orders = orders;
        this.sellers = sellers;
        this.receivables = receivables;
        this.books = books;
        this.refunds = refunds;
        this.indemnities = indemnities;
        this.rulings = rulings;
        this.outbox = outbox;
        this.meters = meters;
        this.zone = config.zone();
        this.clock = clock;
    }

    /** Pays an approved advance or refuses it, and says which. The same advance again is given the first answer again. */
    public Uni<Advance> decide(Mutiny.Session session, Ask ask) {
        var now = clock.instant();
        return orders.lock(session, ask.orderId())
                .chain(stored -> advances.find(session, ask.advanceId())
                        .chain(known -> known != null
                                ? Uni.createFrom().item(known)
                                : decide(session, ask, stored == null ? null : stored.order(), now)))
                .call(advance -> answer(session, advance));
    }

    /** The advance as it was decided; null if nobody has asked for it. */
    public Uni<@Nullable Advance> find(Mutiny.Session session, UUID advanceId) {
        return advances.find(session, advanceId);
    }

    /**
     * A ruling has found the advance wrong: the seller owes it no longer, and has back what has been taken for it, at the
     * platform's expense; the pool is made whole. False if that was done before, or the advance was never paid.
     *
     * @param advance as it was found, whatever has become of it since
     */
    public Uni<Boolean> voidBy(Mutiny.Session session, Advance advance, UUID rulingId) {
        var now = clock.instant();
        var ask = advance.ask();
        return orders.lock(session, ask.orderId())
                .chain(() -> sellers.lock(session, ask.sellerId()))
                .chain(() -> advances.voidBy(session, ask.advanceId(), rulingId, now))
                .call(first ->
                        first ? giveUp(session, ask, now) : Uni.createFrom().voidItem());
    }

    private Uni<Advance> decide(Mutiny.Session session, Ask ask, @Nullable Order order, Instant now) {
        if (order == null || !fits(ask, order.agreement())) {
            return keep(session, refused(ask, List.of(PoolRefusal.ORDER_DIFFERS), now), now);
        }
        return sellers.lock(session, ask.sellerId())
                .chain(() -> refusals(session, ask, order, now))
                .chain(refusals -> refusals.isEmpty()
                        ? pay(session, ask, order.agreement(), now)
                        : keep(session, refused(ask, refusals, now), now));
    }

    private Uni<List<PoolRefusal>> refusals(Mutiny.Session session, Ask ask, Order order, Instant now) {
        var currency = ask.amount().currency();
        return poolDesk.lock(session, currency, now).chain(pool -> {
            if (pool == null) {
                return Uni.createFrom().item(List.of(PoolRefusal.POOL_SHORT));
            }
            return pools.balance(session, currency)
                    .chain(balance -> pools.paidOn(session, currency, day(now))
                            .chain(today -> pools.owedBy(session, ask.sellerId(), currency)
                                    .chain(owed -> loss(session, order)
                                            .map(loss -> PoolRules.refusals(
                                                    ask.amount(), new Situation(pool, balance, today, owed, loss))))));
        });
    }

    private Uni<Advance> pay(Mutiny.Session session, Ask ask, Agreement agreement, Instant now) {
        var paid = new Advance(ask, Advance.State.PAID, List.of(), now);
        // The claim first: every entry that touches both takes the claims of the pool before the pool.
        return keep(session, paid, now)
                .chain(() -> books.book(
                        session,
                        List.of(occurrence(Fact.ADVANCE_CLAIMED, ask), occurrence(Fact.ADVANCE_PAID, ask)),
                        now))
                .chain(() -> refunds.giveBack(session, agreement, ask, now))
                .chain(() -> poolDesk.look(session, ask.amount().currency(), now))
                .replaceWith(paid);
    }

    private Uni<Advance> keep(Mutiny.Session session, Advance advance, Instant now) {
        meters.counter("bonafide.escrow.advances", "state", advance.state().name())
                .increment();
        return advances.add(session, advance, day(now)).replaceWith(advance);
    }

    /** What is open becomes the platform's loss; what was taken goes back to the seller. */
    private Uni<Void> giveUp(Mutiny.Session session, Ask ask, Instant now) {
        var currency = ask.amount().currency();
        return receivables
                .ofCause(session, ask.advanceId())
                .chain(owed -> receivables
                        .recovered(session, ask.advanceId(), currency)
                        .chain(taken -> {
                            var open = owed.stream().map(Receivable::open).reduce(Money.zero(currency), Money::plus);
                            var booked = new ArrayList<Occurrence>();
                            if (open.isPositive()) {
                                booked.add(occurrence(Fact.ADVANCE_WRITTEN_OFF, ask, open));
                            }
                            if (taken.isPositive()) {
                                // The ruling may find another advance wrong, or make up for more: each is a fact of its
                                // own.
                                booked.add(occurrence(Fact.SELLER_COMPENSATED, ask, taken));
                            }
                            return books.book(session, booked, now);
                        }));
    }

    private Uni<Void> answer(Mutiny.Session session, Advance advance) {
        var ask = advance.ask();
        var event = switch (advance.state()) {
            case PAID, VOIDED ->
                new PoolEvent.PaymentMadeV1(
                        ask.advanceId(),
                        ask.disputeId(),
                        ask.orderId(),
                        ask.buyerId(),
                        ask.sellerId(),
                        ask.amount(),
                        advance.decidedAt());
            case REFUSED ->
                new PoolEvent.PaymentRefusedV1(
                        ask.advanceId(),
                        ask.disputeId(),
                        ask.orderId(),
                        ask.buyerId(),
                        ask.sellerId(),
                        ask.amount(),
                        advance.refusals().stream().map(Enum::name).toList(),
                        advance.decidedAt());
        };
        return outbox.append(
                        session,
                        new OutgoingEvent(PoolEvent.TOPIC, ask.orderId(), event.type(), event, clock.instant()))
                .replaceWithVoid();
    }

    private LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, zone);
    }

    private static boolean fits(Ask ask, Agreement agreement) {
        return agreement.buyerId().equals(ask.buyerId())
                && agreement.sellerId().equals(ask.sellerId())
                && agreement.terms().price().currency().equals(ask.amount().currency());
    }

    /** What the buyer may have lost at most: what was paid, has not gone back, and nobody else has made or will make good. */
    private Uni<Money> loss(Mutiny.Session session, Order order) {
        var agreement = order.agreement();
        var currency = agreement.terms().total().currency();
        return indemnities
                .of(session, order)
                .chain(indemnity -> rulings.boundForBuyer(session, agreement.orderId(), currency)
                        .map(bound -> indemnity.left().minus(bound.min(indemnity.left()))))
                .chain(left -> refunds.room(session, agreement).map(left::min));
    }

    private static Advance refused(Ask ask, List<PoolRefusal> refusals, Instant now) {
        return new Advance(ask, Advance.State.REFUSED, refusals, now);
    }

    private static Occurrence occurrence(Fact fact, Ask ask) {
        return occurrence(fact, ask, ask.amount());
    }

    private static Occurrence occurrence(Fact fact, Ask ask, Money amount) {
        return Occurrence.of(fact, ask.orderId(), ask.sellerId(), ask.advanceId(), amount);
    }
}

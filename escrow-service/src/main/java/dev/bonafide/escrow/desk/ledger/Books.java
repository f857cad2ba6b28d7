package dev.bonafide.escrow.desk.ledger;

import dev.bonafide.escrow.desk.ruling.IndemnityKeeper;
import dev.bonafide.escrow.desk.seller.LotKeeper;
import dev.bonafide.escrow.desk.seller.Recoveries;
import dev.bonafide.escrow.events.said.LedgerEntryPostedV1;
import dev.bonafide.escrow.ledger.Entry;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.GoneOut;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.store.Ledger;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.outbox.OutgoingEvent;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.transaction.CommitSignals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Books what happened: one balanced entry each, with what it means for the seller's lots and receivables, said to others in
 * the same transaction. What brings a seller money first repays what the seller owes.
 */
@ApplicationScoped
public class Books {
    private final Ledger ledger;
    private final LotKeeper lots;
    private final Recoveries recoveries;
    private final IndemnityKeeper indemnities;
    private final Outbox outbox;
    private final CommitSignals signals;
    private final Ids ids;

    public Books(
            Ledger ledger,
            LotKeeper lots,
            Recoveries recoveries,
            IndemnityKeeper indemnities,
            Outbox outbox,
            CommitSignals signals,
            Ids ids) {
        this.ledger = ledger;
        this.lots = lots;
        this.recoveries = recoveries;
        this.indemnities = indemnities;
        this.outbox = outbox;
        this.signals = signals;
        this.ids = ids;
    }

    /**
     * Books the occurrences in their order. Fails if one of them has been booked before, or an account is frozen. A release is
     * written at the end of the transaction, see {@link dev.bonafide.kit.transaction.LastRows}.
     */
    public Uni<Void> book(Mutiny.Session session, List<Occurrence> occurrences, Instant now) {
        Uni<Void> booked = Uni.createFrom().voidItem();
        for (var occurrence : occurrences) {
            booked = booked.chain(() -> occurrence.fact() == Fact.RELEASED
                    ? bookSale(session, occurrence, now)
                    : bookAndRecover(session, occurrence, now));
        }
        return booked;
    }

    /**
     * A sale takes nothing from anybody but its order. All it depends on is read at once, and what it means is written at the end of
     * the transaction; unless the seller owes something, which is repaid from it.
     */
    private Uni<Void> bookSale(Mutiny.Session session, Occurrence sale, Instant now) {
        return lots.outlook(session, sale).chain(outlook -> {
            if (outlook.owes() || outlook.frozen()) {
                return bookAndRecover(session, sale, now);
            }
            var ready = lots.prepareLast(sale, outlook.standing());
            var entry = Fact.book(ids.next(), ready.occurrence(), now);
            ledger.addLast(session, entry, Causes.current());
            signals.mark(session, CommitSignals.Work.SEALS);
            return lots.follow(session, ready, entry, now).chain(() -> say(session, entry, now));
        });
    }

    private Uni<Void> bookAndRecover(Mutiny.Session session, Occurrence occurrence, Instant now) {
        return book(session, occurrence, now)
                .chain(() -> Recoveries.mayRepay(occurrence)
                        ? recover(session, Recoveries.seller(occurrence), Recoveries.currency(occurrence), now)
                        : Uni.createFrom().voidItem());
    }

    /** Who has had what of that which was held for the order. */
    public Uni<GoneOut> goneOut(Mutiny.Session session, UUID orderId, Currency currency) {
        return ledger.ofOrder(session, orderId).map(entries -> GoneOut.of(entries, currency));
    }

    /** What the seller has of the order by now. */
    public Uni<Money> leftWithSeller(Mutiny.Session session, UUID orderId, Currency currency) {
        return ledger.ofOrder(session, orderId)
                .chain(entries -> recoveries
                        .givenUp(session, orderId, currency)
                        .map(givenUp -> GoneOut.leftWithSeller(entries, givenUp, currency)));
    }

    /** Repays what the seller owes, as far as the seller's earnings go and nothing blocks them. */
    public Uni<Void> recover(Mutiny.Session session, UUID seller, Currency currency, Instant now) {
        return recoveries.plan(session, seller, currency).chain(plan -> {
            Uni<Void> recovered = Uni.createFrom().voidItem();
            for (var recovery : plan) {
                recovered = recovered
                        .chain(() -> book(session, recovery.occurrence(ids.next()), now))
                        .chain(() -> recoveries.say(session, recovery, now));
            }
            return recovered;
        });
    }

    private Uni<Void> book(Mutiny.Session session, Occurrence occurrence, Instant now) {
        return lots.prepare(session, occurrence).chain(ready -> book(session, ready, now));
    }

    private Uni<Void> book(Mutiny.Session session, LotKeeper.Ready ready, Instant now) {
        var entry = Fact.book(ids.next(), ready.occurrence(), now);
        return ledger.add(session, entry, Causes.current())
                .invoke(added -> requireAdded(entry, added))
                .invoke(() -> signals.mark(session, CommitSignals.Work.SEALS))
                .chain(() -> lots.follow(session, ready, entry, now))
                .chain(() -> indemnities.follow(session, ready.occurrence(), entry, now))
                .chain(() -> say(session, entry, now));
    }

    private Uni<Void> say(Mutiny.Session session, Entry entry, Instant now) {
        return outbox.append(
                        session,
                        new OutgoingEvent(
                                LedgerEntryPostedV1.TOPIC,
                                entry.entryId(),
                                LedgerEntryPostedV1.TYPE,
                                LedgerEntryPostedV1.of(entry),
                                now))
                .replaceWithVoid();
    }

    /**
     * Frozen accounts do not move, whoever asks. Everything the command did is rolled back and nothing is kept of it, so that
     * it can be given again, a timer fires again, and an event is replayed, once the freeze is lifted.
     */
    private static void requireAdded(Entry entry, boolean added) {
        if (!added) {
            var problem = Problem.of(409, "LEDGER_FROZEN");
            var orderId = entry.orderId();
            throw new ProblemException(orderId == null ? problem : problem.with("orderId", orderId));
        }
    }
}

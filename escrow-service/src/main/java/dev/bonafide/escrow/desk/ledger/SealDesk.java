package dev.bonafide.escrow.desk.ledger;

import dev.bonafide.escrow.config.LedgerConfig;
import dev.bonafide.escrow.events.said.LedgerEntryPostedV1;
import dev.bonafide.escrow.events.said.LedgerSealedV1;
import dev.bonafide.escrow.store.Locks;
import dev.bonafide.escrow.store.Seals;
import dev.bonafide.escrow.store.Sums;
import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.outbox.OutgoingEvent;
import dev.bonafide.proof.ledger.Anchor;
import dev.bonafide.proof.ledger.Seal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Seals committed entries: gives them consecutive numbers, chains them, folds them into the sums, and now and then tells
 * others the head of the chain. One replica at a time; a batch is one transaction, which makes it and the next one safe to
 * lose.
 */
@ApplicationScoped
public class SealDesk {
    private final Seals seals;
    private final Sums sums;
    private final Locks locks;
    private final Outbox outbox;
    private final Clock clock;
    private final LedgerConfig config;

    SealDesk(Seals seals, Sums sums, Locks locks, Outbox outbox, Clock clock, LedgerConfig config) {
        this.seals = seals;
        this.sums = sums;
        this.locks = locks;
        this.outbox = outbox;
        this.clock = clock;
        this.config = config;
    }

    /** Seals what can be sealed, at most a batch, and answers whether there may be more at once. */
    public Uni<Boolean> sealNext(Mutiny.Session session) {
        return locks.take(session, Locks.Task.SEALING)
                .chain(ours -> ours
                        ? seals.position(session).chain(position -> seal(session, position))
                        : Uni.createFrom().item(false));
    }

    /** Tells others the head of the chain, if it is new and enough time or entries have passed since the last one. */
    public Uni<Void> witness(Mutiny.Session session) {
        return locks.take(session, Locks.Task.SEALING)
                .chain(ours -> ours
                        ? seals.head(session)
                                .chain(head -> seals.lastWitnessed(session)
                                        .chain(last -> isDue(head, last)
                                                ? tell(session, head)
                                                : Uni.createFrom().voidItem()))
                        : Uni.createFrom().voidItem());
    }

    private Uni<Boolean> seal(Mutiny.Session session, Seals.Position position) {
        var head = position.head();
        if (head == null) {
            throw new IllegalStateException("The chain has lost its head: nothing is sealed until it is back");
        }
        return seals.next(session, config.sealing().batchSize()).chain(entries -> {
            var isLast = entries.size() < config.sealing().batchSize();
            if (entries.isEmpty() && !position.renumbered()) {
                return Uni.createFrom().item(false);
            }
            var chained = chain(head, entries);
            var end = chained.isEmpty() ? head : chained.getLast().anchor();
            return seals.append(session, chained, entries)
                    .chain(() -> sums.fold(session, head.n(), end.n()))
                    .chain(() -> seals.advance(
                            session, end.n(), below(position, entries, isLast), foreign(position, isLast)))
                    .replaceWith(!isLast);
        });
    }

    private static List<Seal> chain(Anchor head, List<Seals.Unsealed> entries) {
        var chained = new ArrayList<Seal>();
        var last = head;
        for (var entry : entries) {
            var seal = Seal.after(last, entry.content());
            chained.add(seal);
            last = seal.anchor();
        }
        return chained;
    }

    /**
     * Before which transaction nothing is left to seal. With the last of them, that is every one that was over when we
     * began; before, those before the last one sealed. While the server counts anew, nothing is known until all are.
     */
    private static String below(Seals.Position position, List<Seals.Unsealed> entries, boolean isLast) {
        if (isLast) {
            return position.over();
        }
        return position.renumbered() ? position.below() : entries.getLast().xid();
    }

    private static @Nullable String foreign(Seals.Position position, boolean isLast) {
        return position.renumbered() && !isLast ? null : position.foreign();
    }

    private boolean isDue(Anchor head, Seals.@Nullable Witnessed last) {
        if (last == null) {
            return head.n() > 0;
        }
        var more = head.n() - last.anchor().n();
        return more > 0
                && (more >= config.witnessEntriesMax()
                        || last.ageMillis() >= config.witnessEvery().toMillis());
    }

    private Uni<Void> tell(Mutiny.Session session, Anchor head) {
        var now = clock.instant();
        return seals.witness(session, head)
                .chain(() -> seals.first(session))
                .chain(ledger -> outbox.append(
                        session,
                        new OutgoingEvent(
                                LedgerEntryPostedV1.TOPIC,
                                ledger,
                                LedgerSealedV1.TYPE,
                                LedgerSealedV1.of(ledger, head, now),
                                now)))
                .replaceWithVoid();
    }
}

package dev.bonafide.escrow.desk.seller;

import dev.bonafide.escrow.desk.ledger.Books;
import dev.bonafide.escrow.earning.Receivable;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.store.Receivables;
import dev.bonafide.escrow.store.Sellers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What sellers owe and will not pay. */
@ApplicationScoped
public class ReceivableDesk {
    private final Receivables receivables;
    private final Sellers sellers;
    private final Books books;
    private final Clock clock;

    ReceivableDesk(Receivables receivables, Sellers sellers, Books books, Clock clock) {
        this.receivables = receivables;
        this.sellers = sellers;
        this.books = books;
        this.clock = clock;
    }

    /** Gives up what is open; false if nothing is, or its time has not come. The pool is made whole by the platform. */
    public Uni<Boolean> writeOff(Mutiny.Session session, UUID receivableId) {
        return receivables
                .find(session, receivableId)
                .chain(known -> known == null
                        ? Uni.createFrom().item(false)
                        : sellers.lock(session, known.sellerId())
                                .chain(() -> receivables.find(session, receivableId))
                                .chain(owed -> owed == null
                                                || !owed.open().isPositive()
                                                || clock.instant().isBefore(owed.writeOffFrom())
                                        ? Uni.createFrom().item(false)
                                        : books.book(session, List.of(writtenOff(owed)), clock.instant())
                                                .replaceWith(true)));
    }

    private static Occurrence writtenOff(Receivable owed) {
        return switch (owed.favour()) {
            case PLATFORM ->
                Occurrence.of(Fact.RECEIVABLE_WRITTEN_OFF, owed.orderId(), owed.sellerId(), owed.id(), owed.open());
            case POOL ->
                Occurrence.of(Fact.ADVANCE_WRITTEN_OFF, owed.orderId(), owed.sellerId(), owed.causeId(), owed.open());
        };
    }
}

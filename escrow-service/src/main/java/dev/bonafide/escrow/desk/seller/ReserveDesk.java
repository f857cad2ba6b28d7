package dev.bonafide.escrow.desk.seller;

import dev.bonafide.escrow.desk.ledger.Books;
import dev.bonafide.escrow.earning.Lot;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.store.Lots;
import dev.bonafide.escrow.store.Sellers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Reserves whose time is over. */
@ApplicationScoped
public class ReserveDesk {
    /** The timer that gives a reserve back. */
    public static final String RETURN = LotKeeper.RETURN_RESERVE;

    private final Lots lots;
    private final Sellers sellers;
    private final Books books;
    private final Clock clock;

    ReserveDesk(Lots lots, Sellers sellers, Books books, Clock clock) {
        this.lots = lots;
        this.sellers = sellers;
        this.books = books;
        this.clock = clock;
    }

    /** Makes what is left of a reserve payable; nothing if losses have used it up. A dispute still keeps it from leaving. */
    public Uni<Void> giveBack(Mutiny.Session session, UUID lotId) {
        return lots.find(session, lotId)
                .chain(lot -> lot == null
                        ? Uni.createFrom().voidItem()
                        : sellers.lock(session, lot.sellerId())
                                .chain(() -> lots.find(session, lotId))
                                .chain(current -> giveBack(session, current)));
    }

    private Uni<Void> giveBack(Mutiny.Session session, @Nullable Lot lot) {
        if (lot == null || lot.kind() != Lot.Kind.RESERVE || !lot.open().isPositive()) {
            return Uni.createFrom().voidItem();
        }
        return books.book(
                session,
                List.of(Occurrence.of(Fact.RESERVE_RETURNED, lot.orderId(), lot.sellerId(), lot.id(), lot.open())),
                clock.instant());
    }
}

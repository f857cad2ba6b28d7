package dev.bonafide.escrow.desk.seller;

import dev.bonafide.escrow.earning.EarningEffect;
import dev.bonafide.escrow.earning.EarningEffect.Makes;
import dev.bonafide.escrow.earning.Recovery;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.escrow.store.Lots;
import dev.bonafide.escrow.store.Receivables;
import dev.bonafide.escrow.store.Sellers;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What sellers owe is repaid from what they earn, oldest first, before anything is paid out. A seller who owes nothing is
 * not locked for it: only the sales of one who owes wait for each other, and they hold no other lock of that seller yet.
 */
@ApplicationScoped
public class Recoveries {
    private final Lots lots;
    private final Receivables receivables;
    private final Sellers sellers;
    private final SellerNews news;

    Recoveries(Lots lots, Receivables receivables, Sellers sellers, SellerNews news) {
        this.lots = lots;
        this.receivables = receivables;
        this.sellers = sellers;
        this.news = news;
    }

    /** Whether after the occurrence a seller has both, earnings and debts, who had only one of them before. */
    public static boolean mayRepay(Occurrence occurrence) {
        return occurrence.sellerId() != null
                && (EarningEffect.of(occurrence.fact()).makes() != Makes.NONE
                        || occurrence.fact() == Fact.ADVANCE_CLAIMED
                        || occurrence.fact() == Fact.FREIGHT_CHARGED);
    }

    public static UUID seller(Occurrence occurrence) {
        return Objects.requireNonNull(occurrence.sellerId());
    }

    public static Currency currency(Occurrence occurrence) {
        return occurrence.part(Part.TOTAL).currency();
    }

    /** What can be repaid now; locks the seller if anything is owed. */
    public Uni<List<Recovery>> plan(Mutiny.Session session, UUID seller, Currency currency) {
        return receivables
                .owes(session, seller, currency)
                .chain(owes -> owes
                        ? sellers.lock(session, seller).chain(() -> planLocked(session, seller, currency))
                        : Uni.createFrom().item(List.of()));
    }

    /** What was given up of what the seller owed to the platform because of the order, by the fact that had opened the debt. */
    public Uni<Map<Fact, Money>> givenUp(Mutiny.Session session, UUID orderId, Currency currency) {
        return receivables.givenUp(session, orderId, currency);
    }

    /** Says that it was repaid. */
    public Uni<Void> say(Mutiny.Session session, Recovery recovery, Instant now) {
        return news.recovered(session, recovery, now);
    }

    private Uni<List<Recovery>> planLocked(Mutiny.Session session, UUID seller, Currency currency) {
        return receivables
                .open(session, seller, currency)
                .chain(owed -> lots.unblocked(session, seller, currency)
                        .map(has -> Recovery.plan(owed, has.payable(), has.reserve())));
    }
}

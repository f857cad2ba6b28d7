package dev.bonafide.escrow.desk.advance;

import dev.bonafide.escrow.advance.Advance.Ask;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/** How an advance reaches the buyer: by the way the order was paid, and not as money where the buyer has not paid yet. */
public interface AdvanceRefunds {

    /** The most that the buyer may still be given. */
    Uni<Money> room(Mutiny.Session session, Agreement agreement);

    /** Gives the buyer what the pool has paid, which has been booked to the order's refunds. */
    Uni<Void> giveBack(Mutiny.Session session, Agreement agreement, Ask paid, Instant now);
}

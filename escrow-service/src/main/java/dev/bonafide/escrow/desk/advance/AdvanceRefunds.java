package dev.bonafide.escrow.desk.advance;

import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** How an advance reaches the buyer: by the way the order was paid. */
public interface AdvanceRefunds {

    /** The most that may still go back to the buyer by that way. */
    Uni<Money> room(Mutiny.Session session, Agreement agreement);

    /** Asks to give the buyer so much, which has been booked to the order's refunds. */
    Uni<Void> giveBack(Mutiny.Session session, Agreement agreement, UUID disputeId, Money amount, Instant now);
}

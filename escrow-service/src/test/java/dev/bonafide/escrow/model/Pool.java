package dev.bonafide.escrow.model;

import dev.bonafide.escrow.desk.advance.PoolDesk;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.transaction.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/**
 * The compensation pool of the world of the proof, with so much in it that no story runs short of it for another: what it pays for
 * one case, and in one seller's place, is limited as ever.
 */
@ApplicationScoped
class Pool {
    /** The most for one case, and what one seller may owe it. */
    static final long PER_CASE = 500_000;

    static final long PER_SELLER = 500_000;

    private static final long PLENTY = 1_000_000_000_000L;

    private final PoolDesk desk;
    private final Transactions transactions;
    private final Looking looking;
    private boolean pays = true;

    Pool(PoolDesk desk, Transactions transactions, Looking looking) {
        this.desk = desk;
        this.transactions = transactions;
        this.looking = looking;
    }

    /** While the work is done it pays nobody, as two people have said. */
    void stopped(Runnable work) {
        pays = false;
        looking.execute("update advance_pool set stopped_by = 'PEOPLE', stopped_at = now()");
        try {
            work.run();
        } finally {
            looking.execute("update advance_pool set stopped_by = null, stopped_at = null");
            pays = true;
        }
    }

    boolean pays() {
        return pays;
    }

    /** Puts plenty into it, which it may all pay on one day. */
    void fill() {
        looking.execute("update advance_pool set day_limit_minor = " + PLENTY);
        transactions
                .runApart(session -> desk.fund(session, UUID.randomUUID(), Money.cny(PLENTY)))
                .await()
                .atMost(Duration.ofSeconds(60));
    }
}

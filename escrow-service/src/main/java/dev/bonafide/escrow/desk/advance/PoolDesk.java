package dev.bonafide.escrow.desk.advance;

import dev.bonafide.escrow.advance.AdvancePool;
import dev.bonafide.escrow.advance.AdvancePool.Limits;
import dev.bonafide.escrow.advance.AdvancePool.Stop;
import dev.bonafide.escrow.advance.PoolRules;
import dev.bonafide.escrow.config.PoolConfig;
import dev.bonafide.escrow.desk.ledger.Books;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.store.Pools;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What finance does with the compensation pool, and how it stops by itself. A stop never touches what was paid. */
@ApplicationScoped
public class PoolDesk {
    private static final Logger LOG = Logger.getLogger(PoolDesk.class);

    private final Pools pools;
    private final Books books;
    private final ZoneId zone;
    private final Clock clock;

    /** The pool as it is now. */
    public record Standing(AdvancePool pool, Money balance, Money claims, Money paidToday) {}

    PoolDesk(Pools pools, Books books, PoolConfig config, Clock clock) {
        this.pools = pools;
        this.books = books;
        this.zone = config.zone();
        this.clock = clock;
    }

    /** The pool of a currency, if there is one. */
    public Uni<Optional<Standing>> standing(Mutiny.Session session, Currency currency) {
        return pools.find(session, currency)
                .chain(pool -> pool == null
                        ? Uni.createFrom().item(Optional.empty())
                        : pools.balance(session, currency)
                                .chain(balance -> pools.claims(session, currency)
                                        .chain(claims -> pools.paidOn(
                                                        session, currency, LocalDate.ofInstant(clock.instant(), zone))
                                                .map(today -> Optional.of(new Standing(
                                                        holding(pool, balance, clock.instant()),
                                                        balance,
                                                        claims,
                                                        today))))));
    }

    /** The pool with so much in it: what sellers have repaid may have ended a stop that is still written down. */
    private static AdvancePool holding(AdvancePool pool, Money balance, Instant now) {
        return new AdvancePool(pool.limits(), pool.version(), PoolRules.stop(pool, balance, now));
    }

    /** Puts money in; a pool that had stopped for want of it pays again if this is enough. */
    public Uni<Void> fund(Mutiny.Session session, UUID fundingId, Money amount) {
        var now = clock.instant();
        return pools.lock(session, amount.currency())
                .chain(() -> books.book(
                        session, List.of(Occurrence.of(Fact.POOL_FUNDED, null, null, fundingId, amount)), now))
                .chain(() -> look(session, amount.currency(), now));
    }

    /** Gives the pool new limits; false if it has been changed since the version that was looked at. */
    Uni<Boolean> change(Mutiny.Session session, Limits limits, long version) {
        var currency = limits.target().currency();
        return pools.lock(session, currency).chain(pool -> {
            if (version != (pool == null ? 0 : pool.version())) {
                return Uni.createFrom().item(false);
            }
            return pools.put(session, limits, version + 1)
                    .chain(() -> look(session, currency, clock.instant()))
                    .replaceWith(true);
        });
    }

    /** Lets the pool pay nothing until two people say otherwise. */
    Uni<Void> stop(Mutiny.Session session, Currency currency) {
        return pools.lock(session, currency)
                .chain(() -> pools.stop(session, currency, new Stop(Stop.By.PEOPLE, clock.instant())));
    }

    /** Lets the pool pay again, unless there is too little in it. */
    Uni<Void> resume(Mutiny.Session session, Currency currency) {
        return pools.lock(session, currency)
                .chain(() -> pools.stop(session, currency, null))
                .chain(() -> look(session, currency, clock.instant()));
    }

    /**
     * The pool, which from now on only this transaction can change or pay from; null if there is none. What sellers have repaid since
     * it stopped by itself has filled it up as well.
     */
    Uni<@Nullable AdvancePool> lock(Mutiny.Session session, Currency currency, Instant now) {
        return pools.lock(session, currency).chain(pool -> look(session, pool, currency, now));
    }

    /** Stops the pool where little is left, and ends that stop where enough is. The pool must be locked. */
    Uni<Void> look(Mutiny.Session session, Currency currency, Instant now) {
        return pools.find(session, currency)
                .chain(pool -> look(session, pool, currency, now))
                .replaceWithVoid();
    }

    private Uni<@Nullable AdvancePool> look(
            Mutiny.Session session, @Nullable AdvancePool pool, Currency currency, Instant now) {
        return pool == null
                ? Uni.createFrom().nullItem()
                : pools.balance(session, currency).chain(balance -> follow(session, pool, balance, now));
    }

    private Uni<AdvancePool> follow(Mutiny.Session session, AdvancePool pool, Money balance, Instant now) {
        var to = holding(pool, balance, now);
        var stop = to.stop();
        if (Objects.equals(stop, pool.stop())) {
            return Uni.createFrom().item(to);
        }
        LOG.warnf("The compensation pool holds %s and %s", balance, stop == null ? "pays again" : "pays nothing more");
        return pools.stop(session, balance.currency(), stop).replaceWith(to);
    }
}

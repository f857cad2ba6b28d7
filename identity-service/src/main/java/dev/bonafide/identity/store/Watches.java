package dev.bonafide.identity.store;

import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.timer.Timers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Days on which scores are looked at again. Each day is a row with an id of its own, because a timer that fires cannot be
 * set anew under the same name in its own transaction.
 */
@ApplicationScoped
public class Watches {

    /** Kind of the timers. */
    public static final String TIMER = "score.watch";

    private static final String TAKE = "delete from score_watch where id = :id returning account_id";
    private static final String DROP = "delete from score_watch where account_id = :account returning id";
    private static final String SET = "insert into score_watch (id, account_id) values (:id, :account)";

    private final Timers timers;
    private final Ids ids;

    Watches(Timers timers, Ids ids) {
        this.timers = timers;
        this.ids = ids;
    }

    /** Watches the account's score on that day instead of any other, or no longer. */
    public Uni<Void> set(Mutiny.Session session, UUID account, Optional<Instant> day) {
        return session.createNativeQuery(DROP, UUID.class)
                .setParameter("account", account)
                .getSingleResultOrNull()
                .chain(old -> old == null ? Uni.createFrom().voidItem() : timers.cancel(session, TIMER, old))
                .chain(() -> day.isEmpty() ? Uni.createFrom().voidItem() : watch(session, account, day.get()));
    }

    /** Ends a watch whose day has come, and answers whose it was; null if it is no longer wanted. */
    public Uni<@Nullable UUID> take(Mutiny.Session session, UUID id) {
        return session.createNativeQuery(TAKE, UUID.class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .<@Nullable UUID>map(account -> account);
    }

    private Uni<Void> watch(Mutiny.Session session, UUID account, Instant day) {
        UUID id = ids.next();
        return session.createNativeQuery(SET)
                .setParameter("id", id)
                .setParameter("account", account)
                .executeUpdate()
                .chain(() -> timers.schedule(session, TIMER, id, day));
    }
}

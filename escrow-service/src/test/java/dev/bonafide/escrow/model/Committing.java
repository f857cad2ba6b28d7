package dev.bonafide.escrow.model;

import dev.bonafide.escrow.deadline.CatchUpGate;
import dev.bonafide.kit.event.EventContext;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Does work in one transaction each, at the time of its story. */
@ApplicationScoped
class Committing {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Transactions transactions;
    // Only the world of the proof has this clock.
    private final Instance<ModelClock> clock;

    Committing(Transactions transactions, Instance<ModelClock> clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** It is as late as the story is. */
    void setTheTime(Run run) {
        clock.get().set(run.correlation(), run.model.now);
    }

    /** The story is told. */
    void forget(Run run) {
        clock.get().forget(run.correlation());
    }

    /** In one transaction. Before it commits the first time everything may fall over. */
    <T> T inOne(Run run, boolean crashes, Function<Mutiny.Session, Uni<T>> work) {
        setTheTime(run);
        if (crashes) {
            try {
                once(
                        run,
                        session -> work.apply(session)
                                .chain(session::flush)
                                .chain(() -> Uni.createFrom().<T>failure(new Crash())));
            } catch (Crash expected) {
                // Nothing of it must be left.
            }
        }
        return once(run, work);
    }

    private <T> T once(Run run, Function<Mutiny.Session, Uni<T>> work) {
        return transactions
                .runApart(session -> {
                    new EventContext(run.correlation(), null, null).enter();
                    return work.apply(session);
                })
                // After a start a deadline waits until everybody has been heard who was in time.
                .onFailure(CatchUpGate.StillListening.class)
                .retry()
                .withBackOff(Duration.ofMillis(50), Duration.ofMillis(500))
                .expireIn(SOON.toMillis())
                .await()
                .atMost(SOON);
    }
}

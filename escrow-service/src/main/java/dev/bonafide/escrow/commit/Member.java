package dev.bonafide.escrow.commit;

import dev.bonafide.escrow.desk.ledger.Causes;
import dev.bonafide.escrow.ledger.Cause;
import dev.bonafide.kit.event.EventContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** One command of a group: what it does, on whose behalf, and who waits for its outcome. */
final class Member<T extends @Nullable Object> {
    private final @Nullable Foreseen foreseen;
    private final Function<Mutiny.Session, Uni<T>> work;
    private final UniEmitter<? super T> caller;
    private final EventContext events = EventContext.current();
    private final Cause cause = Causes.current();
    private @Nullable T outcome;

    Member(@Nullable Foreseen foreseen, Function<Mutiny.Session, Uni<T>> work, UniEmitter<? super T> caller) {
        this.foreseen = foreseen;
        this.work = work;
        this.caller = caller;
    }

    /** What it will begin with; null where that is not known. */
    @Nullable
    Foreseen foreseen() {
        return foreseen;
    }

    /** Does its part in that session; nobody hears of it yet. */
    Uni<Void> join(Mutiny.Session session) {
        events.enter();
        Causes.enter(cause);
        return work.apply(session).invoke(result -> outcome = result).replaceWithVoid();
    }

    /** The transaction has committed. */
    void tell() {
        caller.complete(outcome);
    }

    /** It has failed, for this command alone. */
    void fail(Throwable failure) {
        caller.fail(failure);
    }
}

package dev.bonafide.escrow.deadline;

import dev.bonafide.escrow.desk.instalment.InstalmentCollection;
import dev.bonafide.kit.timer.DueTimer;
import dev.bonafide.kit.timer.TimerHandler;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;

/** What each kind of timer of a part says. One that comes late finds the part settled, and that is the end of it. */
@Singleton
class InstalmentTimers {
    private final InstalmentCollection collection;

    InstalmentTimers(InstalmentCollection collection) {
        this.collection = collection;
    }

    @Produces
    @Singleton
    TimerHandler instalmentAsk() {
        return new Handler(InstalmentCollection.ASK, collection::ask);
    }

    @Produces
    @Singleton
    TimerHandler instalmentReminder() {
        return new Handler(InstalmentCollection.REMIND, collection::remind);
    }

    @Produces
    @Singleton
    TimerHandler instalmentGivenUp() {
        return new Handler(InstalmentCollection.GIVE_UP, collection::giveUp);
    }

    private record Handler(String kind, BiFunction<Mutiny.Session, UUID, Uni<Void>> act) implements TimerHandler {
        @Override
        public Uni<Void> fire(Mutiny.Session session, DueTimer timer) {
            return act.apply(session, timer.ref());
        }
    }
}

package dev.bonafide.escrow.deadline;

import dev.bonafide.escrow.desk.ReserveDesk;
import dev.bonafide.kit.timer.DueTimer;
import dev.bonafide.kit.timer.TimerHandler;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;

/** What each kind of timer about sellers' money says. */
@Singleton
class SellerTimers {
    private final ReserveDesk reserves;

    SellerTimers(ReserveDesk reserves) {
        this.reserves = reserves;
    }

    @Produces
    @Singleton
    TimerHandler reserveReturn() {
        return new Handler(ReserveDesk.RETURN, reserves::giveBack);
    }

    private record Handler(String kind, BiFunction<Mutiny.Session, UUID, Uni<Void>> act) implements TimerHandler {
        @Override
        public Uni<Void> fire(Mutiny.Session session, DueTimer timer) {
            return act.apply(session, timer.ref());
        }
    }
}

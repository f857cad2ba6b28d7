package dev.bonafide.escrow.deadline;

import dev.bonafide.escrow.desk.ruling.FreezeDesk;
import dev.bonafide.escrow.desk.ruling.RulingDesk;
import dev.bonafide.escrow.desk.ruling.SellerClaimDesk;
import dev.bonafide.escrow.order.Deadline;
import dev.bonafide.kit.timer.DueTimer;
import dev.bonafide.kit.timer.TimerHandler;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Moves the money of rulings that is fixed, until it has moved, lets freezes age, and looks after claims that wait: a timer that fails
 * is due again.
 */
@Singleton
class RulingTimers {
    private final RulingDesk rulings;
    private final FreezeDesk freezes;
    private final SellerClaimDesk claims;

    RulingTimers(RulingDesk rulings, FreezeDesk freezes, SellerClaimDesk claims) {
        this.rulings = rulings;
        this.freezes = freezes;
        this.claims = claims;
    }

    @Produces
    @Singleton
    TimerHandler move() {
        return new Handler(RulingDesk.MOVE, (session, timer) -> rulings.move(session, timer.ref()));
    }

    @Produces
    @Singleton
    TimerHandler freezeAge() {
        return new Handler(
                Deadline.FREEZE_AGE.timerKind(), (session, timer) -> freezes.age(session, timer.ref(), timer.dueAt()));
    }

    @Produces
    @Singleton
    TimerHandler milestoneFreezeAge() {
        return new Handler(
                Deadline.MILESTONE_FREEZE_AGE.timerKind(),
                (session, timer) -> freezes.ageOfMilestone(session, timer.ref(), timer.dueAt()));
    }

    @Produces
    @Singleton
    TimerHandler sellerClaims() {
        return new Handler(SellerClaimDesk.LOOK, (session, timer) -> claims.look(session, timer.ref()));
    }

    private record Handler(String kind, BiFunction<Mutiny.Session, DueTimer, Uni<Void>> act) implements TimerHandler {
        @Override
        public Uni<Void> fire(Mutiny.Session session, DueTimer timer) {
            return act.apply(session, timer);
        }
    }
}

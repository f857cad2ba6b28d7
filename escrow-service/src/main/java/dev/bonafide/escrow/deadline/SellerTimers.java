package dev.bonafide.escrow.deadline;

import dev.bonafide.escrow.desk.seller.PayoutAsks;
import dev.bonafide.escrow.desk.seller.PayoutDesk;
import dev.bonafide.escrow.desk.seller.ReserveDesk;
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
    private final PayoutDesk payouts;
    private final PayoutAsks asks;

    SellerTimers(ReserveDesk reserves, PayoutDesk payouts, PayoutAsks asks) {
        this.reserves = reserves;
        this.payouts = payouts;
        this.asks = asks;
    }

    @Produces
    @Singleton
    TimerHandler reserveReturn() {
        return new Handler(ReserveDesk.RETURN, reserves::giveBack);
    }

    @Produces
    @Singleton
    TimerHandler payoutSchedule() {
        return new Handler(PayoutDesk.SCHEDULE, payouts::payOutAll);
    }

    @Produces
    @Singleton
    TimerHandler payoutAsk() {
        return new Handler(PayoutDesk.ASK, asks::askForPayout);
    }

    @Produces
    @Singleton
    TimerHandler payoutInquiry() {
        return new Handler(PayoutDesk.INQUIRE, asks::inquire);
    }

    private record Handler(String kind, BiFunction<Mutiny.Session, UUID, Uni<Void>> act) implements TimerHandler {
        @Override
        public Uni<Void> fire(Mutiny.Session session, DueTimer timer) {
            return act.apply(session, timer.ref());
        }
    }
}

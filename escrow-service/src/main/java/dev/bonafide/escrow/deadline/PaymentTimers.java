package dev.bonafide.escrow.deadline;

import dev.bonafide.escrow.desk.chargeback.ChargebackDesk;
import dev.bonafide.escrow.desk.chargeback.ContestDesk;
import dev.bonafide.escrow.desk.ledger.ReconciliationDesk;
import dev.bonafide.escrow.desk.payment.HoldDesk;
import dev.bonafide.escrow.desk.payment.ProviderAsks;
import dev.bonafide.escrow.desk.payment.RefundWords;
import dev.bonafide.kit.timer.DueTimer;
import dev.bonafide.kit.timer.TimerHandler;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;

/** What time says to payments, refunds and chargebacks, and when a provider's day is checked. */
@Singleton
class PaymentTimers {
    private final ProviderAsks asks;
    private final HoldDesk holds;
    private final RefundWords refunds;
    private final ContestDesk contests;
    private final ReconciliationDesk reconciliations;

    PaymentTimers(
            ProviderAsks asks,
            HoldDesk holds,
            RefundWords refunds,
            ContestDesk contests,
            ReconciliationDesk reconciliations) {
        this.asks = asks;
        this.holds = holds;
        this.refunds = refunds;
        this.contests = contests;
        this.reconciliations = reconciliations;
    }

    @Produces
    @Singleton
    TimerHandler capture() {
        return new Handler(HoldDesk.CAPTURE, (session, timer) -> asks.askForCapture(session, timer.ref()));
    }

    @Produces
    @Singleton
    TimerHandler release() {
        return new Handler(HoldDesk.RELEASE, (session, timer) -> asks.askForRelease(session, timer.ref()));
    }

    @Produces
    @Singleton
    TimerHandler withdraw() {
        return new Handler(HoldDesk.WITHDRAW, (session, timer) -> asks.askForWithdrawal(session, timer.ref()));
    }

    @Produces
    @Singleton
    TimerHandler lapsing() {
        return new Handler(
                HoldDesk.LAPSING, (session, timer) -> holds.beforeItLapses(session, timer.ref(), timer.now()));
    }

    @Produces
    @Singleton
    TimerHandler refundRetry() {
        return new Handler(RefundWords.RETRY, (session, timer) -> refunds.retry(session, timer.ref()));
    }

    @Produces
    @Singleton
    TimerHandler contest() {
        return new Handler(ChargebackDesk.CONTEST, (session, timer) -> contests.contest(session, timer.ref()));
    }

    @Produces
    @Singleton
    TimerHandler reconciliation() {
        return new Handler(
                ReconciliationDesk.DAILY,
                (session, timer) -> reconciliations.daily(session, timer.ref(), timer.dueAt()));
    }

    private record Handler(String kind, BiFunction<Mutiny.Session, DueTimer, Uni<Void>> act) implements TimerHandler {
        @Override
        public Uni<Void> fire(Mutiny.Session session, DueTimer timer) {
            return act.apply(session, timer);
        }
    }
}

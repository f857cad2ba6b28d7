package dev.bonafide.escrow.deadline;

import dev.bonafide.escrow.desk.order.MilestoneDesk;
import dev.bonafide.escrow.desk.order.OrderDesk;
import dev.bonafide.escrow.desk.order.ReturnDesk;
import dev.bonafide.escrow.desk.payment.PaymentDesk;
import dev.bonafide.escrow.desk.payment.ProviderAsks;
import dev.bonafide.escrow.desk.payment.RefundDesk;
import dev.bonafide.escrow.events.said.OrderEvent.ReminderDueV1.Kind;
import dev.bonafide.escrow.order.Deadline;
import dev.bonafide.escrow.order.OrderCommand;
import dev.bonafide.escrow.order.OrderCommand.AutoConfirm;
import dev.bonafide.escrow.order.OrderCommand.ExpireMilestones;
import dev.bonafide.escrow.order.OrderCommand.ExpireUndelivered;
import dev.bonafide.escrow.order.OrderCommand.ExpireUnpaid;
import dev.bonafide.escrow.order.OrderCommand.ExpireUnshipped;
import dev.bonafide.escrow.order.OrderCommand.GiveUpWaiting;
import dev.bonafide.kit.timer.DueTimer;
import dev.bonafide.kit.timer.TimerHandler;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What each kind of timer says. A timer that comes late finds an order that has moved on; the rules answer that there is
 * nothing to do, and that is the end of it.
 */
@Singleton
class OrderTimers {
    private final OrderDesk desk;
    private final MilestoneDesk milestones;
    private final ReturnDesk returns;
    private final ProviderAsks asks;
    private final CatchUpGate gate;

    OrderTimers(OrderDesk desk, MilestoneDesk milestones, ReturnDesk returns, ProviderAsks asks, CatchUpGate gate) {
        this.desk = desk;
        this.milestones = milestones;
        this.returns = returns;
        this.asks = asks;
        this.gate = gate;
    }

    @Produces
    @Singleton
    TimerHandler unanswered() {
        return commanding(Deadline.UNANSWERED, new GiveUpWaiting());
    }

    @Produces
    @Singleton
    TimerHandler unpaid() {
        return commanding(Deadline.UNPAID, new ExpireUnpaid());
    }

    @Produces
    @Singleton
    TimerHandler unshipped() {
        return listening(Deadline.UNSHIPPED, new ExpireUnshipped());
    }

    @Produces
    @Singleton
    TimerHandler undelivered() {
        return listening(Deadline.UNDELIVERED, new ExpireUndelivered());
    }

    @Produces
    @Singleton
    TimerHandler autoConfirm() {
        return listening(Deadline.AUTO_CONFIRM, new AutoConfirm());
    }

    @Produces
    @Singleton
    TimerHandler untoldReturn() {
        return listening(new Handler(Deadline.RETURN.timerKind(), returns::untold));
    }

    @Produces
    @Singleton
    TimerHandler firstReminder() {
        return new Handler(
                Deadline.REMINDER_72H.timerKind(),
                (session, order) -> desk.remind(session, order, Kind.AUTO_CONFIRM_72H));
    }

    @Produces
    @Singleton
    TimerHandler secondReminder() {
        return new Handler(
                Deadline.REMINDER_24H.timerKind(),
                (session, order) -> desk.remind(session, order, Kind.AUTO_CONFIRM_24H));
    }

    @Produces
    @Singleton
    TimerHandler milestonesNotDelivered() {
        return listening(Deadline.MILESTONES, new ExpireMilestones());
    }

    @Produces
    @Singleton
    TimerHandler milestoneAutoConfirm() {
        return listening(new Handler(Deadline.MILESTONE_AUTO_CONFIRM.timerKind(), milestones::confirm));
    }

    @Produces
    @Singleton
    TimerHandler firstMilestoneReminder() {
        return new Handler(
                Deadline.MILESTONE_REMINDER_72H.timerKind(),
                (session, milestone) -> milestones.remind(session, milestone, Kind.AUTO_CONFIRM_72H));
    }

    @Produces
    @Singleton
    TimerHandler secondMilestoneReminder() {
        return new Handler(
                Deadline.MILESTONE_REMINDER_24H.timerKind(),
                (session, milestone) -> milestones.remind(session, milestone, Kind.AUTO_CONFIRM_24H));
    }

    @Produces
    @Singleton
    TimerHandler paymentAsk() {
        return new Handler(PaymentDesk.ASK, asks::askForPayment);
    }

    @Produces
    @Singleton
    TimerHandler refundAsk() {
        return new Handler(RefundDesk.ASK, asks::askForRefund);
    }

    private TimerHandler commanding(Deadline deadline, OrderCommand command) {
        return new Handler(
                deadline.timerKind(),
                (session, order) -> desk.carryOut(session, order, command).replaceWithVoid());
    }

    /** The same, once everybody has been heard who may have spoken in time. */
    private TimerHandler listening(Deadline deadline, OrderCommand command) {
        return listening(commanding(deadline, command));
    }

    private TimerHandler listening(TimerHandler speaking) {
        return new TimerHandler() {
            @Override
            public String kind() {
                return speaking.kind();
            }

            @Override
            public Uni<Void> fire(Mutiny.Session session, DueTimer timer) {
                return gate.open(timer.dueAt()).chain(() -> speaking.fire(session, timer));
            }
        };
    }

    private record Handler(String kind, BiFunction<Mutiny.Session, UUID, Uni<Void>> act) implements TimerHandler {
        @Override
        public Uni<Void> fire(Mutiny.Session session, DueTimer timer) {
            return act.apply(session, timer.ref());
        }
    }
}

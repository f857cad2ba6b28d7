package dev.bonafide.escrow.model;

import dev.bonafide.escrow.desk.order.Deadlines;
import dev.bonafide.escrow.order.Deadline;
import dev.bonafide.escrow.order.InMilestones;
import dev.bonafide.escrow.order.MilestoneState;
import dev.bonafide.escrow.order.Milestones;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.Returning;
import dev.bonafide.kit.timer.Timers;
import io.quarkus.test.junit.QuarkusMock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Vetoed;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The service with one mistake in the deadlines it keeps, until the test is over. */
@ApplicationScoped
public class ClockMutants {
    @Inject
    Timers timers;

    /** Silence never accepts a milestone. */
    public void forgetTheTimersOfMilestones() {
        QuarkusMock.installMockForType(
                new Bells() {
                    @Override
                    public Uni<Void> move(Mutiny.Session session, @Nullable Order from, Order to, Instant now) {
                        return super.move(session, from, to, now)
                                .chain(() -> to instanceof InMilestones order
                                        ? forget(session, order)
                                        : Uni.createFrom().voidItem());
                    }

                    private Uni<Void> forget(Mutiny.Session session, InMilestones order) {
                        Uni<Void> forgotten = Uni.createFrom().voidItem();
                        for (var at : order.milestones().all()) {
                            forgotten = forgotten.chain(() -> timers.cancel(
                                    session,
                                    Deadline.MILESTONE_AUTO_CONFIRM.timerKind(),
                                    at.milestone().id()));
                        }
                        return forgotten;
                    }
                },
                Deadlines.class);
    }

    /** The clocks of milestones have not stood still during a dispute. */
    public void letTheClocksRunOn() {
        QuarkusMock.installMockForType(
                new Bells() {
                    @Override
                    public Uni<Void> move(Mutiny.Session session, @Nullable Order from, Order to, Instant now) {
                        return super.move(
                                session,
                                from,
                                from instanceof Order.Disputed frozen && to instanceof InMilestones
                                        ? frozen.before()
                                        : to,
                                now);
                    }
                },
                Deadlines.class);
    }

    /** The clock of one milestone has not stood still during its own dispute. */
    public void letTheClockOfOneRunOn() {
        QuarkusMock.installMockForType(
                new Bells() {
                    @Override
                    public Uni<Void> move(Mutiny.Session session, @Nullable Order from, Order to, Instant now) {
                        Uni<Void> moved = super.move(session, from, to, now);
                        for (var at : from != null && to instanceof InMilestones ? Milestones.frozenOf(from) : none()) {
                            var id = at.milestone().id();
                            if (at.state() instanceof MilestoneState.Frozen(var _, var before)
                                    && !Milestones.frozenOf(to).contains(at)) {
                                moved = moved.chain(() -> timers.schedule(
                                        session,
                                        Deadline.MILESTONE_AUTO_CONFIRM.timerKind(),
                                        id,
                                        before.autoConfirmAt()));
                            }
                        }
                        return moved;
                    }

                    private static List<Milestones.At> none() {
                        return List.of();
                    }
                },
                Deadlines.class);
    }

    /** The time to look has not stood still while the item was to go back. */
    public void letTheClockRunOnDuringAReturn() {
        QuarkusMock.installMockForType(
                new Bells() {
                    @Override
                    public Uni<Void> move(Mutiny.Session session, @Nullable Order from, Order to, Instant now) {
                        return super.move(
                                session,
                                from,
                                from instanceof Returning back && to instanceof Order.Inspection ? back.before() : to,
                                now);
                    }
                },
                Deadlines.class);
    }

    /** What was claimed of a milestone, and is decided, goes on growing old. */
    public void letADecidedClaimAge() {
        QuarkusMock.installMockForType(
                new Bells() {
                    @Override
                    public Uni<Void> stop(Mutiny.Session session, Deadline deadline, UUID subject) {
                        return Uni.createFrom().voidItem();
                    }
                },
                Deadlines.class);
    }

    /** What goes back after the release has no deadline. */
    public void forgetLateReturns() {
        QuarkusMock.installMockForType(
                new Bells() {
                    @Override
                    public Uni<Void> move(Mutiny.Session session, @Nullable Order from, Order to, Instant now) {
                        return super.move(session, from, to, now)
                                .chain(() -> to instanceof Order.Released
                                        ? timers.cancel(
                                                session,
                                                Deadline.RETURN.timerKind(),
                                                to.agreement().orderId())
                                        : Uni.createFrom().voidItem());
                    }
                },
                Deadlines.class);
    }

    /** A dispute about one milestone never grows old. */
    public void forgetTheAgeOfDisputesAboutOne() {
        QuarkusMock.installMockForType(
                new Bells() {
                    @Override
                    public Uni<Void> again(Mutiny.Session session, Deadline deadline, UUID subject, Instant dueAt) {
                        return deadline == Deadline.MILESTONE_FREEZE_AGE
                                ? Uni.createFrom().voidItem()
                                : super.again(session, deadline, subject, dueAt);
                    }
                },
                Deadlines.class);
    }

    public void forgetATimer() {
        QuarkusMock.installMockForType(
                new Bells() {
                    @Override
                    public Uni<Void> move(Mutiny.Session session, @Nullable Order from, Order to, Instant now) {
                        return super.move(session, from, to, now)
                                .chain(() -> to instanceof Order.Inspection
                                        ? timers.cancel(
                                                session,
                                                Deadline.AUTO_CONFIRM.timerKind(),
                                                to.agreement().orderId())
                                        : Uni.createFrom().voidItem());
                    }
                },
                Deadlines.class);
    }

    public void swapBeforeAndAfter() {
        QuarkusMock.installMockForType(
                new Bells() {
                    @Override
                    public Uni<Void> move(Mutiny.Session session, @Nullable Order from, Order to, Instant now) {
                        return from == null ? super.move(session, from, to, now) : super.move(session, to, from, now);
                    }
                },
                Deadlines.class);
    }

    @Vetoed
    private class Bells extends Deadlines {
        Bells() {
            super(timers);
        }
    }
}

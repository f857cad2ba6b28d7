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
        after((session, _, to) -> to instanceof InMilestones order ? forget(session, order) : nothing());
    }

    private Uni<Void> forget(Mutiny.Session session, InMilestones order) {
        var forgotten = nothing();
        for (var at : order.milestones().all()) {
            forgotten = forgotten.chain(() -> cancel(
                    session, Deadline.MILESTONE_AUTO_CONFIRM, at.milestone().id()));
        }
        return forgotten;
    }

    /** The clocks of milestones have not stood still during a dispute. */
    public void letTheClocksRunOn() {
        towards((from, to) ->
                from instanceof Order.Disputed frozen && to instanceof InMilestones ? frozen.before() : to);
    }

    /** The clock of one milestone has not stood still during its own dispute. */
    public void letTheClockOfOneRunOn() {
        after((session, from, to) -> {
            var moved = nothing();
            for (var at : from != null && to instanceof InMilestones ? Milestones.frozenOf(from) : none()) {
                var id = at.milestone().id();
                if (at.state() instanceof MilestoneState.Frozen(var _, var before)
                        && !Milestones.frozenOf(to).contains(at)) {
                    moved = moved.chain(() -> timers.schedule(
                            session, Deadline.MILESTONE_AUTO_CONFIRM.timerKind(), id, before.autoConfirmAt()));
                }
            }
            return moved;
        });
    }

    private static List<Milestones.At> none() {
        return List.of();
    }

    /** The time to look has not stood still while the item was to go back. */
    public void letTheClockRunOnDuringAReturn() {
        towards((from, to) -> from instanceof Returning back && to instanceof Order.Inspection ? back.before() : to);
    }

    /** What goes back after the release has no deadline. */
    public void forgetLateReturns() {
        after((session, _, to) -> to instanceof Order.Released
                ? cancel(session, Deadline.RETURN, to.agreement().orderId())
                : nothing());
    }

    public void forgetATimer() {
        after((session, _, to) -> to instanceof Order.Inspection
                ? cancel(session, Deadline.AUTO_CONFIRM, to.agreement().orderId())
                : nothing());
    }

    public void swapBeforeAndAfter() {
        instead((really, session, from, to, now) ->
                from == null ? really.move(session, from, to, now) : really.move(session, to, from, now));
    }

    /** What was claimed of a milestone, and is decided, goes on growing old. */
    public void letADecidedClaimAge() {
        QuarkusMock.installMockForType(
                new Bells() {
                    @Override
                    public Uni<Void> stop(Mutiny.Session session, Deadline deadline, UUID subject) {
                        return nothing();
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
                                ? nothing()
                                : super.again(session, deadline, subject, dueAt);
                    }
                },
                Deadlines.class);
    }

    private Uni<Void> cancel(Mutiny.Session session, Deadline deadline, UUID subject) {
        return timers.cancel(session, deadline.timerKind(), subject);
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }

    private interface Moves {
        Uni<Void> move(Mutiny.Session session, @Nullable Order from, Order to, Instant now);
    }

    private interface Instead {
        Uni<Void> move(Moves really, Mutiny.Session session, @Nullable Order from, Order to, Instant now);
    }

    private interface Afterwards {
        Uni<Void> act(Mutiny.Session session, @Nullable Order from, Order to);
    }

    private interface Elsewhere {
        Order to(@Nullable Order from, Order to);
    }

    /** The deadlines move, and then something happens to them. */
    private void after(Afterwards afterwards) {
        instead((really, session, from, to, now) ->
                really.move(session, from, to, now).chain(() -> afterwards.act(session, from, to)));
    }

    /** The deadlines move to where the order is not. */
    private void towards(Elsewhere elsewhere) {
        instead((really, session, from, to, now) -> really.move(session, from, elsewhere.to(from, to), now));
    }

    private void instead(Instead instead) {
        QuarkusMock.installMockForType(
                new Bells() {
                    @Override
                    public Uni<Void> move(Mutiny.Session session, @Nullable Order from, Order to, Instant now) {
                        return instead.move(super::move, session, from, to, now);
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

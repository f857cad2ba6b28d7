package dev.bonafide.dispute.desk;

import dev.bonafide.dispute.dispute.Dispute;
import dev.bonafide.dispute.dispute.Dispute.Closed;
import dev.bonafide.dispute.dispute.Dispute.Executing;
import dev.bonafide.dispute.dispute.Dispute.InHands;
import dev.bonafide.dispute.dispute.Dispute.NotOpened;
import dev.bonafide.dispute.dispute.Dispute.Opening;
import dev.bonafide.dispute.dispute.Dispute.Queued;
import dev.bonafide.dispute.dispute.DisputeCommand;
import dev.bonafide.dispute.dispute.Transition;
import dev.bonafide.dispute.events.said.DisputeEvent;
import dev.bonafide.dispute.store.Disputes;
import dev.bonafide.kit.timer.Timers;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** All that commits together with a move: the row, the history, the deadlines, the event, the alarm. */
@ApplicationScoped
class Consequences {
    private static final Logger LOG = Logger.getLogger(Consequences.class);

    private final Disputes disputes;
    private final Timers timers;
    private final DisputeNews news;
    private final MeterRegistry meters;

    Consequences(Disputes disputes, Timers timers, DisputeNews news, MeterRegistry meters) {
        this.disputes = disputes;
        this.timers = timers;
        this.news = news;
        this.meters = meters;
    }

    Uni<Void> follow(Mutiny.Session session, Dispute from, Dispute to, DisputeCommand command, Instant now) {
        var id = to.claim().disputeId();
        if (from.stage() == to.stage()) {
            return disputes.save(session, to).invoke(() -> alarm(to));
        }
        return save(session, to)
                .call(() -> disputes.tell(session, id, Transition.of(from, to, command, now)))
                .call(() -> setDeadline(session, id, to))
                .call(() -> say(session, to, now))
                .invoke(() -> meters.counter(
                                "bonafide.dispute.transitions",
                                "from",
                                from.stage().name(),
                                "to",
                                to.stage().name())
                        .increment());
    }

    private Uni<Void> save(Mutiny.Session session, Dispute to) {
        return to instanceof Executing ruled
                ? disputes.add(session, to.claim().disputeId(), ruled.ruling()).chain(() -> disputes.save(session, to))
                : disputes.save(session, to);
    }

    private Uni<Void> setDeadline(Mutiny.Session session, UUID id, Dispute to) {
        return timers.cancelAll(session, id).chain(() -> switch (to) {
            // A case that was late before somebody took it and gave it back has been reported already.
            case Queued at
            when at.place().overdueSince() == null ->
                timers.schedule(
                        session, Deadline.ASSIGNMENT.timerKind(), id, at.place().dueAt());
            case Executing at -> timers.schedule(session, Deadline.PAYMENT.timerKind(), id, at.payBy());
            case Opening _, Queued _, InHands _, Closed _, NotOpened _ ->
                Uni.createFrom().voidItem();
        });
    }

    private Uni<Void> say(Mutiny.Session session, Dispute to, Instant now) {
        var claim = to.claim();
        return switch (to) {
            case Opening _, Queued _ -> Uni.createFrom().voidItem();
            case InHands at ->
                news.say(session, DisputeEvent.ArbiterAssignedV1.of(claim, at.arbiterId(), at.assignedAt()), now);
            case Executing at -> news.say(session, DisputeEvent.RuledV1.of(claim, at.ruling()), now);
            case Closed at ->
                news.say(
                        session,
                        DisputeEvent.ClosedV1.of(
                                claim,
                                DisputeEvent.ClosedV1.Outcome.of(at.ruling().outcome()),
                                at.closedAt()),
                        now);
            case NotOpened at ->
                news.say(
                        session,
                        DisputeEvent.ClosedV1.of(claim, DisputeEvent.ClosedV1.Outcome.NOT_OPENED, at.closedAt()),
                        now);
        };
    }

    private void alarm(Dispute marked) {
        var id = marked.claim().disputeId();
        switch (marked) {
            case Queued at -> {
                LOG.warnf(
                        "No arbiter has taken dispute %s, due %s",
                        id, at.place().dueAt());
                breached(Deadline.ASSIGNMENT);
            }
            case Executing at -> {
                LOG.warnf(
                        "No money has followed ruling %s of dispute %s, due %s",
                        at.ruling().id(), id, at.payBy());
                breached(Deadline.PAYMENT);
            }
            case Opening _, InHands _, Closed _, NotOpened _ -> {}
        }
    }

    private void breached(Deadline deadline) {
        meters.counter("bonafide.dispute.sla.breached", "deadline", deadline.name())
                .increment();
    }
}

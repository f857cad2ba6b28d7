package dev.bonafide.escrow.model;

import dev.bonafide.escrow.desk.ruling.RulingDesk;
import dev.bonafide.kit.timer.DueTimer;
import dev.bonafide.kit.timer.TimerHandler;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lets deadlines speak, in turn and out of it. */
@ApplicationScoped
class Ringing {
    private final Committing committing;
    private final Map<String, TimerHandler> handlers;

    Ringing(Committing committing, @All List<TimerHandler> handlers) {
        this.committing = committing;
        this.handlers = handlers.stream().collect(Collectors.toMap(TimerHandler::kind, Function.identity()));
    }

    /** The next deadline of the order speaks, if there is one. */
    void next(Run run, boolean crashes) {
        run.sight.bells().values().stream()
                .min(Comparator.comparing(Sight.Bell::dueAt).thenComparing(Sight.Bell::kind))
                .ifPresent(bell -> ring(run, bell, crashes));
    }

    /** Fires a timer as the loop does: what it does and that it is gone commit together. */
    void ring(Run run, Sight.Bell bell, boolean crashes) {
        committing.inOne(
                run,
                crashes,
                session -> handler(bell.kind())
                        .fire(session, new DueTimer(bell.kind(), bell.ref(), bell.dueAt(), run.model.now))
                        .chain(session::flush)
                        .chain(() -> session.createNativeQuery(
                                        "delete from timer where kind = :kind and ref = :ref and due_at = :due")
                                .setParameter("kind", bell.kind())
                                .setParameter("ref", bell.ref())
                                .setParameter("due", bell.dueAt().atOffset(ZoneOffset.UTC))
                                .executeUpdate()));
    }

    /** A deadline speaks that nobody has awaited. */
    void outOfTurn(Run run, String kind, UUID ref, boolean crashes) {
        var now = run.model.now;
        committing.inOne(run, crashes, session -> handler(kind).fire(session, new DueTimer(kind, ref, now, now)));
    }

    /** The money of a ruling that is fixed moves at once, by a timer of its own. */
    void moveTheMoney(Run run, UUID ruling) {
        committing.inOne(
                run,
                false,
                session -> session.createNativeQuery("delete from timer where kind = :kind and ref = :ref")
                        .setParameter("kind", RulingDesk.MOVE)
                        .setParameter("ref", ruling)
                        .executeUpdate()
                        .chain(due -> due == 0
                                ? Uni.createFrom().voidItem()
                                : handler(RulingDesk.MOVE)
                                        .fire(
                                                session,
                                                new DueTimer(RulingDesk.MOVE, ruling, run.model.now, run.model.now))));
    }

    private TimerHandler handler(String kind) {
        var handler = handlers.get(kind);
        if (handler == null) {
            throw new IllegalStateException("Nobody handles timers of kind " + kind);
        }
        return handler;
    }
}

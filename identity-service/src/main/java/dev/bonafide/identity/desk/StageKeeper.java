package dev.bonafide.identity.desk;

import dev.bonafide.identity.events.VerificationCompletedV1;
import dev.bonafide.identity.store.Questions;
import dev.bonafide.identity.store.VerificationRow;
import dev.bonafide.identity.store.Verifications;
import dev.bonafide.identity.verification.Verification;
import dev.bonafide.identity.verification.Verification.Asked;
import dev.bonafide.identity.verification.Verification.Challenged;
import dev.bonafide.identity.verification.Verification.Expired;
import dev.bonafide.identity.verification.Verification.Locked;
import dev.bonafide.identity.verification.Verification.ManualReview;
import dev.bonafide.identity.verification.Verification.None;
import dev.bonafide.identity.verification.Verification.Verified;
import dev.bonafide.identity.verification.VerificationCommand;
import dev.bonafide.identity.verification.VerificationCommand.TimeIsUp;
import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.outbox.OutgoingEvent;
import dev.bonafide.kit.timer.Timers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/** Saves a stage with all that hangs on it: its deadline, what it binds, and what others are told. */
@ApplicationScoped
public class StageKeeper {

    private final Verifications verifications;
    private final Questions questions;
    private final Standings standings;
    private final Timers timers;
    private final Outbox outbox;

    StageKeeper(Verifications verifications, Questions questions, Standings standings, Timers timers, Outbox outbox) {
        this.verifications = verifications;
        this.questions = questions;
        this.standings = standings;
        this.timers = timers;
        this.outbox = outbox;
    }

    /** Takes the stage over into the row that is held, because of that command. */
    Uni<Void> keep(
            Mutiny.Session session, VerificationRow row, Verification to, VerificationCommand command, Instant now) {
        Verification from = row.verification();
        row.take(to);
        return session.flush()
                .chain(() -> release(session, row, to))
                // A timer that fires removes itself, and would undo everything if it found that somebody else had.
                .chain(() -> command instanceof TimeIsUp ? Uni.createFrom().voidItem() : guard(session, row, to))
                .chain(() -> from instanceof Asked && !(to instanceof Asked)
                        ? stopAsking(session, row)
                        : Uni.createFrom().voidItem())
                .chain(() -> tell(session, row, from, to, now));
    }

    /** What is no longer being proven is free for others. */
    private Uni<Void> release(Mutiny.Session session, VerificationRow row, Verification to) {
        return switch (to) {
            case None _, Expired _, Verification.Refused _ ->
                verifications.release(session, row.kind(), row.accountId());
            case Challenged _, Asked _, ManualReview _, Locked _, Verified _ ->
                Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> guard(Mutiny.Session session, VerificationRow row, Verification to) {
        return switch (to) {
            case Challenged at -> timers.schedule(session, VerificationDesk.DUE_TIMER, row.id(), at.expiresAt());
            case Asked at -> timers.schedule(session, VerificationDesk.DUE_TIMER, row.id(), at.expiresAt());
            case ManualReview at -> timers.schedule(session, VerificationDesk.DUE_TIMER, row.id(), at.remindAt());
            case Locked at -> timers.schedule(session, VerificationDesk.DUE_TIMER, row.id(), at.until());
            case None _, Verified _, Expired _, Verification.Refused _ ->
                timers.cancel(session, VerificationDesk.DUE_TIMER, row.id());
        };
    }

    private Uni<Void> stopAsking(Mutiny.Session session, VerificationRow row) {
        return questions
                .forget(session, row.id())
                .chain(() -> timers.cancel(session, VerificationDesk.ASK_TIMER, row.id()));
    }

    private Uni<Void> tell(
            Mutiny.Session session, VerificationRow row, Verification from, Verification to, Instant now) {
        boolean proven = to instanceof Verified;
        if (proven == from instanceof Verified) {
            return Uni.createFrom().voidItem();
        }
        Uni<?> told = proven
                ? outbox.append(
                        session,
                        new OutgoingEvent(
                                "identity.accounts",
                                row.accountId(),
                                VerificationCompletedV1.TYPE,
                                new VerificationCompletedV1(row.accountId(), row.kind(), now),
                                now))
                : Uni.createFrom().voidItem();
        return told.chain(() -> standings.refresh(session, row.accountId(), now));
    }
}

package dev.bonafide.dispute.dispute;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A dispute about one order. One record per stage; a stage offers only its legal moves, and only the rules make them. */
public sealed interface Dispute {
    Claim claim();

    /** The stage by name. */
    default Stage stage() {
        return switch (this) {
            case Opening _ -> Stage.OPENING;
            case Queued _ -> Stage.QUEUED;
            case InHands _ -> Stage.IN_HANDS;
            case Executing _ -> Stage.EXECUTING;
            case Closed _ -> Stage.CLOSED;
            case NotOpened _ -> Stage.NOT_OPENED;
        };
    }

    /** Who works on it or has ruled on it; null if there is no such person. */
    default @Nullable UUID arbiter() {
        return switch (this) {
            case InHands at -> at.arbiterId();
            case Executing at -> at.ruling().arbiterId();
            case Closed at -> at.ruling().arbiterId();
            case Opening _, Queued _, NotOpened _ -> null;
        };
    }

    /** The escrow service has been asked to freeze the money. */
    record Opening(Claim claim) implements Dispute {
        Queued queue(Instant now, Duration assignWithin) {
            return new Queued(claim, new QueuePlace(now, now.plus(assignWithin), null));
        }

        NotOpened refuse(String code, Instant now) {
            return new NotOpened(claim, code, now);
        }
    }

    /** Frozen, and waiting for an arbiter. */
    record Queued(Claim claim, QueuePlace place) implements Dispute {
        InHands assign(UUID arbiter, Instant now) {
            return new InHands(claim, place, arbiter, now);
        }

        Queued overdue(Instant now) {
            return new Queued(claim, place.overdue(now));
        }

        Executing rule(Ruling ruling, Duration payWithin) {
            return Executing.of(claim, ruling, payWithin);
        }
    }

    /** One arbiter works on it, and nobody else may rule. */
    record InHands(Claim claim, QueuePlace place, UUID arbiterId, Instant assignedAt) implements Dispute {
        Queued giveBack() {
            return new Queued(claim, place);
        }

        Executing rule(Ruling ruling, Duration payWithin) {
            return Executing.of(claim, ruling, payWithin);
        }
    }

    /**
     * Ruled; the escrow service moves the money.
     *
     * @param payBy when the money should have moved at the latest
     * @param unpaidSince when it was noticed that it had not; null while all is well
     */
    record Executing(
            Claim claim,
            Ruling ruling,
            Instant payBy,
            @Nullable Instant unpaidSince) implements Dispute {
        static Executing of(Claim claim, Ruling ruling, Duration payWithin) {
            return new Executing(claim, ruling, ruling.ruledAt().plus(payWithin), null);
        }

        Executing unpaid(Instant now) {
            return new Executing(claim, ruling, payBy, now);
        }

        Closed close(Instant now) {
            return new Closed(claim, ruling, now);
        }
    }

    /** The money has followed the ruling. Final. */
    record Closed(Claim claim, Ruling ruling, Instant closedAt) implements Dispute {}

    /** The money could not be frozen, for a reason the escrow service names. Final. */
    record NotOpened(Claim claim, String freezeRefusal, Instant closedAt) implements Dispute {}
}

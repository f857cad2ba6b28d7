package dev.bonafide.dispute.dispute;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of a dispute's history.
 *
 * @param from the stage before; null for the first line
 * @param actorId the person who acted; null for another service or a deadline
 * @param reason the command, or {@code OPEN_DISPUTE} for the first line
 */
public record Transition(
        @Nullable Stage from,
        Stage to,
        Actor actor,
        @Nullable UUID actorId,
        String reason,
        Instant at) {

    /** Who made it happen. */
    public enum Actor {
        BUYER,
        SELLER,
        ARBITER,
        ESCROW,
        TIMER
    }

    /** The first line. */
    public static Transition first(Dispute.Opening opened) {
        var claim = opened.claim();
        var opener = claim.openedBy() == Party.BUYER ? claim.buyerId() : claim.sellerId();
        return new Transition(null, opened.stage(), actor(claim.openedBy()), opener, "OPEN_DISPUTE", claim.openedAt());
    }

    /** A further line. */
    public static Transition of(Dispute from, Dispute to, DisputeCommand command, Instant now) {
        return new Transition(
                from.stage(),
                to.stage(),
                actor(from, command),
                person(command),
                command.name().name(),
                now);
    }

    private static Actor actor(Dispute from, DisputeCommand command) {
        return switch (command) {
            case DisputeCommand.AddEvidence _, DisputeCommand.Withdraw _ ->
                actor(from.claim().openedBy());
            case DisputeCommand.Assign _, DisputeCommand.GiveBack _, DisputeCommand.Rule _ -> Actor.ARBITER;
            case DisputeCommand.ConfirmFreeze _, DisputeCommand.RefuseFreeze _, DisputeCommand.StepAnswered _ ->
                Actor.ESCROW;
            case DisputeCommand.AssignmentDue _, DisputeCommand.PaymentDue _ -> Actor.TIMER;
        };
    }

    private static Actor actor(Party party) {
        return party == Party.BUYER ? Actor.BUYER : Actor.SELLER;
    }

    private static @Nullable UUID person(DisputeCommand command) {
        return switch (command) {
            case DisputeCommand.AddEvidence c -> c.by();
            case DisputeCommand.Withdraw c -> c.by();
            case DisputeCommand.Assign c -> c.arbiter();
            case DisputeCommand.GiveBack c -> c.arbiter();
            case DisputeCommand.Rule c -> c.arbiter();
            case DisputeCommand.ConfirmFreeze _,
                    DisputeCommand.RefuseFreeze _,
                    DisputeCommand.StepAnswered _,
                    DisputeCommand.AssignmentDue _,
                    DisputeCommand.PaymentDue _ -> null;
        };
    }
}

package dev.bonafide.escrow.order;

import dev.bonafide.escrow.order.Decision.Refused.FreezeExtendedBefore;
import dev.bonafide.escrow.order.MilestoneState.AcceptedBy;
import dev.bonafide.escrow.order.OrderCommand.Freeze;
import dev.bonafide.escrow.terms.DisputeWindows;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dispute about what a look at a milestone does not show, in the time that counts from its own acceptance. It is about that one
 * alone, so the order goes on, or has ended, as if there were none; and never beside a dispute about all that was accepted.
 */
public final class MilestoneClaimRules {
    private MilestoneClaimRules() {}

    /** What comes of it. */
    public sealed interface Answer {
        /** It claims what the milestone has brought. */
        record Claimed(Claim claim) implements Answer {}

        /** It had been told before. */
        record Already() implements Answer {}

        /** Nothing changes, and why. */
        record Refused(FreezeRefusal reason) implements Answer {}
    }

    /**
     * Decides about a dispute that names an accepted milestone.
     *
     * @param claims all there are about milestones of the order
     * @param command which says whether the loss of that milestone was made good
     */
    public static Answer opened(
            Order order,
            int number,
            MilestoneState.Released accepted,
            List<MilestoneClaim> claims,
            Freeze command,
            Instant now) {
        for (var claim : claims) {
            if (claim.number() == number) {
                return again(claim.claim(), command);
            }
        }
        var other = beside(order, command);
        if (other != null) {
            return new Answer.Refused(other);
        }
        if (command.madeGood()) {
            return new Answer.Refused(FreezeRefusal.ALREADY_INDEMNIFIED);
        }
        if (!isInTime(order, accepted, command)) {
            return new Answer.Refused(tooLate(accepted, command));
        }
        var since = command.openedAt().isBefore(now) ? command.openedAt() : now;
        return new Answer.Claimed(new Claim(Standstill.of(command.dispute(), since), null));
    }

    /** Why a dispute that names no milestone cannot claim all that was accepted; null if none of them was claimed by itself. */
    public static @Nullable FreezeRefusal mayNotClaimAll(List<MilestoneClaim> claims) {
        if (claims.isEmpty()) {
            return null;
        }
        return claims.stream().anyMatch(each -> each.claim().ruling() == null)
                ? FreezeRefusal.OTHER_DISPUTE_OPEN
                : FreezeRefusal.RELEASED_BY_RULING;
    }

    /** Why an open claim cannot last longer; null if it can, which it does once. */
    public static @Nullable FreezeExtendedBefore mayNotExtend(Claim claim, DisputeWindows windows) {
        var freeze = claim.standstill();
        return freeze.extended() ? new FreezeExtendedBefore(FreezeAge.expiresAt(freeze, windows)) : null;
    }

    /** The claim as it is when it lasts longer. */
    public static Claim extended(Claim claim) {
        return new Claim(claim.standstill().extend(), claim.ruling());
    }

    private static Answer again(Claim known, Freeze command) {
        if (known.standstill().cause().equals(command.dispute())) {
            return new Answer.Already();
        }
        return new Answer.Refused(
                known.ruling() == null ? FreezeRefusal.OTHER_DISPUTE_OPEN : FreezeRefusal.RELEASED_BY_RULING);
    }

    /** A dispute about the rest, or about all that was accepted, has the say; a bank asks nobody and is asked by nobody. */
    private static @Nullable FreezeRefusal beside(Order order, Freeze command) {
        if (order instanceof Order.Disputed frozen && !frozen.dispute().equals(command.insteadOf())) {
            return FreezeRefusal.OTHER_DISPUTE_OPEN;
        }
        if (order instanceof Order.Released released && released.claim() instanceof Claim all) {
            return all.ruling() == null ? FreezeRefusal.OTHER_DISPUTE_OPEN : FreezeRefusal.RELEASED_BY_RULING;
        }
        return null;
    }

    private static boolean isInTime(Order order, MilestoneState.Released accepted, Freeze command) {
        var openedAt = command.openedAt();
        // The buyer had spoken when silence was taken for consent.
        if (accepted.by() == AcceptedBy.TIMER && openedAt.isBefore(accepted.at())) {
            return true;
        }
        var windows = order.agreement().terms().windows().disputes();
        return command.grievance() != Grievance.VISIBLE
                && openedAt.isBefore(accepted.at().plus(command.grievance().after(windows)));
    }

    private static FreezeRefusal tooLate(MilestoneState.Released accepted, Freeze command) {
        if (command.grievance() != Grievance.VISIBLE) {
            return FreezeRefusal.HIDDEN_DEFECT_WINDOW_OVER;
        }
        return switch (accepted.by()) {
            case BUYER -> FreezeRefusal.ACCEPTED_BY_BUYER;
            case TIMER -> FreezeRefusal.INSPECTION_OVER;
        };
    }
}

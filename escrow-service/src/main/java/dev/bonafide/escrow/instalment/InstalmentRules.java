package dev.bonafide.escrow.instalment;

import dev.bonafide.escrow.instalment.Instalment.Arrears;
import dev.bonafide.escrow.instalment.Instalment.Asked;
import dev.bonafide.escrow.instalment.Instalment.Cancelled;
import dev.bonafide.escrow.instalment.Instalment.Missed;
import dev.bonafide.escrow.instalment.Instalment.Overdue;
import dev.bonafide.escrow.instalment.Instalment.Paid;
import dev.bonafide.escrow.instalment.Instalment.Scheduled;
import dev.bonafide.escrow.instalment.Instalment.WrittenOff;
import dev.bonafide.escrow.instalment.InstalmentCommand.Ask;
import dev.bonafide.escrow.instalment.InstalmentCommand.Confirm;
import dev.bonafide.escrow.instalment.InstalmentCommand.Cut;
import dev.bonafide.escrow.instalment.InstalmentCommand.Decline;
import dev.bonafide.escrow.instalment.InstalmentCommand.WriteOff;
import dev.bonafide.escrow.instalment.InstalmentDecision.AlreadyDone;
import dev.bonafide.escrow.instalment.InstalmentDecision.GiveBack;
import dev.bonafide.escrow.instalment.InstalmentDecision.Moved;
import dev.bonafide.escrow.instalment.InstalmentDecision.Refused.NotOverdue;
import dev.bonafide.escrow.instalment.InstalmentDecision.Refused.NotOwed;
import dev.bonafide.escrow.instalment.InstalmentDecision.Refused.Pending;
import dev.bonafide.escrow.instalment.InstalmentPolicy.Conditions;
import java.time.Instant;

/**
 * Every command against every stage of a part, in one switch without a default. The README shows the same as a table, and a
 * test holds the two together.
 */
public final class InstalmentRules {

    private InstalmentRules() {}

    /** What comes of the command for a part of an open plan with these conditions. */
    public static InstalmentDecision decide(
            Instalment part, InstalmentCommand command, Conditions conditions, Instant now) {
        var share = part.share();
        return switch (command) {
            case Ask(var payment, var byHand) ->
                switch (part) {
                    case Scheduled _ -> new Moved(new Asked(share, payment, byHand ? 0 : 1, byHand, null, null));
                    case Missed o ->
                        new Moved(new Asked(
                                share, payment, byHand ? o.tries() : o.tries() + 1, byHand, o.retryAt(), null));
                    case Overdue o -> new Moved(new Asked(share, payment, o.tries(), byHand, null, o.arrears()));
                    case Asked o -> new Pending(o.payment());
                    case Paid _, Cancelled _, WrittenOff _ -> new AlreadyDone(part);
                };
            case Confirm(var payment, var paid) ->
                switch (part) {
                    // Money that came counts, whichever of our asks it answers and whatever was said of it before.
                    case Scheduled _, Asked _, Missed _, Overdue _
                    when paid.equals(share.open()) -> new Moved(new Paid(share, payment, now));
                    // A refund has cut the part while the provider was asked for all of it.
                    case Asked o when o.payment().equals(payment) -> new GiveBack(askAgain(o, now));
                    case Scheduled _, Asked _, Missed _, Overdue _ -> new GiveBack(part);
                    case Paid o when o.payment().equals(payment) -> new AlreadyDone(o);
                    case Paid _, Cancelled _, WrittenOff _ -> new GiveBack(part);
                };
            case Decline(var payment) ->
                switch (part) {
                    case Asked o when o.payment().equals(payment) -> new Moved(declined(o, conditions, now));
                    case Scheduled _, Asked _, Missed _, Overdue _ -> new AlreadyDone(part);
                    case Paid _, Cancelled _, WrittenOff _ -> new AlreadyDone(part);
                };
            case Cut(var by) ->
                switch (part) {
                    case Scheduled _, Asked _, Missed _, Overdue _
                    when by.equals(share.open()) -> new Moved(new Cancelled(share.cut(by)));
                    case Scheduled _ -> new Moved(new Scheduled(share.cut(by)));
                    case Asked o ->
                        new Moved(
                                new Asked(share.cut(by), o.payment(), o.tries(), o.byHand(), o.retryAt(), o.arrears()));
                    case Missed o -> new Moved(new Missed(share.cut(by), o.tries(), o.retryAt()));
                    case Overdue o -> new Moved(new Overdue(share.cut(by), o.tries(), o.arrears()));
                    // It is lost already; the refund only makes the loss smaller.
                    case WrittenOff o -> new Moved(new WrittenOff(share.cut(by), o.at()));
                    case Paid _, Cancelled _ -> new NotOwed(part.stage());
                };
            case WriteOff _ ->
                switch (part) {
                    case Overdue _ -> new Moved(new WrittenOff(share, now));
                    case WrittenOff _ -> new AlreadyDone(part);
                    case Asked o -> new Pending(o.payment());
                    case Scheduled _, Missed _ -> new NotOverdue(part.stage());
                    case Paid _, Cancelled _ -> new NotOwed(part.stage());
                };
        };
    }

    private static Instalment askAgain(Asked part, Instant now) {
        return isAsBefore(part) ? asBefore(part) : new Missed(part.share(), part.tries(), now);
    }

    private static Instalment declined(Asked part, Conditions conditions, Instant now) {
        if (isAsBefore(part)) {
            return asBefore(part);
        }
        var retries = conditions.retryAfter();
        return part.tries() <= retries.size()
                ? new Missed(part.share(), part.tries(), now.plus(retries.get(part.tries() - 1)))
                : new Overdue(part.share(), part.tries(), new Arrears(now, now.plus(conditions.writeOffAfter())));
    }

    /** What a buyer tries themselves does not count as a try of ours. */
    private static boolean isAsBefore(Asked part) {
        return part.byHand() || part.arrears() != null;
    }

    private static Instalment asBefore(Asked part) {
        var arrears = part.arrears();
        if (arrears != null) {
            return new Overdue(part.share(), part.tries(), arrears);
        }
        var retryAt = part.retryAt();
        return retryAt == null ? new Scheduled(part.share()) : new Missed(part.share(), part.tries(), retryAt);
    }
}

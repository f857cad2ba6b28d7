package dev.bonafide.escrow.payment;

import dev.bonafide.kit.money.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a provider's word, a person of finance, and a bank's decision mean for a refund. Plain. */
public final class RefundRules {

    private RefundRules() {}

    /** What comes of it. */
    public sealed interface Decision {
        /** The buyer has the money. */
        record Settle() implements Decision {}

        /** Ask the provider once more, after the pause. */
        record TryLater() implements Decision {}

        /** A bank has the money: nobody is asked again until it has decided. */
        record Wait() implements Decision {}

        /** The provider will not do it: a person has to find another way. */
        record GiveUp(String code) implements Decision {}

        /** Nothing to do: told before, or about an earlier try. */
        record AlreadyDone() implements Decision {}

        /** The buyer has the money twice: it is booked, and a person has it back. */
        record Twice() implements Decision {}

        /** The provider has the money again: it is booked, and owed to the buyer, unless the buyer has it otherwise. */
        record CameBack() implements Decision {}

        /** Another amount was given: a person has to look. */
        record Contradiction(String code) implements Decision {}
    }

    /**
     * The provider says that the buyer has it.
     *
     * @param before what the same try was heard of before; null if it was not
     * @param amount that the buyer has by it
     */
    public static Decision succeeded(Refund refund, Refund.@Nullable Given before, Money amount) {
        // What has come back is over: the same word again is an old one.
        if (before == Refund.Given.TWICE || before == Refund.Given.CAME_BACK) {
            return new Decision.AlreadyDone();
        }
        var isAnother = refund.status() == Refund.Status.SETTLED && before == null;
        var fits = isAnother ? amount.currency().equals(refund.amount().currency()) : amount.equals(refund.amount());
        if (!fits) {
            return new Decision.Contradiction("AMOUNT_DIFFERS");
        }
        return switch (refund.status()) {
            // A try that was given up may succeed after all; whichever comes first settles it.
            case ASKED, FAILED -> new Decision.Settle();
            // Not asked for now, and given all the same: it counts, or it would be given once more.
            case WAITING -> new Decision.Settle();
            case SETTLED -> isAnother ? new Decision.Twice() : new Decision.AlreadyDone();
        };
    }

    /**
     * The provider says that it cannot, or that the buyer has it no longer.
     *
     * @param before what the same try was heard of before; null if it was not
     * @param pulledBack whether a bank has pulled the payment back and the case is not over
     */
    public static Decision failed(
            Refund refund, Refund.@Nullable Given before, UUID tryId, String code, int triesMax, boolean pulledBack) {
        if (before != null) {
            return switch (before) {
                case SETTLED, TWICE -> new Decision.CameBack();
                case CAME_BACK -> new Decision.AlreadyDone();
            };
        }
        return switch (refund.status()) {
            case ASKED -> {
                var last = refund.lastTry();
                if (last == null || !last.id().equals(tryId) || last.failed()) {
                    yield new Decision.AlreadyDone();
                }
                if (pulledBack) {
                    yield new Decision.Wait();
                }
                yield last.number() < triesMax ? new Decision.TryLater() : new Decision.GiveUp(code);
            }
            case WAITING, FAILED, SETTLED -> new Decision.AlreadyDone();
        };
    }

    /**
     * What of a refund that has come back the buyer is owed again. The rest is the platform's, which has borne that the
     * buyer had it twice.
     *
     * @param given what the try had meant by which it was given
     * @param byAnother whether the buyer has the same by another try
     * @param beyond what the buyer has had of the payment, by refunds and by banks, beyond what was paid
     */
    public static Money owedAgain(Refund refund, Refund.Given given, boolean byAnother, Money beyond) {
        var amount = refund.amount();
        return given == Refund.Given.SETTLED && !byAnother
                ? amount.minus(amount.min(beyond))
                : Money.zero(amount.currency());
    }

    /** Whether a bank's decision may settle it: nobody is at it, also where the pause after a failure is not over. */
    public static boolean nobodyIsAtIt(Refund refund) {
        return refund.status() != Refund.Status.SETTLED && !isUnderWay(refund);
    }

    /** Whether the provider was asked and has not told what came of it: the buyer may get the money, or may not. */
    public static boolean isUnderWay(Refund refund) {
        return switch (refund.status()) {
            case ASKED -> !(refund.lastTry() instanceof Refund.Try last && last.failed());
            case WAITING, FAILED, SETTLED -> false;
        };
    }
}

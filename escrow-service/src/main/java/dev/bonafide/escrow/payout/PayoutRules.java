package dev.bonafide.escrow.payout;

import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether money may leave, and what a provider's word means for a payout. Plain. */
public final class PayoutRules {
    private PayoutRules() {}

    /** What comes of the wish to be paid out. */
    public sealed interface Decision {
        /** So much, to that account. */
        record Pay(Money amount, PayoutAccount account) implements Decision {}

        /** Not now, for a reason that carries its facts. */
        sealed interface Refused extends Decision {
            /** The seller has named no account. */
            record NoAccount() implements Refused {}

            /** The account is new, and its owner may still notice. */
            record AccountIsNew(Instant usableFrom) implements Refused {}

            /** Risk keeps the money. */
            record Held(List<PayoutHold> holds) implements Refused {}

            /** There is less than was asked for. */
            record AboveAvailable(Money asked, Money available) implements Refused {}

            /** There is nothing, or so little that it is not worth a transfer. */
            record BelowMinimum(Money available, Money minimum) implements Refused {}
        }
    }

    /** What a seller has at the moment of the wish. */
    public record Situation(Money available, @Nullable PayoutAccount account, List<PayoutHold> holds) {}

    /**
     * Decides a wish to be paid out.
     *
     * @param asked so much; all there is if null
     */
    public static Decision decide(@Nullable Money asked, Situation at, PayoutPolicy policy, Instant now) {
        var account = at.account();
        if (account == null) {
            return new Decision.Refused.NoAccount();
        }
        if (!at.holds().isEmpty()) {
            return new Decision.Refused.Held(at.holds());
        }
        if (now.isBefore(account.usableFrom())) {
            return new Decision.Refused.AccountIsNew(account.usableFrom());
        }
        if (asked != null && asked.isMoreThan(at.available())) {
            return new Decision.Refused.AboveAvailable(asked, at.available());
        }
        var amount = asked == null ? at.available() : asked;
        var minimum = new Money(policy.minimumMinor(), amount.currency());
        return minimum.isMoreThan(amount)
                ? new Decision.Refused.BelowMinimum(at.available(), minimum)
                : new Decision.Pay(amount, account);
    }

    /** What comes of the wish to be paid to another account. */
    public sealed interface Change {
        /** It becomes this. */
        record To(PayoutAccount account) implements Change {}

        /** It is just that already; nothing starts anew. */
        record Same(PayoutAccount account) implements Change {}

        /** Money is on its way to the present account, which stays until that has arrived or failed. */
        record PayoutUnderWay(UUID payoutId) implements Change {}

        /** The seller has seen another version. */
        record Stale(long current) implements Change {}

        /** The seller has to say which version is to be replaced. */
        record VersionMissing(long current) implements Change {}
    }

    /**
     * Decides a change of account.
     *
     * @param underWay a payout to the present account, if there is one
     * @param expected the version the seller has seen, if any
     */
    public static Change change(
            UUID seller,
            @Nullable PayoutAccount present,
            PayoutAccount.Details wanted,
            @Nullable UUID underWay,
            @Nullable Long expected,
            PayoutPolicy policy,
            Instant now) {
        if (present == null) {
            return expected == null ? new Change.To(account(seller, wanted, 1, policy, now)) : new Change.Stale(0);
        }
        if (expected == null) {
            return new Change.VersionMissing(present.version());
        }
        if (expected != present.version()) {
            return new Change.Stale(present.version());
        }
        if (present.is(wanted)) {
            return new Change.Same(present);
        }
        return underWay == null
                ? new Change.To(account(seller, wanted, present.version() + 1, policy, now))
                : new Change.PayoutUnderWay(underWay);
    }

    /** What a provider's word means. */
    public enum Word {
        /** It ends the payout. */
        ENDS,
        /** Known already. */
        KNOWN,
        /** It contradicts what was said before, or what was asked for: a person looks into it. */
        CONTRADICTS
    }

    /** The provider says that the seller has the money. */
    public static Word paid(Payout payout, Money told) {
        return switch (payout.status()) {
            case ASKED -> payout.amount().equals(told) ? Word.ENDS : Word.CONTRADICTS;
            case SETTLED -> Word.KNOWN;
            case FAILED -> Word.CONTRADICTS;
        };
    }

    /** The provider says that the seller cannot be paid. */
    public static Word failed(Payout payout) {
        return switch (payout.status()) {
            case ASKED -> Word.ENDS;
            case FAILED -> Word.KNOWN;
            case SETTLED -> Word.CONTRADICTS;
        };
    }

    private static PayoutAccount account(
            UUID seller, PayoutAccount.Details details, long version, PayoutPolicy policy, Instant now) {
        return new PayoutAccount(
                seller,
                details.provider(),
                details.token(),
                details.last4(),
                version,
                now,
                now.plus(policy.holdAfterChange()));
    }
}

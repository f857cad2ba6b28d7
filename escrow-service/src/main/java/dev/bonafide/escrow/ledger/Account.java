package dev.bonafide.escrow.ledger;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One account of the chart.
 *
 * @param owner the order or seller it belongs to; null exactly for the platform's own
 */
public record Account(AccountKind kind, @Nullable UUID owner) {

    /** Refuses an account without its owner, and a platform account with one. */
    public Account {
        if ((kind.owner() == AccountKind.Owner.PLATFORM) != (owner == null)) {
            throw new IllegalArgumentException(kind + " of " + owner + " (expected: one per " + kind.owner() + ")");
        }
    }

    /** The name in rows, events and answers, such as {@code SELLER_PAYABLE:019aa1f0-…}. */
    public String code() {
        return owner == null ? kind.name() : kind.name() + ":" + owner;
    }

    /** The account of that code. */
    public static Account of(String code) {
        var colon = code.indexOf(':');
        return colon < 0
                ? new Account(AccountKind.valueOf(code), null)
                : new Account(
                        AccountKind.valueOf(code.substring(0, colon)), UUID.fromString(code.substring(colon + 1)));
    }
}

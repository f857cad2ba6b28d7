package dev.bonafide.escrow.ledger;

import dev.bonafide.escrow.ledger.Posting.Side;

/** The chart of accounts. */
public enum AccountKind {
    /** What the payment providers have taken in for us and not yet paid back out. */
    PROVIDER_CLEARING(Owner.PLATFORM, Side.DEBIT, Guard.NONE),
    /** What the instalment provider still owes us for an order, whose seller is paid as if in full. */
    INSTALMENT_PROVIDER(Owner.ORDER, Side.DEBIT, Guard.BALANCE),
    /** What a buyer's bank has pulled back while nobody has decided who bears it. */
    CHARGEBACK_SUSPENSE(Owner.ORDER, Side.DEBIT, Guard.BALANCE),
    /** What a seller owes us, taken from later sales first. */
    SELLER_RECEIVABLE(Owner.SELLER, Side.DEBIT, Guard.BALANCE),
    /** What the platform has paid for: labels, losses it bears, fees of providers. */
    PLATFORM_EXPENSE(Owner.PLATFORM, Side.DEBIT, Guard.NONE),
    /** What we hold for one order and owe to one of its sides. */
    ESCROW_LIABILITY(Owner.ORDER, Side.CREDIT, Guard.BALANCE),
    /** What is on its way back to the buyer of one order, until the provider confirms it. */
    BUYER_REFUND(Owner.ORDER, Side.CREDIT, Guard.BALANCE),
    /** What a seller has earned and not been paid out. */
    SELLER_PAYABLE(Owner.SELLER, Side.CREDIT, Guard.LOTS),
    /** What is kept of a seller's earnings against losses, for a time. */
    SELLER_RESERVE(Owner.SELLER, Side.CREDIT, Guard.LOTS),
    /** What is on its way to a seller's bank, until the provider confirms it. */
    PAYOUT_IN_TRANSIT(Owner.SELLER, Side.CREDIT, Guard.BALANCE),
    /** What the platform has earned. */
    PLATFORM_REVENUE(Owner.PLATFORM, Side.CREDIT, Guard.NONE),
    /** What is set aside to compensate buyers at once. */
    COMPENSATION_POOL(Owner.PLATFORM, Side.CREDIT, Guard.BALANCE),
    /** What sellers owe to the pool: the other side of their receivables while these are open. */
    POOL_CLAIM(Owner.PLATFORM, Side.CREDIT, Guard.BALANCE),
    /** What we owe to inspection centres. */
    INSPECTION(Owner.PLATFORM, Side.CREDIT, Guard.NONE),
    /** What we owe to the insurer of parcels. */
    INSURANCE(Owner.PLATFORM, Side.CREDIT, Guard.NONE),
    /** What we owe to the warranty partner. */
    WARRANTY(Owner.PLATFORM, Side.CREDIT, Guard.NONE);

    /** Whether there is one account of the kind, or one for each order or seller. */
    public enum Owner {
        PLATFORM,
        ORDER,
        SELLER
    }

    /** What keeps an account on its own side of zero. Accounts that every order touches have none: no row may be hot. */
    public enum Guard {
        NONE,
        /** A balance per account, which the database keeps at zero or above. */
        BALANCE,
        /** Each credit is a lot of its own, and a debit names the lots it uses. */
        LOTS
    }

    private final Owner owner;
    private final Side normalSide;
    private final Guard guard;

    AccountKind(Owner owner, Side normalSide, Guard guard) {
        this.owner = owner;
        this.normalSide = normalSide;
        this.guard = guard;
    }

    /** Whose accounts of this kind are. */
    public Owner owner() {
        return owner;
    }

    /** The side on which such an account grows. */
    public Side normalSide() {
        return normalSide;
    }

    /** What keeps it from falling below zero. */
    public Guard guard() {
        return guard;
    }
}

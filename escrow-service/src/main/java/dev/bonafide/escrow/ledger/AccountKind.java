package dev.bonafide.escrow.ledger;

/** The chart of accounts. */
public enum AccountKind {
    /** What the payment provider has taken in for us and not yet paid back out. */
    PROVIDER_CLEARING(Owner.PLATFORM),
    /** What we hold for one order and owe to one of its sides. Never below zero. */
    ESCROW_LIABILITY(Owner.ORDER),
    /** What is on its way back to the buyer of one order, until the provider confirms it. Never below zero. */
    BUYER_REFUND(Owner.ORDER),
    /** What a seller has earned and not been paid out. */
    SELLER_PAYABLE(Owner.SELLER),
    /** What the platform has earned. */
    PLATFORM_REVENUE(Owner.PLATFORM);

    /** Whether there is one account of the kind, or one for each order or seller. */
    public enum Owner {
        PLATFORM,
        ORDER,
        SELLER
    }

    private final Owner owner;

    AccountKind(Owner owner) {
        this.owner = owner;
    }

    /** Whose accounts of this kind are. */
    public Owner owner() {
        return owner;
    }
}

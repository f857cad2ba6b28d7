package dev.bonafide.escrow.instalment;

import dev.bonafide.kit.money.Money;
import java.util.UUID;

/** What happens to one part of an open plan. */
public sealed interface InstalmentCommand {

    /** Ask the provider for it, because it is due, or because the buyer wants to pay it themselves. */
    record Ask(UUID payment, boolean byHand) implements InstalmentCommand {}

    /** The provider has the money. */
    record Confirm(UUID payment, Money paid) implements InstalmentCommand {}

    /** The provider has said no. */
    record Decline(UUID payment) implements InstalmentCommand {}

    /** A refund takes so much off it, at most what is open. */
    record Cut(Money by) implements InstalmentCommand {}

    /** Give it up as lost. */
    record WriteOff() implements InstalmentCommand {}
}

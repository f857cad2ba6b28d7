package dev.bonafide.escrow.terms;

import dev.bonafide.kit.money.Money;

/** A service that was chosen, what it costs, and who bears it. */
public record ServiceLine(Service service, Payer paidBy, Money amount) {}

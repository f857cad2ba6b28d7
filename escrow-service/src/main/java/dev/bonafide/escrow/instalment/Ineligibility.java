package dev.bonafide.escrow.instalment;

import dev.bonafide.kit.money.Money;
import java.util.SortedSet;

/** A reason why an order cannot be paid in parts, with its facts. */
public sealed interface Ineligibility {

    /** The buyer has not proved enough of who they are. */
    record LevelTooLow(TrustLevel level, TrustLevel required) implements Ineligibility {}

    /** The buyer has no score yet. */
    record ScoreUnknown(int required) implements Ineligibility {}

    /** The buyer's score is too low. */
    record ScoreTooLow(int score, int required) implements Ineligibility {}

    /** The buyer is late with another plan. */
    record PartOverdue(Money overdue) implements Ineligibility {}

    /** The buyer has left parts of another plan unpaid for good. */
    record PartWrittenOff(Money writtenOff) implements Ineligibility {}

    /** With this plan the buyer would owe too much. */
    record DebtTooHigh(Money open, Money withThis, Money limit) implements Ineligibility {}

    /** There are no plans of so many parts. */
    record PartsNotOffered(int parts, SortedSet<Integer> offered) implements Ineligibility {}

    /** The order is too small or too large. */
    record TotalOutOfRange(Money total, Money min, Money max) implements Ineligibility {}

    /** There are no plans in this currency. */
    record CurrencyNotOffered(String currency, String offered) implements Ineligibility {}
}

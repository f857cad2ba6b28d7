package dev.bonafide.escrow.instalment;

import dev.bonafide.escrow.instalment.Instalment.Cancelled;
import dev.bonafide.escrow.instalment.Instalment.Paid;
import dev.bonafide.escrow.instalment.Instalment.WrittenOff;
import dev.bonafide.escrow.instalment.InstalmentPolicy.Conditions;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * How a buyer pays an order in parts. The seller knows nothing of it: to them the order is paid in full.
 *
 * @param total of the order
 * @param parts in the order in which they are due; their amounts sum to the total
 * @param agreedAt when the buyer asked for it
 */
public record InstalmentPlan(
        UUID planId,
        UUID orderId,
        UUID buyerId,
        Conditions conditions,
        Money total,
        Stage stage,
        Instant agreedAt,
        List<Instalment> parts) {

    /** How far a plan is. */
    public enum Stage {
        /** Agreed to; the first part is not paid yet, so the order is not either. */
        PROPOSED,
        /** The first part is paid, and with it the order. */
        OPEN,
        /** Nothing is owed any more. */
        CLOSED,
        /** It came to nothing: the first part was never paid. */
        DROPPED
    }

    /** How a plan ended. */
    public enum Outcome {
        /** Every part was paid. */
        PAID,
        /** A refund has taken off what was open. */
        CANCELLED,
        /** Something of it was given up as lost. */
        WRITTEN_OFF
    }

    /** Refuses parts that do not sum to the total. */
    public InstalmentPlan {
        parts = List.copyOf(parts);
        var sum = parts.stream().map(part -> part.share().amount()).reduce(Money.zero(total.currency()), Money::plus);
        if (!sum.equals(total)) {
            throw new IllegalArgumentException("parts: " + sum + " together (expected: " + total + ")");
        }
    }

    /** What the buyer still owes. */
    public Money open() {
        return sum(Instalment::isOwed);
    }

    /** What of it should have been paid by now. */
    public Money overdue() {
        return sum(Instalment::isOverdue);
    }

    /** What the buyer has paid. */
    public Money paid() {
        return sum(part -> part instanceof Paid);
    }

    /** What was given up as lost, less what a refund has made good. */
    public Money writtenOff() {
        return sum(part -> part instanceof WrittenOff);
    }

    /** What refunds have taken off. */
    public Money cancelled() {
        return parts.stream().map(part -> part.share().cancelled()).reduce(Money.zero(total.currency()), Money::plus);
    }

    /** The part of that number. */
    public Optional<Instalment> part(int number) {
        return parts.stream().filter(part -> part.share().number() == number).findFirst();
    }

    /** The part that is owed longest; nothing if none is. */
    public Optional<Instalment> oldestOwed() {
        return parts.stream().filter(Instalment::isOwed).findFirst();
    }

    /** How the plan has ended; nothing while something is owed. */
    public Optional<Outcome> outcome() {
        if (parts.stream().anyMatch(Instalment::isOwed)) {
            return Optional.empty();
        }
        if (parts.stream().anyMatch(part -> part instanceof WrittenOff)) {
            return Optional.of(Outcome.WRITTEN_OFF);
        }
        return Optional.of(
                parts.stream().anyMatch(part -> part instanceof Cancelled) ? Outcome.CANCELLED : Outcome.PAID);
    }

    /** The plan with another state of one of its parts; closed once nothing is owed. */
    public InstalmentPlan with(Instalment changed) {
        var after = parts.stream()
                .map(part -> part.share().number() == changed.share().number() ? changed : part)
                .toList();
        var plan = new InstalmentPlan(planId, orderId, buyerId, conditions, total, stage, agreedAt, after);
        return stage == Stage.OPEN && plan.outcome().isPresent() ? plan.at(Stage.CLOSED) : plan;
    }

    /** The plan so many days later: it has stood still. */
    public InstalmentPlan later(int days) {
        var after = parts.stream().map(part -> part.later(days)).toList();
        return new InstalmentPlan(planId, orderId, buyerId, conditions, total, stage, agreedAt, after);
    }

    /** The plan at another stage. */
    public InstalmentPlan at(Stage next) {
        return new InstalmentPlan(planId, orderId, buyerId, conditions, total, next, agreedAt, parts);
    }

    private Money sum(Predicate<Instalment> which) {
        return parts.stream()
                .filter(which)
                .map(part -> part.share().open())
                .reduce(Money.zero(total.currency()), Money::plus);
    }
}

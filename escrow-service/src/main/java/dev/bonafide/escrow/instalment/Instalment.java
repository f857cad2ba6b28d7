package dev.bonafide.escrow.instalment;

import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One part of a plan at one of its stages. {@link InstalmentRules} is the only way from one to another. */
public sealed interface Instalment {

    /** What is to be paid, and when: the same at every stage, but for what refunds have cancelled, and for how long its plan stood still. */
    Share share();

    /** The name of the stage. */
    Stage stage();

    /** Names of the stages. */
    enum Stage {
        SCHEDULED,
        ASKED,
        MISSED,
        OVERDUE,
        PAID,
        CANCELLED,
        WRITTEN_OFF
    }

    /**
     * What is to be paid, and when.
     *
     * @param number from 1
     * @param amount as it was agreed; it never changes
     * @param cancelled what a refund has taken off it
     * @param dueOn the day, in the zone of the policy; later than agreed if the plan has stood still
     * @param dueAt the instant at which it is asked for
     */
    record Share(UUID partId, int number, Money amount, Money cancelled, LocalDate dueOn, Instant dueAt) {

        /** Refuses a part of nothing, and more cancelled than there is. */
        public Share {
            if (!amount.isPositive() || cancelled.isMoreThan(amount)) {
                throw new IllegalArgumentException(
                        "amount, cancelled: " + amount + ", " + cancelled + " (expected: > 0, at most the amount)");
            }
        }

        /** What is left of it to pay. */
        public Money open() {
            return amount.minus(cancelled);
        }

        /** The same, due so many days later. */
        Share later(int days) {
            return new Share(
                    partId, number, amount, cancelled, dueOn.plusDays(days), dueAt.plus(Duration.ofDays(days)));
        }

        Share cut(Money by) {
            return new Share(partId, number, amount, cancelled.plus(by), dueOn, dueAt);
        }
    }

    /**
     * That a part is for the buyer to pay.
     *
     * @param since when it became overdue
     * @param giveUpAt when it is given up as lost; later, by as many days, if its plan stands still meanwhile
     */
    record Arrears(Instant since, Instant giveUpAt) {
        Arrears later(int days) {
            return new Arrears(since, giveUpAt.plus(Duration.ofDays(days)));
        }
    }

    /** Not due yet. */
    record Scheduled(Share share) implements Instalment {
        @Override
        public Stage stage() {
            return Stage.SCHEDULED;
        }
    }

    /**
     * The provider is being asked for it.
     *
     * @param tries how often it has been asked for when it was due, this time included if it is
     * @param byHand whether the buyer is paying it themselves; if that fails, all is as it was before
     * @param retryAt when it was to be asked for again, if it was
     * @param arrears if it is overdue
     */
    record Asked(
            Share share,
            UUID payment,
            int tries,
            boolean byHand,
            @Nullable Instant retryAt,
            @Nullable Arrears arrears) implements Instalment {
        @Override
        public Stage stage() {
            return Stage.ASKED;
        }
    }

    /** The provider has said no, and will be asked again. */
    record Missed(Share share, int tries, Instant retryAt) implements Instalment {
        @Override
        public Stage stage() {
            return Stage.MISSED;
        }
    }

    /** The provider has said no for the last time: now it is for the buyer to pay. */
    record Overdue(Share share, int tries, Arrears arrears) implements Instalment {
        @Override
        public Stage stage() {
            return Stage.OVERDUE;
        }
    }

    /** Paid. Final. */
    record Paid(Share share, UUID payment, Instant at) implements Instalment {
        @Override
        public Stage stage() {
            return Stage.PAID;
        }
    }

    /** A refund has taken all of it off. Final. */
    record Cancelled(Share share) implements Instalment {
        @Override
        public Stage stage() {
            return Stage.CANCELLED;
        }
    }

    /** Given up as lost. Final. */
    record WrittenOff(Share share, Instant at) implements Instalment {
        @Override
        public Stage stage() {
            return Stage.WRITTEN_OFF;
        }
    }

    /** The same so many days later, for its plan has stood still: one that is overdue already is given up later. */
    default Instalment later(int days) {
        return switch (this) {
            case Scheduled o -> new Scheduled(o.share().later(days));
            case Missed o ->
                new Missed(o.share().later(days), o.tries(), o.retryAt().plus(Duration.ofDays(days)));
            // If that comes to nothing, it is to be asked for as before.
            case Asked o ->
                new Asked(
                        o.share().later(days),
                        o.payment(),
                        o.tries(),
                        o.byHand(),
                        o.retryAt() == null ? null : o.retryAt().plus(Duration.ofDays(days)),
                        o.arrears() == null ? null : o.arrears().later(days));
            case Overdue o -> new Overdue(o.share(), o.tries(), o.arrears().later(days));
            case Paid _, Cancelled _, WrittenOff _ -> this;
        };
    }

    /** Whether the buyer still owes it. */
    default boolean isOwed() {
        return switch (this) {
            case Scheduled _, Asked _, Missed _, Overdue _ -> true;
            case Paid _, Cancelled _, WrittenOff _ -> false;
        };
    }

    /** Whether it is overdue, also while it is being asked for once more. */
    default boolean isOverdue() {
        return switch (this) {
            case Overdue _ -> true;
            case Asked asked -> asked.arrears() != null;
            case Scheduled _, Missed _, Paid _, Cancelled _, WrittenOff _ -> false;
        };
    }
}

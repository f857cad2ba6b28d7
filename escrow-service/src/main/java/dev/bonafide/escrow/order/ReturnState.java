package dev.bonafide.escrow.order;

import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** How far a return without a reason is; each state but the last ends by itself. */
public sealed interface ReturnState {

    /** The same after its clock has stood still for that long. */
    ReturnState later(Duration stoodStill);

    /** By when the next thing must have happened; null if nothing is awaited. */
    default @Nullable Instant dueAt() {
        return switch (this) {
            case Awaited(var dispatchBy) -> dispatchBy;
            case OnTheWay(var arriveBy) -> arriveBy;
            case Arrived(var refundAt) -> refundAt;
            case Over _ -> null;
        };
    }

    /** It may be sent; with no scan until then the inspection goes on. */
    record Awaited(Instant dispatchBy) implements ReturnState {
        @Override
        public Awaited later(Duration stoodStill) {
            return new Awaited(dispatchBy.plus(stoodStill));
        }
    }

    /** The carrier has it; with no arrival until then the buyer has the money back. */
    record OnTheWay(Instant arriveBy) implements ReturnState {
        @Override
        public OnTheWay later(Duration stoodStill) {
            return new OnTheWay(arriveBy.plus(stoodStill));
        }
    }

    /** The seller has it; unless it is doubted until then, the buyer has the money back. */
    record Arrived(Instant refundAt) implements ReturnState {
        @Override
        public Arrived later(Duration stoodStill) {
            return new Arrived(refundAt.plus(stoodStill));
        }
    }

    /** It has come back as it should, or was lost, while somebody keeps the money from moving: as soon as that ends it is refunded. */
    record Over(Retained retained) implements ReturnState {
        @Override
        public Over later(Duration stoodStill) {
            return this;
        }
    }

    /**
     * What of the money does not go back to the buyer.
     *
     * @param bySeller for the condition in which the item came back, by a published scale
     * @param freight of the way back, which the platform has paid for the buyer
     */
    record Retained(Money bySeller, Money freight) {

        /** Where null is nothing. */
        static Retained of(@Nullable Money bySeller, @Nullable Money freight, Currency currency) {
            var nothing = Money.zero(currency);
            return new Retained(bySeller == null ? nothing : bySeller, freight == null ? nothing : freight);
        }

        /** Both together. */
        Money sum() {
            return bySeller.plus(freight);
        }
    }
}

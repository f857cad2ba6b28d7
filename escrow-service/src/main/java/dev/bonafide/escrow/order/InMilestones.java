package dev.bonafide.escrow.order;

import dev.bonafide.escrow.order.Order.Cancellable;
import dev.bonafide.escrow.order.Order.Ended;
import dev.bonafide.escrow.order.Order.PartiallyRefunded;
import dev.bonafide.escrow.order.Order.Refunded;
import dev.bonafide.escrow.order.Order.Released;
import dev.bonafide.escrow.settlement.Hold;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.escrow.settlement.Settlement;
import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * We hold the whole amount, or what is left of it, and each milestone is at its own state.
 *
 * @param deliverBy until when the seller may deliver what is still awaited
 */
public record InMilestones(
        Agreement agreement, UUID payment, Instant fundedAt, Instant deliverBy, Milestones milestones)
        implements Cancellable {

    InMilestones with(Milestones changed) {
        return new InMilestones(agreement, payment, fundedAt, deliverBy, changed);
    }

    InMilestones deliver(int number, Instant now) {
        return with(milestones.with(number, new MilestoneState.Delivered(now, agreement.closesAt(now, now))));
    }

    /** Both sides agree on what goes back of what is still held. */
    Ended refund(int offer, Money back) {
        var ground = new RefundGround.Agreed(offer);
        var legs = ended().plus(Settlement.refundOfPrice(held(), back));
        return legs.isDivided()
                ? new PartiallyRefunded(agreement, payment, null, ground, legs)
                : new Refunded(agreement, payment, null, ground);
    }

    /** Every milestone has ended: a sale, unless some of it has gone back. */
    Ended end(MilestoneState.Released last) {
        var ground = new ReleaseGround.LastMilestone(last.by(), last.at());
        return ended().buyer().isZero() ? new Released(agreement, payment, null, ground, null) : endWithoutRest();
    }

    /** Every milestone has ended, and some have gone back: never delivered, or ruled so. */
    Ended endWithoutRest() {
        return milestones
                .ruledForBuyer()
                .filter(_ -> !milestones.isAnyRefunded())
                .map(ruled -> end(ruled.dispute(), ruled.ruling()))
                .orElseGet(() -> endFor(new RefundGround.NotDelivered(ShippingRules.NOT_SHIPPED_RULE)));
    }

    /** Every milestone has ended, the last by that ruling. */
    Ended end(UUID dispute, UUID ruling) {
        return ended().buyer().isZero()
                ? new Released(agreement, payment, null, new ReleaseGround.Ruled(dispute, ruling), null)
                : endFor(new RefundGround.Ruled(dispute, ruling));
    }

    private Ended endFor(RefundGround ground) {
        var legs = ended();
        return legs.isDivided()
                ? new PartiallyRefunded(agreement, payment, null, ground, legs)
                : new Refunded(agreement, payment, null, ground);
    }

    @Override
    public Hold held() {
        return milestones.held();
    }

    @Override
    public Legs ended() {
        return milestones.ended(Legs.nothing(agreement.terms().price().currency()));
    }

    @Override
    public InMilestones later(Duration stoodStill) {
        return new InMilestones(agreement, payment, fundedAt, deliverBy.plus(stoodStill), milestones.later(stoodStill));
    }

    @Override
    public Stage stage() {
        return Stage.IN_MILESTONES;
    }
}

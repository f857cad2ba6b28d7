package dev.bonafide.escrow.order;

import static dev.bonafide.escrow.order.Moves.moved;
import static dev.bonafide.escrow.order.OrderSamples.AWAITING_PARTS;
import static dev.bonafide.escrow.order.OrderSamples.BEGUN;
import static dev.bonafide.escrow.order.OrderSamples.BUYER;
import static dev.bonafide.escrow.order.OrderSamples.DISPUTE;
import static dev.bonafide.escrow.order.OrderSamples.DISPUTED;
import static dev.bonafide.escrow.order.OrderSamples.INSPECTION;
import static dev.bonafide.escrow.order.OrderSamples.IN_MILESTONES;
import static dev.bonafide.escrow.order.OrderSamples.IN_PARTS;
import static dev.bonafide.escrow.order.OrderSamples.NOON;
import static dev.bonafide.escrow.order.OrderSamples.ORDER;
import static dev.bonafide.escrow.order.OrderSamples.OTHER;
import static dev.bonafide.escrow.order.OrderSamples.PAYMENT;
import static dev.bonafide.escrow.order.OrderSamples.RULING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.order.Decision.AlreadyDone;
import dev.bonafide.escrow.order.Decision.Refused;
import dev.bonafide.escrow.order.MilestoneState.Delivered;
import dev.bonafide.escrow.order.MilestoneState.Frozen;
import dev.bonafide.escrow.order.MilestoneState.Released;
import dev.bonafide.escrow.order.MilestoneState.Ruled;
import dev.bonafide.escrow.order.OrderCommand.AcceptMilestone;
import dev.bonafide.escrow.order.OrderCommand.AgreeRefund;
import dev.bonafide.escrow.order.OrderCommand.AutoConfirmMilestone;
import dev.bonafide.escrow.order.OrderCommand.CarryOutRuling;
import dev.bonafide.escrow.order.OrderCommand.ExpireMilestones;
import dev.bonafide.escrow.order.OrderCommand.ExtendFreeze;
import dev.bonafide.escrow.order.OrderCommand.Freeze;
import dev.bonafide.escrow.order.OrderCommand.Name;
import dev.bonafide.escrow.order.OrderCommand.Resume;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** E-11, D-1: a dispute about one milestone. The first is worth CNY 2,000, the second CNY 1,000. */
class MilestoneDisputeRulesTest {
    private static final UUID FIRST = IN_PARTS.milestones().getFirst().id();
    private static final UUID SECOND = IN_PARTS.milestones().getLast().id();
    private static final UUID BANK = new UUID(0, 70);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant MORNING = NOON.minus(HOUR);

    /** Both are delivered, and the time to look at either ends at noon. */
    private static final InMilestones BOTH =
            BEGUN.with(BEGUN.milestones().with(2, BEGUN.milestones().state(1)));

    private static final InMilestones FROZEN = (InMilestones) moved(BOTH, about(1), MORNING);

    @Test
    @DisplayName("D-1: it freezes that milestone and its clock; the other is accepted, by word or by silence")
    void itFreezesOneAlone() {
        assertThat(FROZEN.milestones().state(1)).isEqualTo(new Frozen(Standstill.of(DISPUTE, MORNING), (Delivered)
                BOTH.milestones().state(1)));
        assertThat(FROZEN.milestones().state(2)).isEqualTo(BOTH.milestones().state(2));
        assertThat(FROZEN.held()).isEqualTo(BOTH.held());
        assertThat(FROZEN.standstill()).isNull();
        assertThat(Deadline.bySubject(FROZEN, MORNING))
                .isEqualTo(Map.of(
                        ORDER,
                        Map.of(),
                        FIRST,
                        Map.of(Deadline.MILESTONE_FREEZE_AGE, MORNING.plus(Duration.ofDays(1))),
                        SECOND,
                        Map.of(Deadline.MILESTONE_AUTO_CONFIRM, NOON)));

        assertThat(decide(FROZEN, new AutoConfirmMilestone(1), NOON)).isEqualTo(new AlreadyDone(FROZEN));
        assertThat(decide(FROZEN, new AcceptMilestone(BUYER, 1), NOON))
                .isEqualTo(new Refused.MilestoneDisputed(1, DISPUTE));
        for (var command : new OrderCommand[] {new AutoConfirmMilestone(2), new AcceptMilestone(BUYER, 2)}) {
            var accepted = (InMilestones) moved(FROZEN, command, NOON);
            assertThat(accepted.milestones().state(2)).isInstanceOf(Released.class);
            assertThat(accepted.held().total()).isEqualTo(Money.cny(200_000));
        }
        assertThat(OrderRules.allowedAt(FROZEN))
                .contains(Name.FREEZE, Name.RESUME, Name.CARRY_OUT_RULING, Name.EXTEND_FREEZE, Name.ACCEPT_MILESTONE)
                .doesNotContain(Name.AGREE_REFUND, Name.CANCEL);
    }

    @Test
    @DisplayName("D-1: what is awaited, over, unknown or not held is refused, each for its own reason")
    void whatCannotBeFrozen() {
        assertRefused(FreezeRefusal.NOT_SHIPPED, BEGUN, about(2));
        assertRefused(FreezeRefusal.NO_SUCH_MILESTONE, BEGUN, about(3));
        assertRefused(FreezeRefusal.NO_SUCH_MILESTONE, INSPECTION, about(1));
        assertRefused(FreezeRefusal.NOT_FUNDED, AWAITING_PARTS, about(1));
        assertRefused(FreezeRefusal.INSPECTION_OVER, BEGUN, new Freeze(DISPUTE, NOON).about(1));
        assertRefused(FreezeRefusal.ACCEPTED_BY_BUYER, moved(BOTH, new AcceptMilestone(BUYER, 1), MORNING), about(1));
        assertRefused(FreezeRefusal.INSPECTION_OVER, moved(BOTH, new AutoConfirmMilestone(1), NOON), about(1));
        assertRefused(
                FreezeRefusal.ALREADY_INDEMNIFIED,
                BEGUN,
                new Freeze(DISPUTE, MORNING, FrozenBy.DISPUTE, null, Grievance.VISIBLE, true, false).about(1));
        var ended = moved(moved(BOTH, new AcceptMilestone(BUYER, 1), MORNING), new AcceptMilestone(BUYER, 2), MORNING);
        assertRefused(FreezeRefusal.ACCEPTED_BY_BUYER, ended, about(1));
        assertRefused(FreezeRefusal.ORDER_CANCELLED, IN_MILESTONES.cancel(CancelReason.BY_SELLER, null), about(1));
    }

    @Test
    @DisplayName("D-1: one dispute per milestone, several per order, and never one about the whole rest beside them")
    void oneDisputePerMilestone() {
        assertThat(decide(FROZEN, about(1), MORNING)).isEqualTo(new AlreadyDone(FROZEN));
        assertRefused(FreezeRefusal.OTHER_DISPUTE_OPEN, FROZEN, new Freeze(OTHER, MORNING).about(1));
        assertRefused(FreezeRefusal.OTHER_DISPUTE_OPEN, FROZEN, new Freeze(OTHER, MORNING));
        assertRefused(FreezeRefusal.OTHER_DISPUTE_OPEN, BOTH.freeze(OTHER, MORNING), about(1));

        var both = (InMilestones) moved(FROZEN, new Freeze(OTHER, MORNING).about(2), MORNING);
        assertThat(both.milestones().frozen()).hasSize(2);
        assertThat(both.held().total()).isEqualTo(Money.cny(300_000));
        assertThat(decide(FROZEN, new AgreeRefund(BUYER, 1, Money.cny(1)), MORNING))
                .isEqualTo(new Refused.MilestoneDisputed(1, DISPUTE));
    }

    @Test
    @DisplayName("AS-6: without a ruling its clock goes on with the time it had left, and the other's has never stood")
    void itsClockGoesOn() {
        var resumed = (InMilestones) moved(FROZEN, new Resume(DISPUTE), NOON.plus(HOUR));
        assertThat(((Delivered) resumed.milestones().state(1)).autoConfirmAt())
                .isEqualTo(NOON.plus(HOUR.multipliedBy(2)));
        assertThat(resumed.milestones().state(2)).isEqualTo(BOTH.milestones().state(2));
        assertThat(decide(resumed, new Resume(DISPUTE), NOON)).isEqualTo(new AlreadyDone(resumed));
    }

    @Test
    @DisplayName("D-8: a ruling divides that milestone alone; the order goes on with the others")
    void aRulingDividesOneAlone() {
        assertThat(((InMilestones) moved(FROZEN, ruling(new Ruling.ForBuyer()), NOON))
                        .milestones()
                        .state(1))
                .isEqualTo(new Ruled(DISPUTE, RULING, legs(200_000, 0, 0)));
        assertThat(((InMilestones) moved(FROZEN, ruling(new Ruling.ForSeller()), NOON))
                        .milestones()
                        .state(1))
                .isEqualTo(new Ruled(DISPUTE, RULING, legs(0, 200_000, 0)));
        var split = (InMilestones) moved(FROZEN, ruling(new Ruling.Split(legs(50_000, 150_000, 0))), NOON);
        assertThat(split.held().total()).isEqualTo(Money.cny(100_000));
        assertThat(split.ended()).isEqualTo(legs(50_000, 150_000, 0));
        assertThat(decide(split, ruling(new Ruling.ForBuyer()), NOON)).isEqualTo(new AlreadyDone(split));
        assertThat(decide(split, new CarryOutRuling(DISPUTE, OTHER, new Ruling.ForBuyer()), NOON))
                .isEqualTo(new Refused.OtherDispute(DISPUTE));
        assertThat(decide(FROZEN, ruling(new Ruling.Split(legs(100_000, 200_000, 0))), NOON))
                .isInstanceOf(Refused.NotADivision.class);
        assertThat(decide(FROZEN, ruling(new Ruling.Split(legs(200_000, 0, 0))), NOON))
                .isInstanceOf(Refused.NotADivision.class);
        assertThat(decide(split, new AcceptMilestone(BUYER, 1), NOON)).isEqualTo(new Refused.MilestoneRuled(1));
        assertRefused(FreezeRefusal.ALREADY_REFUNDED, split, new Freeze(OTHER, MORNING).about(1));
    }

    @Test
    @DisplayName("E-11: the order ends with its last milestone, as what they have come to together")
    void theOrderEndsWithItsLast() {
        var ruled = new RefundGround.Ruled(DISPUTE, RULING);
        var accepted = moved(FROZEN, new AcceptMilestone(BUYER, 2), MORNING);
        assertThat(moved(accepted, ruling(new Ruling.ForBuyer()), NOON))
                .isEqualTo(new Order.PartiallyRefunded(IN_PARTS, PAYMENT, null, ruled, legs(200_000, 100_000, 0)));
        var released = moved(accepted, ruling(new Ruling.ForSeller()), NOON);
        assertThat(released)
                .isEqualTo(new Order.Released(IN_PARTS, PAYMENT, null, new ReleaseGround.Ruled(DISPUTE, RULING), null));
        assertThat(decide(released, ruling(new Ruling.ForSeller()), NOON)).isEqualTo(new AlreadyDone(released));
        assertThat(decide(released, about(1), NOON)).isEqualTo(new AlreadyDone(released));

        var forBuyer = moved(FROZEN, ruling(new Ruling.ForBuyer()), MORNING);
        assertThat(moved(forBuyer, new AcceptMilestone(BUYER, 2), NOON))
                .isEqualTo(new Order.PartiallyRefunded(IN_PARTS, PAYMENT, null, ruled, legs(200_000, 100_000, 0)));
        var other = moved(forBuyer, new Freeze(OTHER, MORNING).about(2), MORNING);
        assertThat(moved(other, new CarryOutRuling(OTHER, RULING, new Ruling.ForBuyer()), NOON))
                .isEqualTo(new Order.Refunded(IN_PARTS, PAYMENT, null, new RefundGround.Ruled(OTHER, RULING)));

        var forSeller = moved(FROZEN, ruling(new Ruling.ForSeller()), MORNING);
        assertThat(((Order.Released) moved(forSeller, new AcceptMilestone(BUYER, 2), NOON)).ground())
                .isInstanceOf(ReleaseGround.LastMilestone.class);
    }

    @Test
    @DisplayName("E-11: what was not delivered goes back although another is disputed, whose end then ends the order")
    void whatIsNotDeliveredGoesBackBesideIt() {
        var frozen = moved(BEGUN, about(1), MORNING);
        var expired = (InMilestones) moved(frozen, new ExpireMilestones(), NOON);
        assertThat(expired.held().total()).isEqualTo(Money.cny(200_000));
        assertThat(moved(expired, ruling(new Ruling.ForBuyer()), NOON).stage()).isEqualTo(Stage.REFUNDED);

        var ruled = moved(frozen, ruling(new Ruling.ForBuyer()), MORNING);
        assertThat(moved(ruled, new ExpireMilestones(), NOON))
                .isEqualTo(new Order.Refunded(
                        IN_PARTS, PAYMENT, null, new RefundGround.NotDelivered(ShippingRules.NOT_SHIPPED_RULE)));
    }

    @Test
    @DisplayName("E-13: a bank freezes the rest beside it; its clock has stood still once, whoever ends first")
    void besideABank() {
        var later = NOON.plus(HOUR);
        // The dispute first: an hour was left.
        var bank = (Order.Disputed) moved(FROZEN, new Freeze(BANK, MORNING.plus(HOUR), FrozenBy.BANK), NOON);
        assertThat(Deadline.bySubject(bank, NOON).keySet()).containsExactlyInAnyOrder(ORDER, FIRST);
        assertLeft(moved(moved(bank, new Resume(DISPUTE), NOON), new Resume(BANK), later), later.plus(HOUR));
        assertLeft(moved(moved(bank, new Resume(BANK), NOON), new Resume(DISPUTE), later), later.plus(HOUR));

        // The bank first: two hours were left.
        var early = MORNING.minus(HOUR);
        var held = moved(BOTH, new Freeze(BANK, early, FrozenBy.BANK), early);
        var beside = moved(held, instead().about(1), MORNING);
        assertThat(beside.stage()).isEqualTo(Stage.DISPUTED);
        assertLeft(
                moved(moved(beside, new Resume(DISPUTE), NOON), new Resume(BANK), later),
                later.plus(HOUR.multipliedBy(2)));
        assertLeft(
                moved(moved(beside, new Resume(BANK), NOON), new Resume(DISPUTE), later),
                later.plus(HOUR.multipliedBy(2)));
        assertRefused(FreezeRefusal.OTHER_DISPUTE_OPEN, beside, instead());

        var ruled = (Order.Disputed) moved(beside, ruling(new Ruling.ForBuyer()), NOON);
        assertThat(ruled.dispute()).isEqualTo(BANK);
        assertThat(ruled.before().held().total()).isEqualTo(Money.cny(100_000));
        assertThat(moved(ruled, new CarryOutRuling(BANK, BANK, new Ruling.ForBuyer()), NOON)
                        .stage())
                .isEqualTo(Stage.REFUNDED);
    }

    private static Freeze instead() {
        return new Freeze(DISPUTE, MORNING, FrozenBy.DISPUTE, BANK, Grievance.VISIBLE, false, false);
    }

    private static void assertLeft(Order order, Instant autoConfirmAt) {
        assertThat(((Delivered) ((InMilestones) order).milestones().state(1)).autoConfirmAt())
                .isEqualTo(autoConfirmAt);
    }

    @Test
    @DisplayName("X-1: its freeze lasts longer once")
    void itsFreezeLastsLongerOnce() {
        var longer = (InMilestones) moved(FROZEN, new ExtendFreeze(1), NOON);
        assertThat(((Frozen) longer.milestones().state(1)).standstill().extended())
                .isTrue();
        assertThat(decide(longer, new ExtendFreeze(1), NOON))
                .isEqualTo(new Refused.FreezeExtendedBefore(MORNING.plus(Duration.ofDays(90))));
        assertThat(decide(FROZEN, new ExtendFreeze(2), NOON)).isInstanceOf(Refused.WrongStage.class);
        assertThat(decide(FROZEN, new ExtendFreeze(), NOON)).isInstanceOf(Refused.WrongStage.class);
        assertThat(decide(FROZEN, new ExtendFreeze(3), NOON)).isEqualTo(new Refused.UnknownMilestone(3));
        assertThat(decide(DISPUTED, new ExtendFreeze(1), NOON)).isEqualTo(new Refused.NotInMilestones());
    }

    private static Freeze about(int number) {
        return new Freeze(DISPUTE, MORNING).about(number);
    }

    private static CarryOutRuling ruling(Ruling outcome) {
        return new CarryOutRuling(DISPUTE, RULING, outcome);
    }

    private static Legs legs(long buyer, long seller, long platform) {
        return new Legs(Money.cny(buyer), Money.cny(seller), Money.cny(platform));
    }

    private static void assertRefused(FreezeRefusal reason, Order order, Freeze command) {
        assertThat(decide(order, command, NOON)).isEqualTo(new Refused.NotFreezable(reason));
    }

    private static Decision decide(Order order, OrderCommand command, Instant now) {
        return OrderRules.decide(order, command, now);
    }
}

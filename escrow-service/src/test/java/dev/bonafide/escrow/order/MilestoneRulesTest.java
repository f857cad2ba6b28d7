package dev.bonafide.escrow.order;

import static dev.bonafide.escrow.order.Moves.moved;
import static dev.bonafide.escrow.order.OrderSamples.AGREEMENT;
import static dev.bonafide.escrow.order.OrderSamples.BEGUN;
import static dev.bonafide.escrow.order.OrderSamples.BUYER;
import static dev.bonafide.escrow.order.OrderSamples.DISPUTE;
import static dev.bonafide.escrow.order.OrderSamples.FUNDED;
import static dev.bonafide.escrow.order.OrderSamples.IN_MILESTONES;
import static dev.bonafide.escrow.order.OrderSamples.IN_PARTS;
import static dev.bonafide.escrow.order.OrderSamples.LAST;
import static dev.bonafide.escrow.order.OrderSamples.NOON;
import static dev.bonafide.escrow.order.OrderSamples.ORDER;
import static dev.bonafide.escrow.order.OrderSamples.OTHER;
import static dev.bonafide.escrow.order.OrderSamples.PAYMENT;
import static dev.bonafide.escrow.order.OrderSamples.PLACED;
import static dev.bonafide.escrow.order.OrderSamples.PLACED_IN_PARTS;
import static dev.bonafide.escrow.order.OrderSamples.RULING;
import static dev.bonafide.escrow.order.OrderSamples.SELLER;
import static dev.bonafide.escrow.order.OrderSamples.SNAPSHOT;
import static dev.bonafide.escrow.order.OrderSamples.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.Readme;
import dev.bonafide.escrow.desk.order.RefusalCodes;
import dev.bonafide.escrow.order.Decision.AlreadyDone;
import dev.bonafide.escrow.order.Decision.Moved;
import dev.bonafide.escrow.order.Decision.Refused;
import dev.bonafide.escrow.order.MilestoneState.AcceptedBy;
import dev.bonafide.escrow.order.MilestoneState.Awaited;
import dev.bonafide.escrow.order.MilestoneState.Delivered;
import dev.bonafide.escrow.order.MilestoneState.Released;
import dev.bonafide.escrow.order.OrderCommand.AcceptMilestone;
import dev.bonafide.escrow.order.OrderCommand.Agree;
import dev.bonafide.escrow.order.OrderCommand.AgreeRefund;
import dev.bonafide.escrow.order.OrderCommand.AutoConfirmMilestone;
import dev.bonafide.escrow.order.OrderCommand.Cancel;
import dev.bonafide.escrow.order.OrderCommand.CarryOutRuling;
import dev.bonafide.escrow.order.OrderCommand.ConfirmReservation;
import dev.bonafide.escrow.order.OrderCommand.DeliverMilestone;
import dev.bonafide.escrow.order.OrderCommand.ExpireMilestones;
import dev.bonafide.escrow.order.OrderCommand.ExtendFreeze;
import dev.bonafide.escrow.order.OrderCommand.Freeze;
import dev.bonafide.escrow.order.OrderCommand.GiveUpWaiting;
import dev.bonafide.escrow.order.OrderCommand.Resume;
import dev.bonafide.escrow.order.OrderCommand.TakeVerdict;
import dev.bonafide.escrow.settlement.Hold;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** E-11: several deliverables in one order. */
class MilestoneRulesTest {
    private static final UUID FIRST = IN_PARTS.milestones().getFirst().id();

    @Test
    @DisplayName("E-11: nobody is asked to pay before the seller has agreed, in whatever order the answers come")
    void theSellerAgreesFirst() {
        var answered = moved(moved(PLACED_IN_PARTS, new ConfirmReservation(SNAPSHOT)), new TakeVerdict(Verdict.ALLOW));
        assertThat(answered.stage()).isEqualTo(Stage.PLACED);
        var agreed = moved(answered, new Agree(SELLER));
        assertThat(agreed.stage()).isEqualTo(Stage.AWAITING_PAYMENT);
        assertThat(decide(agreed, new Agree(SELLER))).isEqualTo(new AlreadyDone(agreed));

        var agreedFirst = moved(PLACED_IN_PARTS, new Agree(SELLER));
        assertThat(decide(agreedFirst, new Agree(SELLER))).isEqualTo(new AlreadyDone(agreedFirst));
        assertThat(moved(moved(agreedFirst, new TakeVerdict(Verdict.ALLOW)), new ConfirmReservation(SNAPSHOT)))
                .isEqualTo(agreed);

        assertThat(moved(answered, new GiveUpWaiting()))
                .isEqualTo(PLACED_IN_PARTS.cancel(CancelReason.NOT_AGREED, "NO_ANSWER"));
        assertThat(decide(PLACED_IN_PARTS, new Agree(BUYER))).isEqualTo(new Refused.NotTheSeller(BUYER));
        assertThat(decide(PLACED_IN_PARTS, new Agree(STRANGER))).isEqualTo(new Refused.NotAParty(STRANGER));
        assertThat(decide(PLACED, new Agree(SELLER))).isEqualTo(new Refused.NotInMilestones());
    }

    @Test
    @DisplayName("a client that waits for a new order waits for services, which answer at once, and not for people")
    void peopleAreNotWaitedFor() {
        assertThat(awaitsServices(PLACED_IN_PARTS)).isTrue();
        var kept = moved(PLACED_IN_PARTS, new ConfirmReservation(SNAPSHOT));
        assertThat(awaitsServices(kept)).isTrue();
        assertThat(awaitsServices(moved(kept, new TakeVerdict(Verdict.ALLOW)))).isFalse();
        assertThat(awaitsServices(moved(kept, new TakeVerdict(Verdict.REVIEW)))).isFalse();
    }

    private static boolean awaitsServices(Order order) {
        return order instanceof Order.Placed placed && placed.awaitsServices();
    }

    @TestFactory
    @DisplayName("E-11: the README's table is what may be said of a milestone, and what comes of it")
    List<DynamicTest> everyCommandAtEveryState() {
        var frozen = (InMilestones) moved(BEGUN, new Freeze(DISPUTE, NOON.minusMillis(1)).about(1));
        var states = List.of(
                IN_MILESTONES,
                BEGUN,
                frozen,
                (InMilestones) moved(BEGUN, new AcceptMilestone(BUYER, 1)),
                // Another is awaited in each, so that the order goes on.
                BEGUN.with(BEGUN.milestones().with(1, new MilestoneState.Refunded())),
                (InMilestones) moved(frozen, ruling(new Ruling.ForBuyer())));
        var commands = Map.of(
                "DELIVER", new DeliverMilestone(SELLER, 1),
                "ACCEPT", new AcceptMilestone(BUYER, 1),
                "AUTO_CONFIRM", new AutoConfirmMilestone(1),
                "EXPIRE", new ExpireMilestones(),
                "FREEZE", new Freeze(OTHER, NOON.minusMillis(1)).about(1),
                "RESUME", new Resume(DISPUTE),
                "EXTEND_FREEZE", new ExtendFreeze(1),
                "CARRY_OUT_RULING", ruling(new Ruling.ForBuyer()));
        return Readme.table("### Milestones").stream()
                .map(row -> DynamicTest.dynamicTest(row.getFirst(), () -> {
                    var command = Objects.requireNonNull(commands.get(row.getFirst()));
                    assertThat(states.stream()
                                    .map(order -> cell(order, command))
                                    .toList())
                            .isEqualTo(row.subList(1, row.size()));
                }))
                .toList();
    }

    /** What becomes of the first milestone. */
    private static String cell(InMilestones order, OrderCommand command) {
        var now = command instanceof OrderCommand.ByTimer ? NOON : NOON.minusMillis(1);
        return switch (OrderRules.decide(order, command, now)) {
            case Moved(var path) -> state(order, path.getFirst());
            case AlreadyDone _ -> "already";
            case Refused.WrongStage _ -> "–";
            case Refused refused -> RefusalCodes.of(refused);
        };
    }

    private static String state(InMilestones before, Order after) {
        return switch (after) {
            case InMilestones o
            when o.milestones()
                    .state(1)
                    .getClass()
                    .equals(before.milestones().state(1).getClass()) -> "=";
            case InMilestones o ->
                o.milestones().state(1).getClass().getSimpleName().toUpperCase(Locale.ROOT);
            // Nothing was delivered: all of it goes back.
            case Order.Cancelled _ -> "REFUNDED";
            case Order.Unpaid _, Order.Underway _, Order.Accepted _, Order.Disputed _, Order.Ended _ ->
                throw new AssertionError(after);
        };
    }

    @Test
    @DisplayName("E-11: another's milestone, one there is not, and an order that has none")
    void whoMaySayWhatOfWhich() {
        assertThat(decide(BEGUN, new DeliverMilestone(BUYER, 2))).isEqualTo(new Refused.NotTheSeller(BUYER));
        assertThat(decide(BEGUN, new DeliverMilestone(STRANGER, 2))).isEqualTo(new Refused.NotAParty(STRANGER));
        assertThat(decide(BEGUN, new AcceptMilestone(SELLER, 1))).isEqualTo(new Refused.NotTheBuyer(SELLER));
        assertThat(decide(BEGUN, new AcceptMilestone(STRANGER, 1))).isEqualTo(new Refused.NotAParty(STRANGER));
        for (int number : List.of(0, 3, -1)) {
            assertThat(decide(BEGUN, new AcceptMilestone(BUYER, number)))
                    .isEqualTo(new Refused.UnknownMilestone(number));
            assertThat(decide(BEGUN, new DeliverMilestone(SELLER, number)))
                    .isEqualTo(new Refused.UnknownMilestone(number));
        }
        assertThat(decide(FUNDED, new DeliverMilestone(SELLER, 1))).isEqualTo(new Refused.NotInMilestones());
    }

    @Test
    @DisplayName("E-11, E-3: each delivered milestone has its own deadline with its own reminders")
    void eachHasItsOwnDeadline() {
        var delivered = (InMilestones) moved(IN_MILESTONES, new DeliverMilestone(SELLER, 1), NOON.minusMillis(1));
        var closes = NOON.minusMillis(1).plus(Duration.ofDays(7));
        assertThat(delivered.milestones().state(1)).isEqualTo(new Delivered(NOON.minusMillis(1), closes));
        assertThat(delivered.milestones().state(2)).isEqualTo(new Awaited());
        assertThat(Deadline.bySubject(delivered, NOON))
                .isEqualTo(Map.of(
                        ORDER,
                        Map.of(Deadline.MILESTONES, NOON),
                        FIRST,
                        Map.of(
                                Deadline.MILESTONE_REMINDER_72H, closes.minus(Duration.ofHours(72)),
                                Deadline.MILESTONE_REMINDER_24H, closes.minus(Duration.ofHours(24)),
                                Deadline.MILESTONE_AUTO_CONFIRM, closes)));
        assertThat(Deadline.bySubject(LAST, NOON).get(ORDER)).isEmpty();

        assertThat(OrderRules.decide(delivered, new AutoConfirmMilestone(1), closes.minusMillis(1)))
                .isEqualTo(new Refused.TooEarly(closes));
        var accepted = (InMilestones) moved(delivered, new AutoConfirmMilestone(1), closes.plusSeconds(9));
        assertThat(accepted.milestones().state(1)).isEqualTo(new Released(AcceptedBy.TIMER, closes));
        assertThat(OrderRules.decide(IN_MILESTONES, new DeliverMilestone(SELLER, 1), NOON))
                .isEqualTo(new Refused.MilestonesOver(NOON));
    }

    @Test
    @DisplayName("E-11: the last acceptance ends the order")
    void theLastAcceptanceEndsTheOrder() {
        var decision = (Moved) decide(LAST, new AcceptMilestone(BUYER, 1));
        assertThat(decision.path()).hasSize(2);
        assertThat(decision.to())
                .isEqualTo(new Order.Released(
                        IN_PARTS, PAYMENT, null, new ReleaseGround.LastMilestone(AcceptedBy.BUYER, NOON), null));
        assertThat(decide(decision.to(), new AcceptMilestone(BUYER, 1))).isEqualTo(new AlreadyDone(decision.to()));
        assertThat(decide(decision.to(), new DeliverMilestone(SELLER, 1))).isInstanceOf(Refused.WrongStage.class);
        assertThat(decide(decision.to(), new AutoConfirmMilestone(1))).isEqualTo(new AlreadyDone(decision.to()));
    }

    @Test
    @DisplayName("E-11: until something is delivered either side cancels; from then on nobody does")
    void cancelledBeforeAnythingIsDelivered() {
        assertThat(moved(IN_MILESTONES, new Cancel(BUYER)).stage()).isEqualTo(Stage.CANCELLED);
        assertThat(moved(IN_MILESTONES, new Cancel(SELLER)))
                .isEqualTo(new Order.Cancelled(IN_PARTS, CancelReason.BY_SELLER, null, PAYMENT, false));
        for (var side : List.of(BUYER, SELLER)) {
            assertThat(decide(BEGUN, new Cancel(side))).isInstanceOf(Refused.WrongStage.class);
            assertThat(decide(LAST, new Cancel(side))).isInstanceOf(Refused.WrongStage.class);
        }
        assertThat(decide(IN_MILESTONES, new Freeze(DISPUTE, NOON)))
                .isEqualTo(new Refused.NotFreezable(FreezeRefusal.NOT_SHIPPED));
    }

    @Test
    @DisplayName("E-13: a bank freezes all of it before anything is delivered, and no party does in its place")
    void aBankFreezesBeforeTheFirstDelivery() {
        var bank = new UUID(0, 70);
        var since = NOON.minus(Duration.ofHours(1));
        var frozen = (Order.Disputed) moved(IN_MILESTONES, new Freeze(bank, since, FrozenBy.BANK));
        assertThat(frozen.before().held().total()).isEqualTo(Money.cny(300_000));
        assertThat(Deadline.bySubject(frozen, since))
                .isEqualTo(Map.of(ORDER, Map.of(Deadline.FREEZE_AGE, since.plus(Duration.ofDays(1)))));
        for (var command : List.of(new Cancel(SELLER), new DeliverMilestone(SELLER, 1))) {
            assertThat(decide(frozen, command)).isInstanceOf(Refused.WrongStage.class);
        }
        var instead = new Freeze(DISPUTE, NOON, FrozenBy.DISPUTE, bank, Grievance.VISIBLE, false, false);
        assertThat(decide(frozen, instead)).isEqualTo(new Refused.NotFreezable(FreezeRefusal.NOT_SHIPPED));
        assertThat(decide(frozen, instead.about(1))).isEqualTo(new Refused.NotFreezable(FreezeRefusal.NOT_SHIPPED));

        assertThat(moved(frozen, new Resume(bank), NOON.plus(Duration.ofDays(9))))
                .isEqualTo(IN_MILESTONES.later(Duration.between(since, NOON.plus(Duration.ofDays(9)))));
        assertThat(moved(frozen, new CarryOutRuling(bank, bank, new Ruling.ForBuyer()))
                        .stage())
                .isEqualTo(Stage.REFUNDED);
        // Of what was released before, nothing is frozen.
        var last = (Order.Disputed) moved(LAST, new Freeze(bank, since, FrozenBy.BANK));
        assertThat(last.before().held().total()).isEqualTo(Money.cny(200_000));
    }

    @Test
    @DisplayName("E-11: what is not delivered in time goes back, and the others go on")
    void whatIsNotDeliveredGoesBack() {
        assertThat(OrderRules.decide(BEGUN, new ExpireMilestones(), NOON.minusMillis(1)))
                .isEqualTo(new Refused.TooEarly(NOON));
        assertThat(moved(IN_MILESTONES, new ExpireMilestones()))
                .isEqualTo(IN_MILESTONES.cancel(CancelReason.NOT_SHIPPED, ShippingRules.NOT_SHIPPED_RULE));

        var rest = (InMilestones) moved(BEGUN, new ExpireMilestones());
        assertThat(rest.milestones().state(2)).isEqualTo(new MilestoneState.Refunded());
        assertThat(rest.held().total()).isEqualTo(Money.cny(200_000));
        assertThat(moved(rest, new AcceptMilestone(BUYER, 1)))
                .isEqualTo(new Order.PartiallyRefunded(
                        IN_PARTS,
                        PAYMENT,
                        null,
                        new RefundGround.NotDelivered(ShippingRules.NOT_SHIPPED_RULE),
                        legs(100_000, 200_000, 0)));

        var accepted = moved(BEGUN, new AcceptMilestone(BUYER, 1));
        assertThat(moved(accepted, new ExpireMilestones()).stage()).isEqualTo(Stage.PARTIALLY_REFUNDED);
    }

    @Test
    @DisplayName("E-11: a dispute freezes what is still held, and a ruling divides that and only that")
    void aDisputeIsAboutWhatIsHeld() {
        var frozen = (Order.Disputed) moved(LAST, new Freeze(DISPUTE, NOON.minusMillis(1)), NOON);
        assertThat(frozen.before().held().total()).isEqualTo(Money.cny(200_000));
        assertThat(decide(frozen, ruling(new Ruling.Split(legs(100_000, 200_000, 0)))))
                .isInstanceOf(Refused.NotADivision.class);

        var ruled = new RefundGround.Ruled(DISPUTE, RULING);
        assertThat(moved(frozen, ruling(new Ruling.Split(legs(50_000, 150_000, 0)))))
                .isEqualTo(new Order.PartiallyRefunded(IN_PARTS, PAYMENT, null, ruled, legs(50_000, 250_000, 0)));
        assertThat(moved(frozen, ruling(new Ruling.ForBuyer())))
                .isEqualTo(new Order.PartiallyRefunded(IN_PARTS, PAYMENT, null, ruled, legs(200_000, 100_000, 0)));
        assertThat(moved(frozen, ruling(new Ruling.ForSeller())).stage()).isEqualTo(Stage.RELEASED);
        assertThat(moved(BEGUN.freeze(DISPUTE, NOON), ruling(new Ruling.ForBuyer())))
                .isEqualTo(new Order.Refunded(IN_PARTS, PAYMENT, null, ruled));
    }

    @Test
    @DisplayName(
            "E-11: what silence had accepted before the dispute was opened is the seller's, whenever it is heard of")
    void aDisputeDoesNotTakeBackWhatSilenceHasAccepted() {
        var both = BEGUN.with(BEGUN.milestones().with(2, new Delivered(NOON, NOON.plus(Duration.ofDays(7)))));
        var decision = (Moved) decide(both, new Freeze(DISPUTE, NOON));
        assertThat(decision.path()).hasSize(2);
        var frozen = (Order.Disputed) decision.to();
        assertThat(frozen.before().held().total()).isEqualTo(Money.cny(100_000));
        assertThat(moved(both, new Freeze(DISPUTE, NOON.minusMillis(1)), NOON))
                .isEqualTo(both.freeze(DISPUTE, NOON.minusMillis(1)));
        assertThat(decide(LAST, new Freeze(DISPUTE, NOON)))
                .isEqualTo(new Refused.NotFreezable(FreezeRefusal.INSPECTION_OVER));
    }

    @Test
    @DisplayName("E-11, D-1: after the last acceptance a dispute claims what was released, and takes nothing back")
    void aDisputeAfterTheLastAcceptanceClaims() {
        var byBuyer = (Order.Released) moved(LAST, new AcceptMilestone(BUYER, 1));
        var later = NOON.plus(Duration.ofDays(1));
        assertThat(OrderRules.decide(byBuyer, new Freeze(DISPUTE, later), later))
                .isEqualTo(new Refused.NotFreezable(FreezeRefusal.ACCEPTED_BY_BUYER));
        assertThat(moved(byBuyer, hidden(later), later)).isEqualTo(byBuyer.claim(DISPUTE, later));
        var tooLate = NOON.plus(Duration.ofDays(7));
        assertThat(OrderRules.decide(byBuyer, hidden(tooLate), tooLate))
                .isEqualTo(new Refused.NotFreezable(FreezeRefusal.HIDDEN_DEFECT_WINDOW_OVER));

        var bySilence = (Order.Released) moved(LAST, new AutoConfirmMilestone(1), later);
        var before = NOON.minusMillis(1);
        assertThat(moved(bySilence, new Freeze(DISPUTE, before), later)).isEqualTo(bySilence.claim(DISPUTE, before));
        assertThat(OrderRules.decide(bySilence, new Freeze(DISPUTE, NOON), later))
                .isEqualTo(new Refused.NotFreezable(FreezeRefusal.INSPECTION_OVER));
    }

    private static Freeze hidden(Instant openedAt) {
        return new Freeze(DISPUTE, openedAt, FrozenBy.DISPUTE, null, Grievance.HIDDEN_DEFECT, false, true);
    }

    @Test
    @DisplayName("E-11, AS-6: every clock stands still in a dispute and goes on with the time it had left")
    void theClocksStandStill() {
        var frozen = moved(BEGUN, new Freeze(DISPUTE, NOON.minus(Duration.ofHours(1))));
        assertThat(Deadline.bySubject(frozen, NOON).keySet()).containsExactly(ORDER);
        assertThat(decide(frozen, new AutoConfirmMilestone(1))).isEqualTo(new AlreadyDone(frozen));
        assertThat(decide(frozen, new ExpireMilestones())).isEqualTo(new AlreadyDone(frozen));
        assertThat(decide(frozen, new AcceptMilestone(BUYER, 1))).isInstanceOf(Refused.WrongStage.class);
        assertThat(decide(frozen, new DeliverMilestone(SELLER, 2))).isInstanceOf(Refused.WrongStage.class);

        var resumed = (InMilestones) moved(frozen, new Resume(DISPUTE), NOON.plus(Duration.ofDays(3)));
        var later = NOON.plus(Duration.ofDays(3)).plus(Duration.ofHours(1));
        assertThat(resumed.deliverBy()).isEqualTo(later);
        assertThat(resumed.milestones().state(1)).isEqualTo(new Delivered(NOON.minus(Duration.ofDays(7)), later));
        assertThat(Deadline.bySubject(resumed, NOON.plus(Duration.ofDays(3))))
                .isEqualTo(Map.of(
                        ORDER,
                        Map.of(Deadline.MILESTONES, later),
                        FIRST,
                        Map.of(Deadline.MILESTONE_AUTO_CONFIRM, later)));
    }

    @Test
    @DisplayName("E-11: both sides may agree on what goes back of what is still held, and no more")
    void theSidesAgreeOnTheRest() {
        assertThat(decide(LAST, new AgreeRefund(BUYER, 1, Money.cny(200_001))))
                .isEqualTo(new Refused.AboveHeld(Money.cny(200_000), Money.cny(200_001)));
        assertThat(moved(LAST, new AgreeRefund(BUYER, 1, Money.cny(200_000))))
                .isEqualTo(new Order.PartiallyRefunded(
                        IN_PARTS, PAYMENT, null, new RefundGround.Agreed(1), legs(200_000, 100_000, 0)));
        assertThat(moved(BEGUN, new AgreeRefund(SELLER, 1, Money.cny(300_000))))
                .isEqualTo(new Order.Refunded(IN_PARTS, PAYMENT, null, new RefundGround.Agreed(1)));
        assertThat(decide(IN_MILESTONES, new AgreeRefund(BUYER, 1, Money.cny(1))))
                .isInstanceOf(Refused.WrongStage.class);
    }

    @Test
    @DisplayName("E-11: the holds of the milestones are the hold of the order, to the fen")
    void theMilestonesAreTheOrder() {
        var thirds = OrderSamples.inParts(AGREEMENT.terms(), 100_001, 99_999, 100_000);
        var sum = thirds.milestones().stream()
                .map(Milestone::hold)
                .reduce(Hold::plus)
                .orElseThrow();
        assertThat(sum).isEqualTo(Hold.of(AGREEMENT.terms()));
    }

    private static CarryOutRuling ruling(Ruling outcome) {
        return new CarryOutRuling(DISPUTE, RULING, outcome);
    }

    private static Legs legs(long buyer, long seller, long platform) {
        return new Legs(Money.cny(buyer), Money.cny(seller), Money.cny(platform));
    }

    private static Decision decide(Order order, OrderCommand command) {
        return OrderRules.decide(order, command, NOON);
    }
}

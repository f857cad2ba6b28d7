package dev.bonafide.escrow.order;

import static dev.bonafide.escrow.order.Moves.moved;
import static dev.bonafide.escrow.order.OrderSamples.ACCEPTED;
import static dev.bonafide.escrow.order.OrderSamples.AWAITING;
import static dev.bonafide.escrow.order.OrderSamples.BUYER;
import static dev.bonafide.escrow.order.OrderSamples.CANCELLED;
import static dev.bonafide.escrow.order.OrderSamples.DISPUTE;
import static dev.bonafide.escrow.order.OrderSamples.DISPUTED;
import static dev.bonafide.escrow.order.OrderSamples.FUNDED;
import static dev.bonafide.escrow.order.OrderSamples.INSPECTION;
import static dev.bonafide.escrow.order.OrderSamples.MEETING;
import static dev.bonafide.escrow.order.OrderSamples.NOON;
import static dev.bonafide.escrow.order.OrderSamples.OTHER;
import static dev.bonafide.escrow.order.OrderSamples.PARCEL;
import static dev.bonafide.escrow.order.OrderSamples.PARCEL_THERE;
import static dev.bonafide.escrow.order.OrderSamples.PARTIALLY_REFUNDED;
import static dev.bonafide.escrow.order.OrderSamples.PAYMENT;
import static dev.bonafide.escrow.order.OrderSamples.PLACED;
import static dev.bonafide.escrow.order.OrderSamples.REFUNDED;
import static dev.bonafide.escrow.order.OrderSamples.RELEASED;
import static dev.bonafide.escrow.order.OrderSamples.SELLER;
import static dev.bonafide.escrow.order.OrderSamples.SHIPMENT;
import static dev.bonafide.escrow.order.OrderSamples.SHIPPED;
import static dev.bonafide.escrow.order.OrderSamples.SNAPSHOT;
import static dev.bonafide.escrow.order.OrderSamples.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.order.Decision.AlreadyDone;
import dev.bonafide.escrow.order.Decision.Moved;
import dev.bonafide.escrow.order.Decision.Refused;
import dev.bonafide.escrow.order.OrderCommand.Accept;
import dev.bonafide.escrow.order.OrderCommand.AutoConfirm;
import dev.bonafide.escrow.order.OrderCommand.Cancel;
import dev.bonafide.escrow.order.OrderCommand.ConfirmDelivery;
import dev.bonafide.escrow.order.OrderCommand.ConfirmDispatch;
import dev.bonafide.escrow.order.OrderCommand.ConfirmPayment;
import dev.bonafide.escrow.order.OrderCommand.ConfirmReservation;
import dev.bonafide.escrow.order.OrderCommand.ExpireUndelivered;
import dev.bonafide.escrow.order.OrderCommand.ExpireUnpaid;
import dev.bonafide.escrow.order.OrderCommand.ExpireUnshipped;
import dev.bonafide.escrow.order.OrderCommand.ExtendInspection;
import dev.bonafide.escrow.order.OrderCommand.Freeze;
import dev.bonafide.escrow.order.OrderCommand.GiveUpWaiting;
import dev.bonafide.escrow.order.OrderCommand.HandOver;
import dev.bonafide.escrow.order.OrderCommand.IssueCode;
import dev.bonafide.escrow.order.OrderCommand.Resume;
import dev.bonafide.escrow.order.OrderCommand.RevokeDelivery;
import dev.bonafide.escrow.order.OrderCommand.TakeVerdict;
import dev.bonafide.escrow.terms.TermsSamples;
import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the table of commands and stages cannot show: conditions within a cell, instants, and the way through several. */
class OrderStoriesTest {
    @Test
    void bothAnswersOpenThePaymentInEitherOrder() {
        var reserve = new ConfirmReservation(SNAPSHOT);
        var allow = new TakeVerdict(Verdict.ALLOW);

        for (var answers : List.of(List.of(reserve, allow), List.of(allow, reserve))) {
            var half = moved(PLACED, answers.getFirst());
            assertThat(half.stage()).isEqualTo(Stage.PLACED);
            assertThat(moved(half, answers.getLast()))
                    .isEqualTo(new AwaitingPayment(OrderSamples.AGREEMENT, NOON.plus(Duration.ofMinutes(15))));
        }
    }

    @Test
    void anOrderHeldForReviewWaitsForThePersonsDecision() {
        var held = moved(moved(PLACED, new ConfirmReservation(SNAPSHOT)), new TakeVerdict(Verdict.REVIEW));

        assertThat(held)
                .isEqualTo(new Order.Placed(
                        OrderSamples.AGREEMENT, true, Screening.IN_REVIEW, true, NOON.plus(Duration.ofHours(24))));
        assertThat(OrderRules.decide(held, new GiveUpWaiting(), NOON.plus(Duration.ofHours(23))))
                .isEqualTo(new Refused.TooEarly(NOON.plus(Duration.ofHours(24))));
        assertThat(moved(held, new TakeVerdict(Verdict.ALLOW)).stage()).isEqualTo(Stage.AWAITING_PAYMENT);
    }

    @Test
    void noAnswerIsNeverAYes() {
        assertThat(moved(PLACED, new GiveUpWaiting())).isEqualTo(PLACED.cancel(CancelReason.RISK_BLOCKED, "NO_ANSWER"));
        assertThat(moved(PLACED.allow(), new GiveUpWaiting()))
                .isEqualTo(PLACED.cancel(CancelReason.RESERVATION_REFUSED, "NO_ANSWER"));
        assertThat(OrderRules.decide(PLACED.review(NOON), new GiveUpWaiting(), NOON.plus(Duration.ofHours(24))))
                .isEqualTo(Moved.to(PLACED.cancel(CancelReason.RISK_BLOCKED, "NOT_DECIDED")));
    }

    @Test
    void aDeadlineHasPassedAtItsVeryInstantAndNotBefore() {
        var justBefore = NOON.minusNanos(1_000);
        assertThat(OrderRules.decide(PLACED, new GiveUpWaiting(), justBefore)).isEqualTo(new Refused.TooEarly(NOON));
        assertThat(OrderRules.decide(AWAITING, new ExpireUnpaid(), justBefore)).isEqualTo(new Refused.TooEarly(NOON));
        assertThat(OrderRules.decide(FUNDED, new ExpireUnshipped(), justBefore)).isEqualTo(new Refused.TooEarly(NOON));
        assertThat(OrderRules.decide(SHIPPED, new ExpireUndelivered(), justBefore))
                .isEqualTo(new Refused.TooEarly(NOON));
        assertThat(OrderRules.decide(INSPECTION, new AutoConfirm(), justBefore)).isEqualTo(new Refused.TooEarly(NOON));
        assertThat(OrderRules.mayNotPay(AWAITING, BUYER, justBefore)).isNull();
        assertThat(OrderRules.mayNotPay(AWAITING, BUYER, NOON)).isEqualTo(new Refused.PaymentWindowClosed(NOON));
    }

    @Test
    void aStrangerFindsNoOrderAndTheSellerCannotAccept() {
        assertThat(OrderRules.decide(INSPECTION, new Accept(STRANGER), NOON))
                .isEqualTo(new Refused.NotAParty(STRANGER));
        assertThat(OrderRules.decide(FUNDED, new Cancel(STRANGER), NOON)).isEqualTo(new Refused.NotAParty(STRANGER));
        assertThat(OrderRules.decide(INSPECTION, new Accept(SELLER), NOON)).isEqualTo(new Refused.NotTheBuyer(SELLER));
        assertThat(OrderRules.mayNotPay(AWAITING, SELLER, NOON)).isEqualTo(new Refused.NotTheBuyer(SELLER));
    }

    @Test
    void onceAParcelIsNamedOnlyTheSellerMayCancel() {
        var announced = FUNDED.announce(SHIPMENT);

        assertThat(OrderRules.decide(announced, new Cancel(BUYER), NOON))
                .isEqualTo(new Refused.ShipmentAnnounced(SHIPMENT));
        assertThat(OrderRules.decide(announced, new Cancel(SELLER), NOON))
                .isEqualTo(Moved.to(FUNDED.cancel(CancelReason.BY_SELLER, null)));
    }

    /** Who cancels bears what it costs; at the very instant the free time is over. */
    @ParameterizedTest(name = "the {0}, {1} after the payment: fee kept {2}")
    @CsvSource({
        "BUYER,  PT0S,          false",
        "BUYER,  PT59M59.999S,  false",
        "BUYER,  PT1H,          true",
        "BUYER,  PT47H59M,      true",
        "SELLER, PT0S,          false",
        "SELLER, PT47H59M,      false"
    })
    void aCancellationIsBorneByWhoeverCancels(Actor side, Duration after, boolean feeKept) {
        var terms = TermsSamples.policy(250, 60).termsFor(Money.cny(300_000));
        var funded = new Order.Funded(
                OrderSamples.agreement(terms), PAYMENT, NOON, NOON.plus(Duration.ofHours(48)), null, false);
        var by = side == Actor.BUYER ? BUYER : SELLER;
        var reason = side == Actor.BUYER ? CancelReason.BY_BUYER : CancelReason.BY_SELLER;

        assertThat(moved(funded, new Cancel(by), NOON.plus(after)))
                .isEqualTo(new Order.Cancelled(funded.agreement(), reason, null, PAYMENT, feeKept));
    }

    /** Where the buyer pays no fee, there is none to keep. */
    @Test
    void aCancellationWithoutABuyersFeeCostsNothing() {
        assertThat(moved(FUNDED, new Cancel(BUYER)))
                .isEqualTo(new Order.Cancelled(OrderSamples.AGREEMENT, CancelReason.BY_BUYER, null, PAYMENT, false));
    }

    @Test
    void onlyWhatIsDueFundsAnOrder() {
        for (var paid : List.of(Money.cny(299_999), Money.cny(300_001), Money.of(300_000, "USD"))) {
            assertThat(OrderRules.decide(AWAITING, new ConfirmPayment(PAYMENT, paid), NOON))
                    .isEqualTo(new Refused.AmountDiffers(Money.cny(300_000), paid));
        }
        assertThat(OrderRules.decide(SHIPPED, new ConfirmPayment(OTHER, Money.cny(300_000)), NOON))
                .isInstanceOf(Refused.WrongStage.class);
    }

    @Test
    void anotherSnapshotOrParcelThanAgreedIsNotTaken() {
        var other = "b".repeat(64);
        assertThat(OrderRules.decide(PLACED, new ConfirmReservation(other), NOON))
                .isEqualTo(new Refused.SnapshotDiffers(SNAPSHOT, other));
        assertThat(OrderRules.decide(SHIPPED, new ConfirmDelivery(new Parcel(OTHER, 4), NOON), NOON))
                .isEqualTo(new Refused.OtherShipment(SHIPMENT, OTHER));
        assertThat(OrderRules.decide(SHIPPED, new ConfirmDispatch(new Parcel(OTHER, 2)), NOON))
                .isEqualTo(new Refused.OtherShipment(SHIPMENT, OTHER));
    }

    /** E-3: once, by the length agreed on, and only while there is something left to extend. */
    @Test
    void theBuyerExtendsTheInspectionOnce() {
        var extend = new ExtendInspection(BUYER);
        var justBefore = NOON.minusMillis(1);
        var extended = (Order.Inspection) moved(INSPECTION, extend, justBefore);

        assertThat(extended.autoConfirmAt()).isEqualTo(NOON.plus(Duration.ofHours(72)));
        assertThat(OrderRules.decide(extended, extend, justBefore))
                .isEqualTo(new Refused.ExtendedBefore(NOON.plus(Duration.ofHours(72))));
        assertThat(OrderRules.decide(INSPECTION, extend, NOON)).isEqualTo(new Refused.InspectionOver(NOON));
        assertThat(OrderRules.decide(INSPECTION, new ExtendInspection(SELLER), justBefore))
                .isEqualTo(new Refused.NotTheBuyer(SELLER));
        assertThat(OrderRules.allowedAt(extended)).doesNotContain(OrderCommand.Name.EXTEND_INSPECTION);
        assertThat(Deadline.of(extended, justBefore))
                .containsOnlyKeys(Deadline.REMINDER_24H, Deadline.AUTO_CONFIRM, Deadline.REMINDER_72H);
    }

    /** the hand-over counts from its own time; told late, the buyer has an hour in any case. */
    @Test
    void aHandOverStartsAShortInspectionFromItsOwnTime() {
        var waiting = MEETING.issueCode();
        var metAt = NOON.minus(Duration.ofHours(30));
        var inspection = (Order.Inspection) moved(waiting, new HandOver(SELLER, metAt));
        assertThat(inspection.deliveredAt()).isEqualTo(metAt);
        assertThat(inspection.autoConfirmAt()).isEqualTo(metAt.plus(Duration.ofHours(72)));
        assertThat(inspection.shipment()).isNull();
        var late = (Order.Inspection) moved(waiting, new HandOver(SELLER, NOON.minus(Duration.ofHours(80))));
        assertThat(late.autoConfirmAt()).isEqualTo(NOON.plus(Duration.ofHours(1)));

        assertThat(OrderRules.decide(inspection, new RevokeDelivery(PARCEL), NOON))
                .isInstanceOf(Refused.WrongStage.class);
        assertThat(OrderRules.decide(waiting, new HandOver(BUYER, NOON), NOON))
                .isEqualTo(new Refused.NotTheSeller(BUYER));
        assertThat(OrderRules.decide(waiting, new HandOver(STRANGER, NOON), NOON))
                .isEqualTo(new Refused.NotAParty(STRANGER));
        assertThat(OrderRules.decide(FUNDED, new HandOver(SELLER, NOON), NOON)).isEqualTo(new Refused.NotAMeeting());
    }

    /** Who has the code may have the item: no cancelling, but a dispute; and a day more for a hand-over to be told. */
    @Test
    void aCodeThatIsOutChangesWhatTheBuyerMayDo() {
        var waiting = (Order.Funded) moved(MEETING, new IssueCode(BUYER));
        assertThat(OrderRules.decide(waiting, new Cancel(BUYER), NOON))
                .isEqualTo(new Refused.CodeIssued(NOON.plus(Duration.ofHours(24))));
        assertThat(moved(waiting, new Cancel(SELLER)).stage()).isEqualTo(Stage.CANCELLED);
        assertThat(OrderRules.decide(waiting, new ExpireUnshipped(), NOON))
                .isEqualTo(new Refused.TooEarly(NOON.plus(Duration.ofHours(24))));
        assertThat(Deadline.of(waiting, NOON)).isEqualTo(Map.of(Deadline.UNSHIPPED, NOON.plus(Duration.ofHours(24))));

        var disputed = moved(waiting, new Freeze(DISPUTE, NOON));
        assertThat(disputed.stage()).isEqualTo(Stage.DISPUTED);
        var told = moved(disputed, new HandOver(SELLER, NOON.minusSeconds(1)));
        assertThat(told.stage()).isEqualTo(Stage.DISPUTED);
        assertThat(moved(told, new Resume(DISPUTE)).stage()).isEqualTo(Stage.INSPECTION);
        assertThat(moved(disputed, new Resume(DISPUTE), NOON.plusSeconds(5)))
                .isEqualTo(waiting.later(Duration.ofSeconds(5)));
        assertThat(AllowedCommands.at(disputed)).contains(OrderCommand.Name.HAND_OVER);
    }

    @Test
    void wordOfAnEarlierRevisionChangesNothing() {
        var revoked = (Order.Shipped) moved(INSPECTION, new RevokeDelivery(new Parcel(SHIPMENT, 5)));
        assertThat(revoked.deliverBy()).isEqualTo(NOON.plus(Duration.ofDays(30)));
        assertThat(OrderRules.decide(revoked, new ConfirmDelivery(PARCEL_THERE, NOON), NOON))
                .isEqualTo(new AlreadyDone(revoked));
        assertThat(moved(revoked, new ConfirmDelivery(new Parcel(SHIPMENT, 6), NOON))
                        .stage())
                .isEqualTo(Stage.INSPECTION);
        assertThat(OrderRules.decide(INSPECTION, new RevokeDelivery(new Parcel(SHIPMENT, 2)), NOON))
                .isEqualTo(new AlreadyDone(INSPECTION));
        var bySilence = INSPECTION.acceptByTimer().release();
        assertThat(OrderRules.decide(bySilence, new RevokeDelivery(new Parcel(SHIPMENT, 5)), NOON))
                .isEqualTo(new Refused.ReleasedMeanwhile(NOON));
    }

    /** E-3: the window counts from the delivery; heard of late, the buyer still has 72 hours. */
    @Test
    void theInspectionWindowCountsFromTheDeliveryWithSomeNoticeInAnyCase() {
        var heardAtOnce = (Order.Inspection) moved(SHIPPED, new ConfirmDelivery(PARCEL_THERE, NOON));
        assertThat(heardAtOnce.autoConfirmAt()).isEqualTo(NOON.plus(Duration.ofDays(7)));

        var sixDaysAgo = NOON.minus(Duration.ofDays(6));
        var heardLate = (Order.Inspection) moved(SHIPPED, new ConfirmDelivery(PARCEL_THERE, sixDaysAgo));
        assertThat(heardLate.deliveredAt()).isEqualTo(sixDaysAgo);
        assertThat(heardLate.autoConfirmAt()).isEqualTo(NOON.plus(Duration.ofHours(72)));
    }

    /** E-3, AS-6: a stage alone says which deadlines stand; reminders in the past are not given. */
    @Test
    void everyStageThatWaitsHasItsDeadline() {
        assertThat(Deadline.of(PLACED, NOON)).containsOnlyKeys(Deadline.UNANSWERED);
        assertThat(Deadline.of(AWAITING, NOON)).containsOnlyKeys(Deadline.UNPAID);
        assertThat(Deadline.of(FUNDED, NOON)).containsOnlyKeys(Deadline.UNSHIPPED);
        assertThat(Deadline.of(SHIPPED, NOON)).containsOnlyKeys(Deadline.UNDELIVERED);
        assertThat(Deadline.of(INSPECTION, NOON.minus(Duration.ofDays(7))))
                .isEqualTo(Map.of(
                        Deadline.REMINDER_72H, NOON.minus(Duration.ofHours(72)),
                        Deadline.REMINDER_24H, NOON.minus(Duration.ofHours(24)),
                        Deadline.AUTO_CONFIRM, NOON));
        assertThat(Deadline.of(INSPECTION, NOON.minus(Duration.ofHours(72))))
                .containsOnlyKeys(Deadline.REMINDER_24H, Deadline.AUTO_CONFIRM);
        assertThat(Deadline.of(DISPUTED, NOON))
                .isEqualTo(Map.of(
                        Deadline.FREEZE_AGE, NOON.plus(Duration.ofDays(1)).minusMillis(1)));
        assertThat(Deadline.of(DISPUTED, Instant.MIN)).containsOnlyKeys(Deadline.FREEZE_AGE);
        for (var still : List.of(ACCEPTED, RELEASED, REFUNDED, PARTIALLY_REFUNDED, CANCELLED)) {
            assertThat(Deadline.of(still, NOON)).isEmpty();
        }
    }

    /** E-2: the history of a move tells every stage it went through. */
    @Test
    void anAcceptanceIsTwoStepsInTheHistory() {
        var accept = new Accept(BUYER);
        var moved = (Moved) OrderRules.decide(INSPECTION, accept, NOON);

        assertThat(Transition.of(INSPECTION, moved, accept, NOON))
                .containsExactly(
                        new Transition(Stage.INSPECTION, Stage.ACCEPTED, Actor.BUYER, BUYER, "ACCEPT", null, NOON),
                        new Transition(Stage.ACCEPTED, Stage.RELEASED, Actor.BUYER, BUYER, "ACCEPT", null, NOON));
    }
}

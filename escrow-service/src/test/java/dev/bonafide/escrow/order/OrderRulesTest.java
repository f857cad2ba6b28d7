package dev.bonafide.escrow.order;

import static dev.bonafide.escrow.order.OrderSamples.ACCEPTED;
import static dev.bonafide.escrow.order.OrderSamples.AWAITING;
import static dev.bonafide.escrow.order.OrderSamples.AWAITING_PARTS;
import static dev.bonafide.escrow.order.OrderSamples.BEGUN;
import static dev.bonafide.escrow.order.OrderSamples.BUYER;
import static dev.bonafide.escrow.order.OrderSamples.CANCELLED;
import static dev.bonafide.escrow.order.OrderSamples.DISPUTE;
import static dev.bonafide.escrow.order.OrderSamples.DISPUTED;
import static dev.bonafide.escrow.order.OrderSamples.FUNDED;
import static dev.bonafide.escrow.order.OrderSamples.INSPECTION;
import static dev.bonafide.escrow.order.OrderSamples.IN_MILESTONES;
import static dev.bonafide.escrow.order.OrderSamples.LAST;
import static dev.bonafide.escrow.order.OrderSamples.LAST_IN_DISPUTE;
import static dev.bonafide.escrow.order.OrderSamples.MEETING;
import static dev.bonafide.escrow.order.OrderSamples.NOON;
import static dev.bonafide.escrow.order.OrderSamples.OTHER;
import static dev.bonafide.escrow.order.OrderSamples.PARCEL;
import static dev.bonafide.escrow.order.OrderSamples.PARTIALLY_REFUNDED;
import static dev.bonafide.escrow.order.OrderSamples.PAYMENT;
import static dev.bonafide.escrow.order.OrderSamples.PLACED;
import static dev.bonafide.escrow.order.OrderSamples.PLACED_IN_PARTS;
import static dev.bonafide.escrow.order.OrderSamples.REFUNDED;
import static dev.bonafide.escrow.order.OrderSamples.RELEASED;
import static dev.bonafide.escrow.order.OrderSamples.RETURN;
import static dev.bonafide.escrow.order.OrderSamples.RETURNING;
import static dev.bonafide.escrow.order.OrderSamples.RULING;
import static dev.bonafide.escrow.order.OrderSamples.SELLER;
import static dev.bonafide.escrow.order.OrderSamples.SHIPMENT;
import static dev.bonafide.escrow.order.OrderSamples.SHIPPED;
import static dev.bonafide.escrow.order.OrderSamples.SNAPSHOT;
import static dev.bonafide.escrow.order.OrderSamples.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.Readme;
import dev.bonafide.escrow.desk.order.RefusalCodes;
import dev.bonafide.escrow.order.Decision.AlreadyDone;
import dev.bonafide.escrow.order.Decision.Moved;
import dev.bonafide.escrow.order.Decision.Refused;
import dev.bonafide.escrow.order.OrderCommand.Accept;
import dev.bonafide.escrow.order.OrderCommand.AcceptMilestone;
import dev.bonafide.escrow.order.OrderCommand.Agree;
import dev.bonafide.escrow.order.OrderCommand.AgreeRefund;
import dev.bonafide.escrow.order.OrderCommand.AnnounceShipment;
import dev.bonafide.escrow.order.OrderCommand.AutoConfirm;
import dev.bonafide.escrow.order.OrderCommand.AutoConfirmMilestone;
import dev.bonafide.escrow.order.OrderCommand.Cancel;
import dev.bonafide.escrow.order.OrderCommand.CarryOutRuling;
import dev.bonafide.escrow.order.OrderCommand.CloseReturn;
import dev.bonafide.escrow.order.OrderCommand.ConfirmDelivery;
import dev.bonafide.escrow.order.OrderCommand.ConfirmDispatch;
import dev.bonafide.escrow.order.OrderCommand.ConfirmPayment;
import dev.bonafide.escrow.order.OrderCommand.ConfirmReservation;
import dev.bonafide.escrow.order.OrderCommand.DeliverMilestone;
import dev.bonafide.escrow.order.OrderCommand.ExpireMilestones;
import dev.bonafide.escrow.order.OrderCommand.ExpireReturn;
import dev.bonafide.escrow.order.OrderCommand.ExpireUndelivered;
import dev.bonafide.escrow.order.OrderCommand.ExpireUnpaid;
import dev.bonafide.escrow.order.OrderCommand.ExpireUnshipped;
import dev.bonafide.escrow.order.OrderCommand.ExtendFreeze;
import dev.bonafide.escrow.order.OrderCommand.ExtendInspection;
import dev.bonafide.escrow.order.OrderCommand.FollowReturn;
import dev.bonafide.escrow.order.OrderCommand.Freeze;
import dev.bonafide.escrow.order.OrderCommand.GiveUpWaiting;
import dev.bonafide.escrow.order.OrderCommand.HandOver;
import dev.bonafide.escrow.order.OrderCommand.IssueCode;
import dev.bonafide.escrow.order.OrderCommand.RefuseReservation;
import dev.bonafide.escrow.order.OrderCommand.Resume;
import dev.bonafide.escrow.order.OrderCommand.RevokeDelivery;
import dev.bonafide.escrow.order.OrderCommand.StartReturn;
import dev.bonafide.escrow.order.OrderCommand.TakeVerdict;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.escrow.terms.TermsSamples;
import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderRulesTest {
    private static final String TABLE = "### Every command at every stage";
    private static final Parcel DELIVERED = new Parcel(SHIPMENT, 4);
    private static final List<Order> STAGES = List.of(
            PLACED,
            PLACED_IN_PARTS,
            AWAITING,
            FUNDED,
            MEETING,
            SHIPPED,
            INSPECTION,
            RETURNING,
            IN_MILESTONES,
            BEGUN,
            LAST,
            ACCEPTED,
            RELEASED,
            DISPUTED,
            REFUNDED,
            PARTIALLY_REFUNDED,
            CANCELLED);

    /** Each command as it would rightly come to the samples. */
    private static Map<String, OrderCommand> commands() {
        var commands = new LinkedHashMap<String, OrderCommand>();
        commands.put("CONFIRM_RESERVATION", new ConfirmReservation(SNAPSHOT));
        commands.put("REFUSE_RESERVATION", new RefuseReservation("RESERVED_BY_OTHER"));
        commands.put("TAKE_VERDICT allow", new TakeVerdict(Verdict.ALLOW));
        commands.put("TAKE_VERDICT review", new TakeVerdict(Verdict.REVIEW));
        commands.put("TAKE_VERDICT refuse", new TakeVerdict(Verdict.REFUSE));
        commands.put("AGREE", new Agree(SELLER));
        commands.put("GIVE_UP_WAITING", new GiveUpWaiting());
        commands.put("CONFIRM_PAYMENT", new ConfirmPayment(PAYMENT, Money.cny(300_000)));
        commands.put("EXPIRE_UNPAID", new ExpireUnpaid());
        commands.put("ANNOUNCE_SHIPMENT", new AnnounceShipment(SHIPMENT));
        commands.put("CONFIRM_DISPATCH", new ConfirmDispatch(PARCEL));
        commands.put("EXPIRE_UNSHIPPED", new ExpireUnshipped());
        commands.put("CONFIRM_DELIVERY", new ConfirmDelivery(DELIVERED, NOON));
        commands.put("REVOKE_DELIVERY", new RevokeDelivery(new Parcel(SHIPMENT, 5)));
        commands.put("EXPIRE_UNDELIVERED", new ExpireUndelivered());
        commands.put("ISSUE_CODE", new IssueCode(BUYER));
        commands.put("HAND_OVER", new HandOver(SELLER, NOON.minusSeconds(1)));
        commands.put("DELIVER_MILESTONE", new DeliverMilestone(SELLER, 2));
        commands.put("ACCEPT_MILESTONE", new AcceptMilestone(BUYER, 1));
        commands.put("AUTO_CONFIRM_MILESTONE", new AutoConfirmMilestone(1));
        commands.put("EXPIRE_MILESTONES", new ExpireMilestones());
        commands.put("ACCEPT", new Accept(BUYER));
        commands.put("AUTO_CONFIRM", new AutoConfirm());
        commands.put("EXTEND_INSPECTION", new ExtendInspection(BUYER));
        commands.put("AGREE_REFUND", new AgreeRefund(BUYER, 1, Money.cny(30_000)));
        commands.put("CANCEL", new Cancel(BUYER));
        commands.put(
                "START_RETURN", new StartReturn(RETURN, NOON.minusMillis(1), NOON.minus(Duration.ofDays(3)), false));
        commands.put("FOLLOW_RETURN", new FollowReturn(RETURN, false, NOON.minusMillis(1)));
        commands.put("CLOSE_RETURN cleared", cleared(null));
        commands.put("CLOSE_RETURN cleared for less", cleared(Money.cny(5_000)));
        commands.put("CLOSE_RETURN lost", new CloseReturn(RETURN, new ReturnOutcome.Lost()));
        commands.put("CLOSE_RETURN expired", new CloseReturn(RETURN, new ReturnOutcome.Expired()));
        commands.put("EXPIRE_RETURN", new ExpireReturn());
        commands.put("FREEZE", new Freeze(DISPUTE, NOON.minusMillis(1)));
        commands.put("FREEZE for a hidden defect", hidden(NOON.minusMillis(1), Grievance.HIDDEN_DEFECT));
        commands.put("RESUME", new Resume(DISPUTE));
        commands.put("EXTEND_FREEZE", new ExtendFreeze());
        commands.put("CARRY_OUT_RULING for buyer", new CarryOutRuling(DISPUTE, RULING, new Ruling.ForBuyer()));
        commands.put("CARRY_OUT_RULING for seller", new CarryOutRuling(DISPUTE, RULING, new Ruling.ForSeller()));
        commands.put("CARRY_OUT_RULING split", new CarryOutRuling(DISPUTE, RULING, split(100_000, 150_000, 50_000)));
        return commands;
    }

    private static CloseReturn cleared(@Nullable Money deduction) {
        return new CloseReturn(RETURN, new ReturnOutcome.Cleared(deduction, null));
    }

    /** All that the release has brought is still there. */
    private static Freeze hidden(Instant openedAt, Grievance grievance) {
        return new Freeze(DISPUTE, openedAt, FrozenBy.DISPUTE, null, grievance, false, true);
    }

    private static Ruling split(long buyer, long seller, long platform) {
        return new Ruling.Split(new Legs(Money.cny(buyer), Money.cny(seller), Money.cny(platform)));
    }

    /** E-2: the README's table is the specification; every cell of it is decided by the code just so. */
    @TestFactory
    List<DynamicTest> everyCommandAtEveryStageIsDecidedAsTheReadmeSays() {
        var documented = Readme.table(TABLE).stream().collect(Collectors.toMap(List::getFirst, row -> row));
        var tests = new ArrayList<DynamicTest>();
        tests.add(DynamicTest.dynamicTest(
                "the rows are the commands",
                () -> assertThat(documented.keySet()).isEqualTo(commands().keySet())));
        tests.add(DynamicTest.dynamicTest(
                "the columns are the stages",
                () -> assertThat(Readme.header(TABLE).subList(1, STAGES.size() + 1))
                        .containsExactlyElementsOf(
                                STAGES.stream().map(OrderRulesTest::column).toList())));
        tests.add(DynamicTest.dynamicTest(
                "every stage has a column",
                () -> assertThat(STAGES.stream().map(Order::stage)).contains(Stage.values())));
        commands()
                .forEach((name, command) -> tests.add(DynamicTest.dynamicTest(name, () -> {
                    var decided = new ArrayList<String>();
                    decided.add(name);
                    STAGES.forEach(order -> decided.add(cell(order, decide(order, command))));
                    assertThat(String.join(" | ", documented.getOrDefault(name, List.of())))
                            .isEqualTo(String.join(" | ", decided));
                })));
        return tests;
    }

    /** E-2: the diagram shows every move there is, and none that is not. */
    @Test
    void theDiagramOfTheReadmeIsWhatTheCodeDoes() {
        var samples = new ArrayList<>(STAGES);
        samples.addAll(List.of(
                PLACED.reserve(),
                AWAITING_PARTS,
                BEGUN.freeze(DISPUTE, NOON),
                LAST_IN_DISPUTE,
                MEETING.issueCode(),
                MEETING.issueCode().freeze(DISPUTE, NOON),
                SHIPPED.freeze(DISPUTE, NOON),
                RETURNING.freeze(DISPUTE, NOON),
                RETURNING
                        .with(new ReturnState.Over(RETURNING.nothingRetained()))
                        .freeze(DISPUTE, NOON),
                INSPECTION.acceptByTimer().release()));
        var moves = new TreeSet<String>();
        for (var order : samples) {
            for (var command : commands().values()) {
                if (decide(order, command) instanceof Moved moved) {
                    var from = order.stage();
                    for (var to : moved.path()) {
                        moves.add(from + " -> " + to.stage());
                        from = to.stage();
                    }
                }
            }
        }
        moves.removeIf(move -> move.split(" -> ")[0].equals(move.split(" -> ")[1]));
        assertThat(Readme.moves()).isEqualTo(moves);
    }

    /** E-2: what a refusal names as allowed is exactly what would do something. */
    @Test
    void theAllowedCommandsAreThoseThatMoveTheOrder() {
        for (var order : STAGES) {
            var moving = commands().values().stream()
                    .filter(command -> decide(order, command) instanceof Moved)
                    .map(OrderCommand::name)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(new TreeSet<>(OrderRules.allowedAt(order)))
                    .as(order.stage().name())
                    .isEqualTo(moving);
        }
    }

    @Test
    void bothAnswersOpenThePaymentInEitherOrder() {
        var reserve = new ConfirmReservation(SNAPSHOT);
        var allow = new TakeVerdict(Verdict.ALLOW);

        for (var answers : List.of(List.of(reserve, allow), List.of(allow, reserve))) {
            var half = moved(PLACED, answers.getFirst());
            assertThat(half.stage()).isEqualTo(Stage.PLACED);
            assertThat(moved(half, answers.getLast()))
                    .isEqualTo(new Order.AwaitingPayment(OrderSamples.AGREEMENT, NOON.plus(Duration.ofMinutes(15))));
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
    void aDisputeIsInTimeByWhenItWasOpenedAndNotByWhenItIsHeard() {
        var inTime = new Freeze(DISPUTE, NOON.minusMillis(1));
        var late = new Freeze(DISPUTE, NOON);
        var muchLater = NOON.plus(Duration.ofDays(1));

        assertThat(OrderRules.decide(INSPECTION, inTime, muchLater)).isEqualTo(Moved.to(DISPUTED));
        assertThat(OrderRules.decide(INSPECTION, late, NOON))
                .isEqualTo(new Refused.NotFreezable(FreezeRefusal.INSPECTION_OVER));
        var released = INSPECTION.acceptByTimer().release();
        assertThat(OrderRules.decide(released, late, muchLater))
                .isEqualTo(new Refused.NotFreezable(FreezeRefusal.INSPECTION_OVER));
        var taken = (Order.Disputed) moved(released, hidden(NOON.minusMillis(1), Grievance.VISIBLE), muchLater);
        assertThat(taken)
                .isEqualTo(new Order.Disputed(
                        INSPECTION.agreement(),
                        PAYMENT,
                        new Standstill(DISPUTE, NOON.minusMillis(1), false),
                        INSPECTION,
                        true));
        assertThat(OrderRules.decide(taken, new Resume(DISPUTE), muchLater)).isInstanceOf(Refused.WrongStage.class);
        // Some of it has gone: nothing is held, and what is left stays where it is.
        var claimed = (Order.Released) moved(released, inTime, muchLater);
        assertThat(claimed.isClaimedBy(DISPUTE)).isTrue();
        assertThat(OrderRules.decide(claimed, inTime, muchLater)).isEqualTo(new AlreadyDone(claimed));
        assertThat(OrderRules.decide(claimed, new Freeze(OTHER, NOON.minusMillis(1)), muchLater))
                .isEqualTo(new Refused.NotFreezable(FreezeRefusal.OTHER_DISPUTE_OPEN));
    }

    /** D-1: what a look does not show may be disputed for a while after the acceptance, to the instant. */
    @ParameterizedTest(name = "{0} opened {1} after the acceptance: {2}")
    @CsvSource({
        "VISIBLE,       PT0S,          ACCEPTED_BY_BUYER",
        "HIDDEN_DEFECT, PT0S,",
        "HIDDEN_DEFECT, PT167H59M59S,",
        "HIDDEN_DEFECT, PT168H,        HIDDEN_DEFECT_WINDOW_OVER",
        "COUNTERFEIT,   PT719H59M59S,",
        "COUNTERFEIT,   PT720H,        HIDDEN_DEFECT_WINDOW_OVER"
    })
    void aHiddenDefectMayBeDisputedAfterTheAcceptance(
            Grievance grievance, Duration after, @Nullable FreezeRefusal refusal) {
        var command = hidden(NOON.plus(after), grievance);
        var decision = OrderRules.decide(RELEASED, command, NOON.plus(Duration.ofDays(40)));
        if (refusal != null) {
            assertThat(decision).isEqualTo(new Refused.NotFreezable(refusal));
            return;
        }
        var claimed = (Order.Released) ((Moved) decision).to();
        assertThat(claimed.standstill()).isEqualTo(new Standstill(DISPUTE, NOON.plus(after), false));
        assertThat(Deadline.of(claimed, NOON.plus(after))).containsOnlyKeys(Deadline.FREEZE_AGE);
        var ruled = (Order.Released) moved(claimed, new CarryOutRuling(DISPUTE, RULING, new Ruling.ForBuyer()));
        assertThat(ruled.standstill()).isNull();
        assertThat(OrderRules.decide(ruled, new CarryOutRuling(DISPUTE, RULING, new Ruling.ForBuyer()), NOON))
                .isEqualTo(new AlreadyDone(ruled));
        assertThat(OrderRules.decide(ruled, new Freeze(OTHER, NOON), NOON))
                .isEqualTo(new Refused.NotFreezable(FreezeRefusal.RELEASED_BY_RULING));
    }

    /** D-1: whose loss is made good has nothing left to dispute. */
    @Test
    void aLossThatIsMadeGoodIsNotDisputed() {
        var command =
                new Freeze(DISPUTE, NOON.minusMillis(1), FrozenBy.DISPUTE, null, Grievance.HIDDEN_DEFECT, true, true);
        for (var order : List.of(
                SHIPPED, INSPECTION, RELEASED, INSPECTION.acceptByTimer().release())) {
            assertThat(OrderRules.decide(order, command, NOON))
                    .isEqualTo(new Refused.NotFreezable(FreezeRefusal.ALREADY_INDEMNIFIED));
        }
    }

    /** An order goes on when the last of those who freeze it has let it go; two people may let it wait longer once. */
    @Test
    void aFreezeOfSeveralAndOneThatLastsLonger() {
        var handedOver = moved(DISPUTED, new Resume(DISPUTE).whileFrozenFor(OTHER));
        assertThat(handedOver).isEqualTo(DISPUTED.with(new Standstill(OTHER, DISPUTED.since(), false)));
        assertThat(moved(handedOver, new Resume(OTHER)).stage()).isEqualTo(Stage.INSPECTION);

        var windows = OrderSamples.TERMS.windows().disputes();
        var ends = DISPUTED.since().plus(Duration.ofDays(60));
        assertThat(FreezeAge.expiresAt(DISPUTED.standstill(), windows)).isEqualTo(ends);
        var longer = (Order.Disputed) moved(DISPUTED, new ExtendFreeze());
        assertThat(FreezeAge.expiresAt(longer.standstill(), windows)).isEqualTo(ends.plus(Duration.ofDays(30)));
        assertThat(OrderRules.decide(longer, new ExtendFreeze(), NOON))
                .isEqualTo(new Refused.FreezeExtendedBefore(ends.plus(Duration.ofDays(30))));
    }

    /** Once, on the day on which it is due, or on the first on which anybody comes to it. */
    @ParameterizedTest
    @CsvSource({"52, 52, false", "53, 53, true", "54, 54, false", "53, 58, true", "50, 58, true", "54, 58, false"})
    void theWarningThatAFreezeEndsSoon(int day, int now, boolean warned) {
        var since = DISPUTED.since();
        assertThat(FreezeAge.isWarnedOn(
                        DISPUTED.standstill(),
                        OrderSamples.TERMS.windows().disputes(),
                        since.plus(Duration.ofDays(day)),
                        since.plus(Duration.ofDays(now))))
                .isEqualTo(warned);
    }

    @Test
    void onlyTheDisputeThatHoldsTheMoneyMovesIt() {
        assertThat(OrderRules.decide(DISPUTED, new Freeze(OTHER, NOON), NOON))
                .isEqualTo(new Refused.NotFreezable(FreezeRefusal.OTHER_DISPUTE_OPEN));
        assertThat(OrderRules.decide(DISPUTED, new CarryOutRuling(OTHER, RULING, new Ruling.ForBuyer()), NOON))
                .isEqualTo(new Refused.OtherDispute(OTHER));
        assertThat(OrderRules.decide(REFUNDED, new CarryOutRuling(DISPUTE, OTHER, new Ruling.ForSeller()), NOON))
                .isEqualTo(new Refused.OtherDispute(DISPUTE));
        var released = DISPUTED.releaseByRuling(RULING);
        assertThat(OrderRules.decide(released, new CarryOutRuling(DISPUTE, RULING, new Ruling.ForSeller()), NOON))
                .isEqualTo(new AlreadyDone(released));
    }

    /** E-5: any division of just what is held; the seller's fee is taken from the seller's leg alone. */
    @Test
    void aRulingMayDivideTheMoneyInAnyWayThatAddsUp() {
        assertThat(moved(DISPUTED, new CarryOutRuling(DISPUTE, RULING, split(1, 0, 299_999)))
                        .stage())
                .isEqualTo(Stage.PARTIALLY_REFUNDED);
        for (var wrong :
                List.of(split(100_000, 150_000, 50_001), split(0, 300_000, 0), split(300_000, 0, 0), split(1, 1, 1))) {
            assertThat(OrderRules.decide(DISPUTED, new CarryOutRuling(DISPUTE, RULING, wrong), NOON))
                    .isInstanceOf(Refused.NotADivision.class);
        }
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

    /** A dispute that ends without a ruling gives every side the time that was left when it was opened. */
    @Test
    void theClockGoesOnFromWhereADisputeStoppedIt() {
        var twoDaysLater = NOON.plus(Duration.ofDays(2));
        assertThat(moved(DISPUTED, new Resume(DISPUTE), twoDaysLater))
                .isEqualTo(INSPECTION.later(Duration.ofDays(2).plusMillis(1)));
        assertThat(moved(SHIPPED.freeze(DISPUTE, NOON), new Resume(DISPUTE), twoDaysLater))
                .isEqualTo(new Order.Shipped(OrderSamples.AGREEMENT, PAYMENT, PARCEL, twoDaysLater));
        assertThat(OrderRules.decide(DISPUTED, new Resume(OTHER), NOON)).isEqualTo(new Refused.OtherDispute(OTHER));
    }

    /** The parcel travels on while a dispute holds the money; resumed, the order stands where the parcel is. */
    @Test
    void aDisputedOrderHearsWhatBecomesOfItsParcel() {
        var disputed = SHIPPED.freeze(DISPUTE, NOON);
        var delivered = moved(disputed, new ConfirmDelivery(DELIVERED, NOON));
        assertThat(delivered).isEqualTo(disputed.know(SHIPPED.deliver(DELIVERED, NOON, NOON)));
        var revoked = moved(delivered, new RevokeDelivery(new Parcel(SHIPMENT, 5)));
        assertThat(revoked.stage()).isEqualTo(Stage.DISPUTED);
        assertThat(moved(revoked, new Resume(DISPUTE)).stage()).isEqualTo(Stage.SHIPPED);
        assertThat(OrderRules.decide(disputed, new ConfirmDelivery(new Parcel(OTHER, 1), NOON), NOON))
                .isEqualTo(new Refused.OtherShipment(SHIPMENT, OTHER));
    }

    /** Of two words about one parcel the later revision counts, in whatever order they come. */
    @Test
    void wordOfAnEarlierRevisionChangesNothing() {
        var revoked = (Order.Shipped) moved(INSPECTION, new RevokeDelivery(new Parcel(SHIPMENT, 5)));
        assertThat(revoked.deliverBy()).isEqualTo(NOON.plus(Duration.ofDays(30)));
        assertThat(OrderRules.decide(revoked, new ConfirmDelivery(DELIVERED, NOON), NOON))
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
        var heardAtOnce = (Order.Inspection) moved(SHIPPED, new ConfirmDelivery(DELIVERED, NOON));
        assertThat(heardAtOnce.autoConfirmAt()).isEqualTo(NOON.plus(Duration.ofDays(7)));

        var sixDaysAgo = NOON.minus(Duration.ofDays(6));
        var heardLate = (Order.Inspection) moved(SHIPPED, new ConfirmDelivery(DELIVERED, sixDaysAgo));
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

    /** At the instant at which the deadlines of the samples pass; whoever is no timer speaks the moment before. */
    private static Decision decide(Order order, OrderCommand command) {
        return OrderRules.decide(order, command, command instanceof OrderCommand.ByTimer ? NOON : NOON.minusMillis(1));
    }

    private static Order moved(Order order, OrderCommand command) {
        return moved(order, command, NOON);
    }

    private static Order moved(Order order, OrderCommand command, Instant now) {
        var decision = OrderRules.decide(order, command, now);
        assertThat(decision).isInstanceOf(Moved.class);
        return ((Moved) decision).to();
    }

    private static String column(Order order) {
        if (order == MEETING) {
            return "FUNDED to meet";
        }
        if (order == PLACED_IN_PARTS) {
            return "PLACED in milestones";
        }
        if (order == BEGUN || order == LAST) {
            return order == BEGUN ? "IN_MILESTONES begun" : "IN_MILESTONES, one left";
        }
        return order.stage().name();
    }

    private static String cell(Order order, Decision decision) {
        return switch (decision) {
            case Moved moved when moved.to().stage() == order.stage() -> "=";
            case Moved moved ->
                moved.path().stream().map(to -> to.stage().name()).collect(Collectors.joining(" → "));
            case AlreadyDone _ -> "already";
            case Refused.WrongStage _ -> "–";
            case Refused refused -> RefusalCodes.of(refused);
        };
    }
}

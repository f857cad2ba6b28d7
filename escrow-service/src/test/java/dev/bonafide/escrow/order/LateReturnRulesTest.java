package dev.bonafide.escrow.order;

import static dev.bonafide.escrow.order.Moves.moved;
import static dev.bonafide.escrow.order.OrderSamples.BEGUN;
import static dev.bonafide.escrow.order.OrderSamples.BUYER;
import static dev.bonafide.escrow.order.OrderSamples.DISPUTE;
import static dev.bonafide.escrow.order.OrderSamples.DISPUTED;
import static dev.bonafide.escrow.order.OrderSamples.INSPECTION;
import static dev.bonafide.escrow.order.OrderSamples.LAST;
import static dev.bonafide.escrow.order.OrderSamples.NOON;
import static dev.bonafide.escrow.order.OrderSamples.ORDER;
import static dev.bonafide.escrow.order.OrderSamples.OTHER;
import static dev.bonafide.escrow.order.OrderSamples.RETURN;
import static dev.bonafide.escrow.order.OrderSamples.RULING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.order.Decision.AlreadyDone;
import dev.bonafide.escrow.order.Decision.Moved;
import dev.bonafide.escrow.order.Decision.Refused;
import dev.bonafide.escrow.order.Decision.Refused.NotFreezable;
import dev.bonafide.escrow.order.Decision.Refused.NotReturnable;
import dev.bonafide.escrow.order.Order.Released;
import dev.bonafide.escrow.order.OrderCommand.AcceptMilestone;
import dev.bonafide.escrow.order.OrderCommand.CarryOutRuling;
import dev.bonafide.escrow.order.OrderCommand.CloseReturn;
import dev.bonafide.escrow.order.OrderCommand.ExpireReturn;
import dev.bonafide.escrow.order.OrderCommand.FollowReturn;
import dev.bonafide.escrow.order.OrderCommand.Freeze;
import dev.bonafide.escrow.order.OrderCommand.Resume;
import dev.bonafide.escrow.order.OrderCommand.StartReturn;
import dev.bonafide.escrow.order.ReturnOutcome.Cleared;
import dev.bonafide.escrow.order.ReturnOutcome.Expired;
import dev.bonafide.escrow.order.ReturnOutcome.Lost;
import dev.bonafide.escrow.order.ReturnState.Awaited;
import dev.bonafide.escrow.order.ReturnState.Over;
import dev.bonafide.escrow.order.ReturnState.Retained;
import dev.bonafide.escrow.ruling.Correction;
import dev.bonafide.escrow.settlement.Hold;
import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** G-9: the item goes back without a reason when the money is the seller's by now. It was delivered a week before noon. */
class LateReturnRulesTest {
    private static final Instant DELIVERED = NOON.minus(Duration.ofDays(7));
    /** The last moment at which a return may be accepted is a moment before. */
    private static final Instant TOO_LATE = DELIVERED.plus(Duration.ofDays(9));

    private static final Released SILENT = INSPECTION.acceptByTimer().release();
    private static final StartReturn START = start(RETURN, NOON.plusSeconds(1));
    private static final Released AWAITED = (Released) moved(SILENT, START);
    private static final Released ON_THE_WAY = (Released) moved(AWAITED, follow(false));
    private static final Released ARRIVED = (Released) moved(AWAITED, follow(true));
    private static final Released DOUBTED =
            (Released) moved(ARRIVED, new Freeze(RETURN, NOON, FrozenBy.RETURN), NOON.plusSeconds(1));
    private static final Released IN_DISPUTE = (Released) moved(AWAITED, new Freeze(DISPUTE, NOON.plusSeconds(9)));
    private static final Released NOT_SENT = (Released) moved(AWAITED, close(new Expired()));
    private static final Released BACK = (Released) moved(ARRIVED, close(new Cleared(null, null)));
    private static final Released RULED =
            (Released) moved(IN_DISPUTE, new CarryOutRuling(DISPUTE, RULING, new Ruling.ForSeller()));

    @TestFactory
    @DisplayName("G-9: every word of a return, and what comes of it at each state of an order that was released")
    List<DynamicTest> everyWord() {
        var orders = List.of(SILENT, AWAITED, ON_THE_WAY, ARRIVED, DOUBTED, IN_DISPUTE, NOT_SENT, BACK, RULED);
        var table = new LinkedHashMap<OrderCommand, List<String>>();
        // SILENT, AWAITED, ON_THE_WAY, ARRIVED, DOUBTED, IN_DISPUTE, NOT_SENT, BACK, RULED
        table.put(START, List.of("Awaited", "=", "=", "=", "=", "=", "=", "=", "="));
        table.put(
                start(OTHER, NOON.plusSeconds(2)),
                List.of(
                        "Awaited",
                        "OTHER_RETURN",
                        "OTHER_RETURN",
                        "OTHER_RETURN",
                        "OTHER_RETURN",
                        "OTHER_RETURN",
                        "Awaited",
                        "OTHER_RETURN",
                        "OTHER_RETURN"));
        table.put(follow(false), List.of("OnTheWay", "OnTheWay", "=", "=", "=", "OnTheWay", "OnTheWay", "=", "="));
        table.put(follow(true), List.of("Arrived", "Arrived", "Arrived", "=", "=", "Arrived", "Arrived", "=", "="));
        var closed =
                List.of("INSPECTION_OVER", "Over", "Over", "Over", "Over", "Over", "Over", "=", "RELEASED_BY_RULING");
        table.put(close(new Cleared(null, null)), closed);
        table.put(close(new Cleared(Money.cny(5_000), Money.cny(1_200))), closed);
        table.put(close(new Lost()), closed);
        table.put(close(new Expired()), List.of("=", "NotSent", "=", "=", "=", "=", "=", "=", "="));
        table.put(new ExpireReturn(), List.of("=", "NotSent", "Over", "Over", "=", "=", "=", "=", "="));
        var tests = new ArrayList<DynamicTest>();
        table.forEach((command, expected) -> tests.add(DynamicTest.dynamicTest(
                command.toString(),
                () -> assertThat(orders.stream()
                                .map(order -> cell(order, command))
                                .toList())
                        .isEqualTo(expected))));
        return tests;
    }

    /** At the very instant of the deadline, if there is one. */
    private static String cell(Released order, OrderCommand command) {
        var dueAt = order.back() == null ? null : order.back().dueAt();
        var now = command instanceof ExpireReturn && dueAt != null ? dueAt : NOON.plusSeconds(10);
        return switch (OrderRules.decide(order, command, now)) {
            case Moved moved when moved.to() instanceof Released to -> name(to.back());
            case Moved moved -> moved.to().stage().name();
            case AlreadyDone _ -> "=";
            case NotReturnable(var reason) -> reason.name();
            case Refused refused -> refused.toString();
        };
    }

    private static String name(@Nullable LateReturn back) {
        assertThat(back).isNotNull();
        var state = back.state();
        return state == null ? "NotSent" : state.getClass().getSimpleName();
    }

    @Test
    @DisplayName("G-9: however it was accepted it may go back, as long as the promise runs that its terms have pinned")
    void howLongThePromiseRuns() {
        for (var order : List.of(SILENT, OrderSamples.RELEASED)) {
            var last = (Released) moved(order, start(RETURN, TOO_LATE.minusMillis(1)), TOO_LATE);
            assertThat(last.back())
                    .isEqualTo(new LateReturn(
                            RETURN,
                            TOO_LATE.minusMillis(1),
                            new Awaited(TOO_LATE.minusMillis(1).plus(Duration.ofDays(14)))));
            assertThat(last.stage()).isEqualTo(Stage.RELEASED);
        }
        assertRefused(ReturnRefusal.INSPECTION_OVER, SILENT, start(RETURN, TOO_LATE));
        // The parcel speaks for a return of which nothing was heard, if that can have been accepted in time.
        var lastScan = TOO_LATE.plus(Duration.ofDays(14));
        var scanned = new FollowReturn(RETURN, false, lastScan.minusMillis(1));
        assertThat(((Released) moved(SILENT, scanned, lastScan)).isGoingBack()).isTrue();
        assertThat(OrderRules.decide(SILENT, new FollowReturn(RETURN, false, lastScan), lastScan))
                .isEqualTo(new AlreadyDone(SILENT));
        assertRefused(ReturnRefusal.ACCEPTED_BY_BUYER, OrderSamples.RELEASED, start(RETURN, TOO_LATE));
        assertRefused(
                ReturnRefusal.DELIVERED_IN_MILESTONES, moved(LAST, new AcceptMilestone(BUYER, 1)), start(RETURN, NOON));
        assertRefused(ReturnRefusal.DELIVERED_IN_MILESTONES, BEGUN, start(RETURN, NOON));
        assertRefused(ReturnRefusal.RELEASED_BY_RULING, DISPUTED.releaseByRuling(OTHER), start(RETURN, NOON));
        assertRefused(
                ReturnRefusal.RELEASED_BY_RULING,
                moved(SILENT.claim(DISPUTE, NOON), new CarryOutRuling(DISPUTE, RULING, new Ruling.ForSeller())),
                start(RETURN, NOON));
    }

    @Test
    @DisplayName("G-9: each step has its deadline, and whoever claims what was released stops it")
    void itsDeadlines() {
        assertThat(due(AWAITED)).isEqualTo(START.acceptedAt().plus(Duration.ofDays(14)));
        assertThat(due(ON_THE_WAY)).isEqualTo(follow(false).at().plus(Duration.ofDays(30)));
        assertThat(due(ARRIVED)).isEqualTo(follow(true).at().plus(Duration.ofDays(7)));
        for (var order : List.of(DOUBTED, IN_DISPUTE, NOT_SENT, BACK, RULED)) {
            assertThat(due(order)).isNull();
        }
        assertThat(OrderRules.decide(ARRIVED, new ExpireReturn(), NOON)).isInstanceOf(Refused.TooEarly.class);
    }

    @Test
    @DisplayName("D-10: what has come back is doubted or disputed, whatever windows have closed; one has the say")
    void aDisputeAboutWhatHasComeBack() {
        assertThat(DOUBTED.claim()).isEqualTo(new Claim(Standstill.of(RETURN, NOON), null));
        assertThat(OrderRules.decide(DOUBTED, new Freeze(DISPUTE, NOON), NOON))
                .isEqualTo(new NotFreezable(FreezeRefusal.OTHER_DISPUTE_OPEN));
        var instead = new Freeze(DISPUTE, NOON, FrozenBy.DISPUTE, RETURN, Grievance.VISIBLE, false, false);
        var disputed = (Released) moved(DOUBTED, instead);
        assertThat(disputed.claim()).isEqualTo(new Claim(Standstill.of(DISPUTE, NOON), null));
        assertThat(disputed.back()).isEqualTo(DOUBTED.back());
        assertThat(moved(DOUBTED, new Resume(RETURN))).isEqualTo(ARRIVED);
        assertThat(OrderRules.decide(disputed, new Resume(DISPUTE), NOON)).isEqualTo(new AlreadyDone(disputed));

        // Silence is not taken back while the item is on its way: what it has brought is claimed.
        var before = new Freeze(DISPUTE, DELIVERED, FrozenBy.DISPUTE, null, Grievance.VISIBLE, false, true);
        assertThat(moved(SILENT, before).stage()).isEqualTo(Stage.DISPUTED);
        assertThat(((Released) moved(ON_THE_WAY, before)).back()).isEqualTo(ON_THE_WAY.back());
        assertThat(OrderRules.decide(BACK, new Freeze(DISPUTE, NOON), NOON)).isInstanceOf(NotFreezable.class);
    }

    @Test
    @DisplayName("E-13, G-9: a bank claims nothing of what goes back, because no word of its own would end the claim")
    void aBankClaimsNothing() {
        assertThat(OrderRules.decide(ARRIVED, new Freeze(DISPUTE, NOON, FrozenBy.BANK), NOON))
                .isEqualTo(new NotFreezable(FreezeRefusal.INSPECTION_OVER));
    }

    @Test
    @DisplayName("G-9, D-1: what has come back is settled, and disputed no more; what was not sent is")
    void whatHasComeBackIsSettled() {
        var counterfeit = new Freeze(DISPUTE, NOON, FrozenBy.DISPUTE, null, Grievance.COUNTERFEIT, false, false);
        assertThat(OrderRules.decide(BACK, counterfeit, NOON))
                .isEqualTo(new NotFreezable(FreezeRefusal.ALREADY_REFUNDED));
        assertThat(((Released) moved(NOT_SENT, counterfeit)).claim())
                .isEqualTo(new Claim(Standstill.of(DISPUTE, NOON), null));
    }

    @Test
    @DisplayName("G-9: what is kept is the price's at most, and in its currency")
    void whatIsKept() {
        assertThat(OrderRules.decide(ARRIVED, close(new Cleared(Money.cny(299_000), Money.cny(1_001))), NOON))
                .isEqualTo(new Refused.AboveHeld(Money.cny(300_000), Money.cny(300_001)));
        assertThat(OrderRules.decide(ARRIVED, close(new Cleared(Money.of(1, "EUR"), null)), NOON))
                .isInstanceOf(Refused.OtherCurrency.class);
        assertThat(OrderRules.decide(ARRIVED, close(new Cleared(Money.cny(299_000), Money.cny(1_000))), NOON))
                .isEqualTo(new Refused.AboveHeld(Money.cny(300_000), Money.cny(300_000)));
        var less = (Released) moved(ARRIVED, close(new Cleared(Money.cny(299_000), Money.cny(999))));
        assertThat(less.back()).isNotNull();
        assertThat(less.back().state()).isEqualTo(new Over(new Retained(Money.cny(299_000), Money.cny(999))));
    }

    /** The seller's fee is CNY 18 of a price of CNY 3,000. */
    @ParameterizedTest(name = "kept {0} and {1}, {2} left: {3} to the buyer, of it {4} by the seller")
    @CsvSource({
        "0,      0,    300000, 300000, 298200",
        "5000,   1200, 300000, 293800, 293230",
        "300000, 0,    300000, 0,      0",
        "0,      0,    100000, 100000, 100000",
        "0,      0,    0,      0,      0"
    })
    @DisplayName("G-9: the buyer has it from what the seller has earned, and the fee from the platform")
    void whoBearsIt(long kept, long freight, long left, long toBuyer, long fromSeller) {
        var correction = Correction.ofReturn(
                Hold.of(OrderSamples.TERMS), new Retained(Money.cny(kept), Money.cny(freight)), Money.cny(left));
        assertThat(correction).isEqualTo(new Correction(Money.cny(toBuyer), Money.cny(fromSeller), Money.cny(0)));
        assertThat(correction.fromPlatform()).isEqualTo(Money.cny(toBuyer - fromSeller));
    }

    private static @Nullable Instant due(Released order) {
        return Deadline.bySubject(order, NOON).getOrDefault(ORDER, Map.of()).get(Deadline.RETURN);
    }

    private static void assertRefused(ReturnRefusal reason, Order order, StartReturn command) {
        assertThat(OrderRules.decide(order, command, TOO_LATE)).isEqualTo(new NotReturnable(reason));
    }

    private static StartReturn start(UUID returnId, Instant acceptedAt) {
        return new StartReturn(returnId, acceptedAt, DELIVERED, false);
    }

    private static FollowReturn follow(boolean arrived) {
        return new FollowReturn(RETURN, arrived, NOON);
    }

    private static CloseReturn close(ReturnOutcome outcome) {
        return new CloseReturn(RETURN, outcome);
    }
}

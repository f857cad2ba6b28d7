package dev.bonafide.escrow.order;

import static dev.bonafide.escrow.order.Moves.moved;
import static dev.bonafide.escrow.order.OrderSamples.AGREEMENT;
import static dev.bonafide.escrow.order.OrderSamples.BUYER;
import static dev.bonafide.escrow.order.OrderSamples.CANCELLED;
import static dev.bonafide.escrow.order.OrderSamples.DISPUTE;
import static dev.bonafide.escrow.order.OrderSamples.FUNDED;
import static dev.bonafide.escrow.order.OrderSamples.INSPECTION;
import static dev.bonafide.escrow.order.OrderSamples.NOON;
import static dev.bonafide.escrow.order.OrderSamples.OTHER;
import static dev.bonafide.escrow.order.OrderSamples.PAYMENT;
import static dev.bonafide.escrow.order.OrderSamples.RETURN;
import static dev.bonafide.escrow.order.OrderSamples.SHIPMENT;
import static dev.bonafide.escrow.order.OrderSamples.SHIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.Readme;
import dev.bonafide.escrow.desk.order.RefusalCodes;
import dev.bonafide.escrow.order.Decision.AlreadyDone;
import dev.bonafide.escrow.order.Decision.Moved;
import dev.bonafide.escrow.order.Decision.Refused;
import dev.bonafide.escrow.order.Decision.Refused.NotReturnable;
import dev.bonafide.escrow.order.OrderCommand.Accept;
import dev.bonafide.escrow.order.OrderCommand.AutoConfirm;
import dev.bonafide.escrow.order.OrderCommand.CloseReturn;
import dev.bonafide.escrow.order.OrderCommand.ExpireReturn;
import dev.bonafide.escrow.order.OrderCommand.FollowReturn;
import dev.bonafide.escrow.order.OrderCommand.Freeze;
import dev.bonafide.escrow.order.OrderCommand.Resume;
import dev.bonafide.escrow.order.OrderCommand.RevokeDelivery;
import dev.bonafide.escrow.order.OrderCommand.StartReturn;
import dev.bonafide.escrow.order.ReturnOutcome.Cleared;
import dev.bonafide.escrow.order.ReturnOutcome.Expired;
import dev.bonafide.escrow.order.ReturnOutcome.Lost;
import dev.bonafide.escrow.order.ReturnState.Arrived;
import dev.bonafide.escrow.order.ReturnState.Awaited;
import dev.bonafide.escrow.order.ReturnState.OnTheWay;
import dev.bonafide.escrow.order.ReturnState.Over;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** G-9, E-2: the item goes back without a reason, and the money follows the item. */
class ReturnRulesTest {
    private static final String TABLE = "| Command | AWAITED |";
    /** Two days before silence would have accepted. */
    private static final Instant ASKED = NOON.minus(Duration.ofDays(2));

    private static final StartReturn START = new StartReturn(RETURN, ASKED, NOON.minus(Duration.ofDays(7)), false);
    private static final FollowReturn SENT = new FollowReturn(RETURN, false, ASKED.plus(Duration.ofDays(1)));
    private static final FollowReturn CAME = new FollowReturn(RETURN, true, ASKED.plus(Duration.ofDays(3)));
    private static final CloseReturn CLEARED = new CloseReturn(RETURN, new Cleared(null, null));
    private static final CloseReturn LOST = new CloseReturn(RETURN, new Lost());
    private static final CloseReturn EXPIRED = new CloseReturn(RETURN, new Expired());

    private static final Returning AWAITED = (Returning) moved(INSPECTION, START, ASKED);
    private static final Returning ON_THE_WAY = (Returning) moved(AWAITED, SENT, SENT.at());
    private static final Returning ARRIVED = (Returning) moved(ON_THE_WAY, CAME, CAME.at());
    private static final Order.Refunded REFUNDED =
            new Order.Refunded(AGREEMENT, PAYMENT, SHIPMENT, new RefundGround.Returned(RETURN));

    /** The README's table is the specification of what each word does to a return, and to a disputed order that knows of it. */
    @Test
    void everyWordOfAReturnIsDecidedAsTheReadmeSays() {
        var commands = new LinkedHashMap<String, OrderCommand>();
        commands.put("START_RETURN", START);
        commands.put("FOLLOW_RETURN, sent", SENT);
        commands.put("FOLLOW_RETURN, come", CAME);
        commands.put("CLOSE_RETURN cleared", CLEARED);
        commands.put("CLOSE_RETURN lost", LOST);
        commands.put("CLOSE_RETURN expired", EXPIRED);
        commands.put("EXPIRE_RETURN", new ExpireReturn());
        var over = AWAITED.with(new Over(AWAITED.nothingRetained()));
        var columns = List.<Order>of(
                AWAITED, ON_THE_WAY, ARRIVED, frozen(INSPECTION), frozen(AWAITED), frozen(ARRIVED), frozen(over));
        var decided = new ArrayList<String>();
        commands.forEach((name, command) -> {
            var row = new ArrayList<String>(List.of(name));
            columns.forEach(order -> row.add(cell(order, command)));
            decided.add(String.join(" | ", row));
        });
        assertThat(Readme.table("### Returns without a reason").stream()
                        .map(row -> String.join(" | ", row))
                        .toList())
                .as(TABLE)
                .isEqualTo(decided);
    }

    @Test
    void nothingAcceptsAnOrderThatGoesBackAndItsClockStandsStill() {
        assertThat(AWAITED)
                .isEqualTo(new Returning(
                        AGREEMENT, PAYMENT, RETURN, INSPECTION, ASKED, new Awaited(ASKED.plus(Duration.ofDays(14)))));
        assertThat(Deadline.of(AWAITED, ASKED)).isEqualTo(Map.of(Deadline.RETURN, ASKED.plus(Duration.ofDays(14))));
        assertThat(OrderRules.decide(AWAITED, new AutoConfirm(), NOON.plusSeconds(1)))
                .isEqualTo(new AlreadyDone(AWAITED));
        assertThat(OrderRules.decide(AWAITED, new Accept(BUYER), NOON)).isInstanceOf(Refused.WrongStage.class);

        var week = ASKED.plus(Duration.ofDays(7));
        assertThat(moved(AWAITED, EXPIRED, week)).isEqualTo(INSPECTION.later(Duration.ofDays(7)));
        assertThat(((Order.Inspection) moved(AWAITED, EXPIRED, week)).autoConfirmAt())
                .isEqualTo(week.plus(Duration.ofDays(2)));
    }

    @Test
    void whoHasActedHasWhatIsTheirsWhenNobodyTellsHowItWentOn() {
        var fortnight = ASKED.plus(Duration.ofDays(14));
        assertThat(OrderRules.decide(AWAITED, new ExpireReturn(), fortnight.minusNanos(1_000)))
                .isEqualTo(new Refused.TooEarly(fortnight));
        assertThat(moved(AWAITED, new ExpireReturn(), fortnight)).isEqualTo(INSPECTION.later(Duration.ofDays(14)));

        var month = SENT.at().plus(Duration.ofDays(30));
        assertThat(ON_THE_WAY.state()).isEqualTo(new OnTheWay(month));
        assertThat(OrderRules.decide(ON_THE_WAY, new ExpireReturn(), month.minusNanos(1_000)))
                .isEqualTo(new Refused.TooEarly(month));
        assertThat(moved(ON_THE_WAY, new ExpireReturn(), month)).isEqualTo(REFUNDED);

        // AS-19: at most seven days after it came.
        var week = CAME.at().plus(Duration.ofDays(7));
        assertThat(ARRIVED.state()).isEqualTo(new Arrived(week));
        assertThat(OrderRules.decide(ARRIVED, new ExpireReturn(), week.minusNanos(1_000)))
                .isEqualTo(new Refused.TooEarly(week));
        assertThat(moved(ARRIVED, new ExpireReturn(), week)).isEqualTo(REFUNDED);
    }

    /** Whatever comes first, and however often: in the end the buyer has the money. */
    @Test
    void theWordsOfAReturnMayComeInAnyOrder() {
        var words = List.of(START, SENT, CAME, CLEARED);
        for (var order : permutations(words)) {
            Order at = INSPECTION;
            for (var word : order) {
                for (var times = 0; times < 2; times++) {
                    if (OrderRules.decide(at, word, NOON) instanceof Moved moved) {
                        at = moved.to();
                    }
                }
            }
            assertThat(at).as(order.toString()).isEqualTo(REFUNDED);
            for (var word : words) {
                assertThat(OrderRules.decide(at, word, NOON)).isEqualTo(new AlreadyDone(at));
            }
        }
    }

    @Test
    void aReturnThatHasEndedDoesNotBeginAgainByTheSameWordButByTheParcel() {
        var after = moved(AWAITED, EXPIRED, NOON);
        assertThat(OrderRules.decide(after, new StartReturn(RETURN, ASKED, null, true), NOON))
                .isEqualTo(new AlreadyDone(after));
        assertThat(OrderRules.decide(after, EXPIRED, NOON)).isEqualTo(new AlreadyDone(after));
        assertThat(moved(after, SENT, NOON).stage()).isEqualTo(Stage.RETURNING);
        assertThat(moved(after, CLEARED, NOON)).isEqualTo(REFUNDED);
    }

    @Test
    void aReturnBeforeWeHeardOfTheDeliveryTellsOfIt() {
        var decision = (Moved) OrderRules.decide(SHIPPED, START, NOON);
        assertThat(decision.path().stream().map(Order::stage)).containsExactly(Stage.INSPECTION, Stage.RETURNING);
        assertThat(OrderRules.decide(SHIPPED, new StartReturn(RETURN, ASKED, null, false), NOON))
                .isEqualTo(new NotReturnable(ReturnRefusal.NOT_DELIVERED));
    }

    @Test
    void aDeliveryThatIsTakenBackTakesTheReturnWithItUnlessItWasSent() {
        var revoke = new RevokeDelivery(new Parcel(SHIPMENT, 9));
        assertThat(moved(AWAITED, revoke, NOON).stage()).isEqualTo(Stage.SHIPPED);
        assertThat(OrderRules.decide(ON_THE_WAY, revoke, NOON)).isEqualTo(new AlreadyDone(ON_THE_WAY));
    }

    @Test
    void whatIsKeptIsThePricesAtMostAndInItsCurrency() {
        var some = moved(ARRIVED, new CloseReturn(RETURN, new Cleared(Money.cny(5_000), Money.cny(1_200))), NOON);
        assertThat(some)
                .isEqualTo(new Order.PartiallyRefunded(
                        AGREEMENT,
                        PAYMENT,
                        SHIPMENT,
                        new RefundGround.Returned(RETURN),
                        new Legs(Money.cny(293_800), Money.cny(5_000), Money.cny(1_200))));
        assertThat(OrderRules.decide(
                        ARRIVED, new CloseReturn(RETURN, new Cleared(Money.cny(299_000), Money.cny(1_200))), NOON))
                .isEqualTo(new Refused.AboveHeld(Money.cny(300_000), Money.cny(300_200)));
        assertThat(OrderRules.decide(ARRIVED, new CloseReturn(RETURN, new Cleared(Money.of(100, "USD"), null)), NOON))
                .isInstanceOf(Refused.OtherCurrency.class);
        // Where nothing would go back a person decides: the buyer has paid no more than the price.
        var all = new CloseReturn(RETURN, new Cleared(Money.cny(298_800), Money.cny(1_200)));
        var nothingLeft = new Refused.AboveHeld(Money.cny(300_000), Money.cny(300_000));
        assertThat(OrderRules.decide(ARRIVED, all, NOON)).isEqualTo(nothingLeft);
        assertThat(OrderRules.decide(INSPECTION, all, NOON)).isEqualTo(nothingLeft);
        assertThat(OrderRules.decide(frozen(ARRIVED), all, NOON)).isEqualTo(nothingLeft);
        assertThat(moved(ON_THE_WAY, LOST, NOON)).isEqualTo(REFUNDED);
    }

    @Test
    void aDisputeStopsTheClockOfAReturnAndNotTheParcel() {
        var opened = CAME.at().plus(Duration.ofHours(1));
        var disputed = moved(ARRIVED, new Freeze(DISPUTE, opened), opened);
        assertThat(disputed).isEqualTo(ARRIVED.freeze(DISPUTE, opened));
        assertThat(OrderRules.decide(disputed, new ExpireReturn(), NOON.plus(Duration.ofDays(50))))
                .isEqualTo(new AlreadyDone(disputed));
        var twoDays = opened.plus(Duration.ofDays(2));
        assertThat(moved(disputed, new Resume(DISPUTE), twoDays)).isEqualTo(ARRIVED.later(Duration.ofDays(2)));

        var cleared = moved(disputed, CLEARED, twoDays);
        assertThat(cleared.stage()).isEqualTo(Stage.DISPUTED);
        assertThat(moved(cleared, new Resume(DISPUTE), twoDays)).isEqualTo(REFUNDED);
        assertThat(moved(cleared, new Resume(DISPUTE, OTHER), twoDays).stage()).isEqualTo(Stage.DISPUTED);

        var unsent = moved(AWAITED, new Freeze(DISPUTE, ASKED.plus(Duration.ofDays(1))), NOON);
        var expired = moved(unsent, EXPIRED, NOON);
        assertThat(moved(expired, new Resume(DISPUTE), NOON)).isEqualTo(INSPECTION.later(Duration.ofDays(2)));
    }

    @Test
    void aDisputedOrderHearsOfAReturnAndGoesBackWhenTheDisputeEnds() {
        var disputed = INSPECTION.freeze(DISPUTE, ASKED.minus(Duration.ofDays(1)));
        var known = moved(disputed, START, NOON);
        assertThat(known.stage()).isEqualTo(Stage.DISPUTED);
        var back = (Returning) moved(known, new Resume(DISPUTE), NOON);
        assertThat(back.since()).isEqualTo(disputed.since());
        assertThat(moved(back, EXPIRED, NOON)).isEqualTo(INSPECTION.later(Duration.ofDays(3)));
    }

    @Test
    void whatCannotGoBackIsRefusedForItsReason() {
        assertRefused(OrderSamples.AWAITING, ReturnRefusal.NOT_FUNDED);
        assertRefused(FUNDED, ReturnRefusal.NOT_DELIVERED);
        assertRefused(OrderSamples.MEETING, ReturnRefusal.NOT_DELIVERED);
        assertRefused(OrderSamples.BEGUN, ReturnRefusal.DELIVERED_IN_MILESTONES);
        assertRefused(OrderSamples.DISPUTED.releaseByRuling(OTHER), ReturnRefusal.RELEASED_BY_RULING);
        assertRefused(OrderSamples.REFUNDED, ReturnRefusal.ALREADY_REFUNDED);
        assertRefused(CANCELLED, ReturnRefusal.ORDER_CANCELLED);
        assertThat(OrderRules.decide(AWAITED, new StartReturn(OTHER, ASKED, null, false), NOON))
                .isEqualTo(new NotReturnable(ReturnRefusal.OTHER_RETURN));
        assertThat(OrderRules.decide(AWAITED, new CloseReturn(OTHER, new Lost()), NOON))
                .isEqualTo(new NotReturnable(ReturnRefusal.OTHER_RETURN));
        // The item is the seller's again, and so is the money: a person has to see to it.
        assertThat(OrderRules.decide(OrderSamples.RELEASED, CLEARED, NOON))
                .isEqualTo(new NotReturnable(ReturnRefusal.ACCEPTED_BY_BUYER));
    }

    private static void assertRefused(Order order, ReturnRefusal reason) {
        assertThat(OrderRules.decide(order, START, NOON)).isEqualTo(new NotReturnable(reason));
    }

    private static Order.Disputed frozen(Order.Underway order) {
        return order.freeze(DISPUTE, ASKED);
    }

    /** At the very instant of the deadline, if there is one. */
    private static String cell(Order order, OrderCommand command) {
        var dueAt = order instanceof Returning back ? back.dueAt() : null;
        return switch (OrderRules.decide(order, command, dueAt == null ? NOON : dueAt)) {
            case Moved moved when moved.to() instanceof Order.Disputed d -> "knows: " + name(d.before());
            case Moved moved -> name(moved.to());
            case AlreadyDone _ -> "already";
            case Refused.WrongStage _ -> "–";
            case Refused refused -> RefusalCodes.of(refused);
        };
    }

    private static String name(Order order) {
        return order instanceof Returning back
                ? switch (back.state()) {
                    case Awaited _ -> "AWAITED";
                    case OnTheWay _ -> "ON_THE_WAY";
                    case Arrived _ -> "ARRIVED";
                    case Over _ -> "OVER";
                }
                : order.stage().name();
    }

    private static <T> List<List<T>> permutations(List<T> all) {
        if (all.isEmpty()) {
            return List.of(List.of());
        }
        var permutations = new ArrayList<List<T>>();
        for (var first : all) {
            var rest = new ArrayList<>(all);
            rest.remove(first);
            for (var tail : permutations(rest)) {
                var permutation = new ArrayList<T>();
                permutation.add(first);
                permutation.addAll(tail);
                permutations.add(permutation);
            }
        }
        return permutations;
    }
}

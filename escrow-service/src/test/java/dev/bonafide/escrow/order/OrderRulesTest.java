package dev.bonafide.escrow.order;

import static dev.bonafide.escrow.order.Moves.moved;
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
import static dev.bonafide.escrow.order.OrderSamples.PARCEL_THERE;
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
import static dev.bonafide.escrow.order.OrderSamples.hidden;
import static dev.bonafide.escrow.order.OrderSamples.split;
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
import dev.bonafide.kit.money.Money;
import java.time.Duration;
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

class OrderRulesTest {
    private static final String TABLE = "### Every command at every stage";
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
        commands.put("CONFIRM_DELIVERY", new ConfirmDelivery(PARCEL_THERE, NOON));
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
        commands.put("FREEZE for a bank", new Freeze(OTHER, NOON.minusMillis(1), FrozenBy.BANK));
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

    /** At the instant at which the deadlines of the samples pass; whoever is no timer speaks the moment before. */
    private static Decision decide(Order order, OrderCommand command) {
        return OrderRules.decide(order, command, command instanceof OrderCommand.ByTimer ? NOON : NOON.minusMillis(1));
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

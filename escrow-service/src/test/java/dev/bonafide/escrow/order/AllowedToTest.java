package dev.bonafide.escrow.order;

import static dev.bonafide.escrow.order.OrderSamples.BUYER;
import static dev.bonafide.escrow.order.OrderSamples.NOON;
import static dev.bonafide.escrow.order.OrderSamples.SELLER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.order.Decision.Moved;
import dev.bonafide.escrow.order.OrderCommand.Name;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** E-2: a person whose move is not possible is told what that person may do, and nothing that only services say. */
class AllowedToTest {
    private static final Instant NOW = NOON.minusMillis(1);

    static List<Order> orders() {
        return List.of(
                OrderSamples.PLACED,
                OrderSamples.PLACED_IN_PARTS,
                OrderSamples.AWAITING,
                OrderSamples.FUNDED,
                OrderSamples.FUNDED.announce(OrderSamples.SHIPMENT),
                OrderSamples.MEETING,
                OrderSamples.MEETING.issueCode(),
                OrderSamples.SHIPPED,
                OrderSamples.INSPECTION,
                OrderSamples.INSPECTION.extend(),
                OrderSamples.RETURNING,
                OrderSamples.IN_MILESTONES,
                OrderSamples.BEGUN,
                OrderSamples.LAST,
                OrderSamples.RELEASED,
                OrderSamples.DISPUTED,
                OrderSamples.REFUNDED,
                OrderSamples.CANCELLED);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void eachSideIsToldJustWhatItMayDo(Order order) {
        for (var side : List.of(BUYER, SELLER)) {
            var moving = asked(side)
                    .filter(command -> OrderRules.decide(order, command, NOW) instanceof Moved)
                    .map(OrderCommand::name)
                    .collect(Collectors.toSet());
            if (OrderRules.mayNotPay(order, side, NOW) == null) {
                moving.add(Name.CONFIRM_PAYMENT);
            }
            assertThat(AllowedCommands.to(order, side)).isEqualTo(moving);
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void aRefusalNamesNothingElse(Order order) {
        for (var side : List.of(BUYER, SELLER)) {
            asked(side)
                    .map(command -> OrderRules.decide(order, command, NOW))
                    .filter(Decision.Refused.WrongStage.class::isInstance)
                    .forEach(refused -> assertThat(((Decision.Refused.WrongStage) refused).allowed())
                            .isSubsetOf(AllowedCommands.to(order, side))
                            .doesNotContainAnyElementsOf(Set.of(Name.FREEZE, Name.EXTEND_FREEZE, Name.AUTO_CONFIRM)));
        }
    }

    private static Stream<OrderCommand.ByPerson> asked(UUID by) {
        return Stream.of(
                new OrderCommand.Agree(by),
                new OrderCommand.IssueCode(by),
                new OrderCommand.HandOver(by, NOW),
                new OrderCommand.DeliverMilestone(by, 2),
                new OrderCommand.AcceptMilestone(by, 1),
                new OrderCommand.Accept(by),
                new OrderCommand.ExtendInspection(by),
                new OrderCommand.AgreeRefund(by, 1, Money.cny(100)),
                new OrderCommand.Cancel(by));
    }
}

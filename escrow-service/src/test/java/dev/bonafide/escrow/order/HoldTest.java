package dev.bonafide.escrow.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.audit.Hold;
import dev.bonafide.escrow.audit.LedgerFinding;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** E-7, X-2: what is held fits the stage of the order. */
class HoldTest {
    private static final long TOTAL = OrderSamples.TERMS.total().amountMinor();
    private static final Hold.Held WHOLE = new Hold.Held("CNY", TOTAL, TOTAL);
    private static final Hold.Held PART = new Hold.Held("CNY", TOTAL, 1);
    private static final Hold.Held EMPTIED = new Hold.Held("CNY", TOTAL, 0);
    private static final Hold.Held SHORT = new Hold.Held("CNY", TOTAL - 1, TOTAL - 1);

    static Stream<Order> open() {
        return Stream.of(
                OrderSamples.FUNDED,
                OrderSamples.SHIPPED,
                OrderSamples.INSPECTION,
                OrderSamples.ACCEPTED,
                OrderSamples.IN_MILESTONES,
                OrderSamples.DISPUTED);
    }

    static Stream<Order> ended() {
        return Stream.of(OrderSamples.RELEASED, OrderSamples.REFUNDED, OrderSamples.CANCELLED);
    }

    static Stream<Order> unpaid() {
        return Stream.of(OrderSamples.PLACED, OrderSamples.AWAITING);
    }

    @ParameterizedTest
    @MethodSource("open")
    @DisplayName("E-7: an open order has brought in the whole, and all of it is held")
    void anOpenOrderHasBroughtInTheWhole(Order order) {
        assertThat(check(order, WHOLE)).isEmpty();
        assertThat(check(order, PART))
                .singleElement()
                .satisfies(finding -> assertThat(finding.found()).isEqualTo("1"));
        assertThat(check(order, SHORT)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).hasToString("HOLD_DIFFERS");
            assertThat(finding.orderId()).isEqualTo(OrderSamples.ORDER);
            assertThat(finding.expected()).isEqualTo(Long.toString(TOTAL));
            assertThat(finding.found()).isEqualTo(Long.toString(TOTAL - 1));
            assertThat(finding.concerned()).hasSize(1);
        });
        assertThat(check(order)).hasSize(1);
        assertThat(check(order, new Hold.Held("USD", TOTAL, TOTAL))).hasSize(1);
    }

    @Test
    @DisplayName("E-11: of an order in milestones just those are held that have not ended, in a dispute as well")
    void milestonesThatHaveEndedAreNotHeld() {
        var rest = new Hold.Held("CNY", TOTAL, 200_000);
        for (Order order :
                List.of(OrderSamples.LAST, OrderSamples.LAST.freeze(OrderSamples.DISPUTE, OrderSamples.NOON))) {
            assertThat(check(order, rest)).isEmpty();
            assertThat(check(order, WHOLE)).hasSize(1);
            assertThat(check(order, PART)).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("ended")
    @DisplayName("E-7: nothing is left of an order that has ended")
    void nothingIsLeftOfAnOrderThatHasEnded(Order order) {
        assertThat(check(order)).isEmpty();
        assertThat(check(order, EMPTIED)).isEmpty();
        assertThat(check(order, PART)).hasSize(1);
        assertThat(check(order, WHOLE, new Hold.Held("USD", 1, 1))).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("unpaid")
    void nothingIsHeldBeforeThePayment(Order order) {
        assertThat(check(order)).isEmpty();
        assertThat(check(order, WHOLE)).hasSize(1);
    }

    private static List<LedgerFinding> check(Order order, Hold.Held... held) {
        return Hold.check(List.of(order), held.length == 0 ? Map.of() : Map.of(OrderSamples.ORDER, List.of(held)));
    }
}

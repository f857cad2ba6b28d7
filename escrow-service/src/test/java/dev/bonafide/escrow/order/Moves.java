package dev.bonafide.escrow.order;

import static dev.bonafide.escrow.order.OrderSamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.order.Decision.Moved;
import java.time.Instant;

/** Orders as a command leaves them, which must move them. */
final class Moves {
    private Moves() {}

    static Order moved(Order order, OrderCommand command) {
        return moved(order, command, NOON);
    }

    static Order moved(Order order, OrderCommand command, Instant now) {
        var decision = OrderRules.decide(order, command, now);
        assertThat(decision).isInstanceOf(Moved.class);
        return ((Moved) decision).to();
    }
}

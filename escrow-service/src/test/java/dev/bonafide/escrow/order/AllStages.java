package dev.bonafide.escrow.order;

import java.util.List;

/** The sample order at every stage, for tests of other rooms. */
public final class AllStages {
    private AllStages() {}

    /** One of each. */
    public static List<Order> samples() {
        return List.of(
                OrderSamples.PLACED,
                OrderSamples.AWAITING,
                OrderSamples.FUNDED,
                OrderSamples.SHIPPED,
                OrderSamples.INSPECTION,
                OrderSamples.ACCEPTED,
                OrderSamples.RELEASED,
                OrderSamples.DISPUTED,
                OrderSamples.REFUNDED,
                OrderSamples.CANCELLED);
    }
}

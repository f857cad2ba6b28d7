package dev.bonafide.identity.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonafide.fixtures.Contracts;
import dev.bonafide.fixtures.EventProbe;
import dev.bonafide.identity.events.DisputeRuledV1;
import dev.bonafide.identity.events.OrderRefundedV1;
import dev.bonafide.identity.events.OrderReleasedV1;
import java.time.Clock;
import java.util.UUID;

/** Says, in the role of the services that know, how trades between two people went. */
record Trades(EventProbe probe, Clock clock) {

    void released(Person seller, Person buyer, UUID order, UUID event) {
        ObjectNode released = Contracts.sample(OrderReleasedV1.TYPE, "after-acceptance");
        probe.publish(OrderReleasedV1.TYPE, order, between(released, order, seller, buyer), event);
    }

    void refunded(Person seller, Person buyer) {
        UUID order = UUID.randomUUID();
        ObjectNode refunded = Contracts.sample(OrderRefundedV1.TYPE, "without-dispute");
        probe.publish(OrderRefundedV1.TYPE, order, between(refunded, order, seller, buyer));
    }

    void ruled(Person seller, Person buyer, String outcome) {
        UUID dispute = UUID.randomUUID();
        ObjectNode ruled = Contracts.sample(DisputeRuledV1.TYPE, "for-buyer");
        between(ruled, UUID.randomUUID(), seller, buyer)
                .put("disputeId", dispute.toString())
                .put("outcome", outcome)
                .put("ruledAt", clock.instant().toString());
        probe.publish(DisputeRuledV1.TYPE, dispute, ruled);
    }

    private ObjectNode between(ObjectNode data, UUID order, Person seller, Person buyer) {
        data.put("orderId", order.toString())
                .put("sellerId", seller.id().toString())
                .put("buyerId", buyer.id().toString());
        if (data.has("at")) {
            data.put("at", clock.instant().toString());
        }
        return data;
    }
}

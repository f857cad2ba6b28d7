package dev.bonafide.escrow.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonafide.fixtures.Contracts;
import java.time.Instant;
import java.util.UUID;

/** Plays what the logistics service says after a sale, each time twice, as brokers do. */
final class Returns {
    private final Market market;

    Returns(Market market) {
        this.market = market;
    }

    UUID accept(Market.Sale sale) {
        var back = UUID.randomUUID();
        accept(sale, back);
        return back;
    }

    void accept(Market.Sale sale, UUID back) {
        say(
                "NoReasonReturnAccepted",
                back,
                returned(sale, back, "NoReasonReturnAccepted", "day-three")
                        .put("deliveredAt", market.now().toString()));
    }

    void dispatch(Market.Sale sale, UUID back) {
        say("ReturnDispatched", back, returned(sale, back, "ReturnDispatched", "no-reason"));
    }

    void deliver(Market.Sale sale, UUID back) {
        say(
                "ReturnDelivered",
                back,
                returned(sale, back, "ReturnDelivered", "no-reason")
                        .put("deliveredAt", market.now().toString()));
    }

    void clear(Market.Sale sale, UUID back) {
        say("ReturnCleared", back, returned(sale, back, "ReturnCleared", "whole"));
    }

    void clearForLess(Market.Sale sale, UUID back, long deductionMinor, long freightMinor) {
        var data = returned(sale, back, "ReturnCleared", "less-deduction-and-freight");
        data.putObject("deduction").put("amountMinor", deductionMinor).put("currency", "CNY");
        data.putObject("freight").put("amountMinor", freightMinor).put("currency", "CNY");
        say("ReturnCleared", back, data);
    }

    void clearByRuling(Market.Sale sale, UUID back) {
        say("ReturnCleared", back, returned(sale, back, "ReturnCleared", "by-ruling"));
    }

    void doubt(Market.Sale sale, UUID back) {
        say("ReturnDoubted", back, returned(sale, back, "ReturnDoubted", "no-reason"));
    }

    void expire(Market.Sale sale, UUID back) {
        say("ReturnExpired", back, returned(sale, back, "ReturnExpired", "no-reason"));
    }

    void lose(Market.Sale sale, UUID back) {
        say("ReturnLost", back, returned(sale, back, "ReturnLost", "no-reason"));
    }

    void freight(Market.Sale sale, UUID back, String sample, long minor) {
        var data = returned(sale, back, "FreightChargeDue", sample);
        data.putObject("amount").put("amountMinor", minor).put("currency", "CNY");
        say("FreightChargeDue", back, data);
    }

    void warranty(Market.Sale sale, UUID claim, String sample, long minor) {
        var data = sample("WarrantyCostDue", sample, sale).put("claimId", claim.toString());
        data.putObject("amount").put("amountMinor", minor).put("currency", "CNY");
        say("WarrantyCostDue", claim, data);
    }

    private ObjectNode returned(Market.Sale sale, UUID back, String event, String sample) {
        return sample(event, sample, sale).put("returnId", back.toString()).put("at", at().toString());
    }

    /** A word of the service is never from ahead of its clock. */
    private Instant at() {
        return market.now();
    }

    private static ObjectNode sample(String event, String sample, Market.Sale sale) {
        return Contracts.sample(type(event), sample)
                .put("orderId", sale.order().toString())
                .put("buyerId", sale.buyer().toString())
                .put("sellerId", sale.seller().toString());
    }

    private void say(String event, UUID subject, ObjectNode data) {
        var id = UUID.randomUUID();
        market.probe().publish(type(event), subject, data, id);
        market.probe().publish(type(event), subject, data, id);
    }

    private static String type(String event) {
        return "bonafide.logistics." + event + ".v1";
    }
}

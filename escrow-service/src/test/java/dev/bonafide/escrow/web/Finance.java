package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.fixtures.Contracts;
import dev.bonafide.fixtures.Tokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Two people of finance, and what they do with the compensation pool of a {@link Market}. */
final class Finance {
    private final Market market;
    private final String fiona = Tokens.of(UUID.randomUUID(), "finance");
    private final String frank = Tokens.of(UUID.randomUUID(), "finance");

    Finance(Market market) {
        this.market = market;
    }

    RequestSpecification first() {
        return Market.with(fiona);
    }

    RequestSpecification second() {
        return Market.with(frank);
    }

    JsonPath pool() {
        return first().get("/v1/advance-pool").then().statusCode(200).extract().jsonPath();
    }

    long balance() {
        return pool().getLong("balance.amountMinor");
    }

    /** Puts money in until there is at least so much. */
    void fill(long minor) {
        var missing = minor - balance();
        if (missing > 0) {
            both("/v1/advance-pool/fundings", Map.of("amount", yuan(missing)));
        }
    }

    /** Other limits: two people. */
    void limit(long target, long perCase, long perDay, int sellerBasisPoints) {
        var version = first().get("/v1/advance-pool").header("ETag");
        var body = Map.of(
                "target", yuan(target),
                "perCase", yuan(perCase),
                "perDay", yuan(perDay),
                "sellerBasisPoints", sellerBasisPoints,
                "stopBasisPoints", 1_000);
        first().header("If-Match", version)
                .body(body)
                .put("/v1/advance-pool")
                .then()
                .statusCode(202);
        second().header("If-Match", version)
                .body(body)
                .put("/v1/advance-pool")
                .then()
                .statusCode(200);
    }

    /** A pool as it is at the beginning: nothing paid today, filled, and paying. */
    void aFreshPool() {
        market.passes(Duration.ofDays(1));
        limit(10_000_000, 500_000, 5_000_000, 500);
        both("/v1/advance-pool/resumption", Map.of());
        fill(10_000_000);
        assertThat(pool().getString("stopped")).isNull();
    }

    /** Both ask for the same, with which it happens. */
    void both(String path, Map<String, ?> body) {
        first().body(body).post(path).then().statusCode(202);
        second().body(body).post(path).then().statusCode(200);
    }

    /** Both give up the debt of the seller of which so much is open. */
    void giveUp(UUID seller, long openMinor) {
        var id = first().get("/v1/ledger/receivables?open=true&sellerId=" + seller)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("items.find { it.open.amountMinor == " + openMinor + " }.receivableId");
        both("/v1/ledger/receivables/" + id + "/write-off", Map.of());
    }

    ValidatableResponse approve(RequestSpecification person, String approval) {
        return person.post("/v1/ledger/approvals/" + approval + "/approval").then();
    }

    /** Dispute-service approves an advance to the buyer of the sale; returns its id. */
    UUID advance(Market.Sale sale, long minor) {
        var advance = UUID.randomUUID();
        advance(advance, sale, minor);
        return advance;
    }

    void advance(UUID advance, Market.Sale sale, long minor) {
        advance(advance, sale, sale.seller(), minor);
    }

    void advance(UUID advance, Market.Sale sale, UUID seller, long minor) {
        var dispute = UUID.nameUUIDFromBytes(advance.toString().getBytes(StandardCharsets.UTF_8));
        var data = Contracts.sample("bonafide.dispute.AdvanceCompensationApproved.v1")
                .put("advanceId", advance.toString())
                .put("disputeId", dispute.toString())
                .put("orderId", sale.order().toString())
                .put("buyerId", sale.buyer().toString())
                .put("sellerId", seller.toString())
                .put("rulingId", UUID.randomUUID().toString())
                .put("at", market.now().toString());
        data.putObject("amount").put("amountMinor", minor).put("currency", "CNY");
        market.probe().publish("bonafide.dispute.AdvanceCompensationApproved.v1", dispute, data);
    }

    /** An appeal that the seller has won. */
    void voidAdvance(UUID advance, Market.Sale sale, UUID ruling) {
        var dispute = UUID.nameUUIDFromBytes(advance.toString().getBytes(StandardCharsets.UTF_8));
        var data = Contracts.sample("bonafide.dispute.AdvanceCompensationVoided.v1")
                .put("advanceId", advance.toString())
                .put("disputeId", dispute.toString())
                .put("orderId", sale.order().toString())
                .put("buyerId", sale.buyer().toString())
                .put("sellerId", sale.seller().toString())
                .put("rulingId", ruling.toString())
                .put("at", market.now().toString());
        market.probe().publish("bonafide.dispute.AdvanceCompensationVoided.v1", dispute, data);
    }

    void awaitPaid(Market.Sale sale, UUID advance) {
        market.probe()
                .await(
                        "bonafide.escrow.PoolPaymentMade.v1",
                        sale.order(),
                        data -> data.path("advanceId").asText().equals(advance.toString()));
    }

    List<String> awaitRefused(Market.Sale sale, UUID advance) {
        var refused = market.probe()
                .await(
                        "bonafide.escrow.PoolPaymentRefused.v1",
                        sale.order(),
                        data -> data.path("advanceId").asText().equals(advance.toString()));
        var codes = new ArrayList<String>();
        refused.data().path("codes").forEach(code -> codes.add(code.asText()));
        return codes;
    }

    static Map<String, Object> yuan(long minor) {
        return Map.of("amountMinor", minor, "currency", "CNY");
    }
}

package dev.bonafide.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.journeys.client.Answer;
import dev.bonafide.journeys.client.Phone;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WrongInputJourney extends Journey {
    @Test
    void wrongInputAtEveryStepGetsThePreciseProblemAndChangesNothing() {
        var phone = phone();
        var draft = market.draft(seller, phone);
        problem(seller.post("/v1/listings/" + draft + "/submission", Map.of()), 422, "PHOTO_ROLE_MISSING");
        problem(rival.get("/v1/listings/" + draft), 404, "NOT_FOUND");
        market.photograph(seller, draft, phone);
        market.submit(seller, draft);
        var before = market.awaitListing(seller, draft, java.util.Set.of("PUBLISHED"));

        var price = Map.of("price", Map.of("amountMinor", 200_000, "currency", "CNY"));
        problem(seller.put("/v1/listings/" + draft + "/price", price, Map.of()), 428, "");
        problem(seller.put("/v1/listings/" + draft + "/price", price, Map.of("If-Match", "\"0\"")), 412, "");
        for (var amount : List.of("-1", "0", "99999999999999999999", "1.5", "\"100\"")) {
            var body = "{\"price\":{\"amountMinor\":" + amount + ",\"currency\":\"CNY\"}}";
            var answer = seller.put("/v1/listings/" + draft + "/price", body, Map.of("If-Match", etag(draft)));
            assertThat(answer.status()).as(amount + " " + answer.body()).isIn(400, 422);
        }
        assertThat(seller.get("/v1/listings/" + draft).body().path("price")).isEqualTo(before.path("price"));

        var request = Map.of(
                "listingId",
                draft.toString(),
                "deliveryAddressId",
                market.address(buyer).toString());
        problem(
                market.gateway().send("POST", "/v1/orders", request, Map.of("Idempotency-Key", "k")),
                401,
                "UNAUTHENTICATED");
        problem(buyer.send("POST", "/v1/orders", request, Map.of()), 400, "IDEMPOTENCY_KEY_MISSING");
        problem(buyer.post("/v1/orders", "{\"listingId\":"), 400, "MALFORMED_JSON");
        problem(seller.post("/v1/orders", request), 409, 422, "SELF_DEALING");
        problem(buyer.post("/v1/orders", with(request, "surprise", "x")), 422, 400, "UNKNOWN_FIELD");

        var order = market.order(buyer, draft);
        market.awaitOrder(buyer, order, "AWAITING_PAYMENT");
        problem(rival.get("/v1/orders/" + order), 404, "ORDER_NOT_FOUND");
        problem(rival.post("/v1/orders/" + order + "/acceptance", Map.of()), 404, "ORDER_NOT_FOUND");
        problem(market.accept(buyer, order), 409, "WRONG_STAGE");
        problem(buyer.get("/v1/ledger/trial-balance"), 403, "FORBIDDEN");
        problem(buyer.post("/v1/sandbox/clock", Map.of("advance", "P1D")), 403, "FORBIDDEN");

        var key = UUID.randomUUID().toString();
        var first = buyer.post("/v1/orders/" + order + "/payments", Map.of("method", "SANDBOX_CARD"), key)
                .expect(202);
        var again = buyer.post("/v1/orders/" + order + "/payments", Map.of("method", "SANDBOX_CARD"), key)
                .expect(202);
        assertThat(again.body()).isEqualTo(first.body());
        problem(
                buyer.post(
                        "/v1/orders/" + order + "/payments",
                        Map.of("method", "SANDBOX_CARD", "script", "DECLINE"),
                        key),
                422,
                "IDEMPOTENCY_KEY_REUSED");
        market.awaitOrder(buyer, order, "FUNDED");
        assertThat(entries(order)).hasSize(1);

        problem(
                buyer.post(
                        "/v1/shipments",
                        Map.of("orderId", order.toString(), "carrier", "SANDBOX", "number", "SB123456789SILENT")),
                404,
                "");
        var webhook = market.gateway()
                .send(
                        "POST",
                        "/v1/payment-webhooks/sandbox",
                        "{\"reference\":\"x\",\"outcome\":\"SUCCEEDED\"}",
                        Map.of("webhook-id", "w1", "webhook-timestamp", "1", "webhook-signature", "v1,AAAA"));
        assertThat(webhook.status()).as(webhook.body().toString()).isIn(400, 401);
        assertThat(entries(order)).hasSize(1);
        problem(buyer.send("DELETE", "/v1/orders/" + order, null, Map.of()), 405, "METHOD_NOT_ALLOWED");
        problem(buyer.get("/v1/nothing-here"), 404, "NOT_FOUND");
    }

    @Test
    void aDraftWithoutItsRequiredFieldsNamesEachOfThem() {
        var draft = new HashMap<>(Phone.iPhone(house.nextSerial()).draft());
        draft.put("fields", Map.of("brand", "Apple"));

        var answer = seller.post("/v1/listings", draft);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("errors").toString())
                .contains("model", "purchaseDate", "usePeriodMonths", "grade", "functionState", "accessories");
    }

    private String etag(UUID listing) {
        return seller.get("/v1/listings/" + listing).etag();
    }

    private static Map<String, String> with(Map<String, String> body, String field, String value) {
        var all = new HashMap<>(body);
        all.put(field, value);
        return all;
    }

    private static void problem(Answer answer, int status, String code) {
        problem(answer, status, status, code);
    }

    private static void problem(Answer answer, int status, int orStatus, String code) {
        assertThat(answer.status()).as(answer.request() + " " + answer.body()).isIn(status, orStatus);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        if (!code.isEmpty()) {
            assertThat(answer.code()).as(answer.body().toString()).isEqualTo(code);
        }
    }
}

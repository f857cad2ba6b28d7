package dev.bonafide.escrow.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonafide.fixtures.Contracts;
import dev.bonafide.fixtures.EventProbe;
import dev.bonafide.fixtures.Tokens;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A market around this service: plays the other services in events, and people through REST. */
final class Market implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(30);
    static final String SNAPSHOT = "c".repeat(64);

    private final EventProbe probe = EventProbe.connect();
    private final Clock clock;
    private final MarketTime time = new MarketTime();
    private final String finance = Tokens.of(UUID.randomUUID(), "finance");

    Market(Clock clock) {
        this.clock = clock;
    }

    /** One sale: who, what, and the order once it is placed. */
    record Sale(UUID buyer, UUID seller, UUID listing, UUID order) {}

    EventProbe probe() {
        return probe;
    }

    Instant now() {
        return clock.instant();
    }

    // Other services

    UUID publish(UUID seller, long priceMinor) {
        var listing = UUID.randomUUID();
        publish(listing, seller, priceMinor, SNAPSHOT, 1);
        return listing;
    }

    /** A listing with an official report. */
    UUID publishInspected(UUID seller, long priceMinor) {
        var listing = UUID.randomUUID();
        publish(listing, seller, priceMinor, SNAPSHOT, 1, true);
        return listing;
    }

    void publish(UUID listing, UUID seller, long priceMinor, String snapshot, int version) {
        publish(listing, seller, priceMinor, snapshot, version, false);
    }

    private void publish(UUID listing, UUID seller, long priceMinor, String snapshot, int version, boolean inspected) {
        var data = sample("bonafide.listing.ListingPublished.v1", Map.of("listingId", listing, "sellerId", seller))
                .put("snapshotHash", snapshot)
                .put("version", version);
        data.putObject("price").put("amountMinor", priceMinor).put("currency", "CNY");
        if (inspected) {
            data.put("inspected", true);
        }
        say("bonafide.listing.ListingPublished.v1", listing, data);
    }

    void grant(UUID account, long maxOrderMinor) {
        var data = sample("bonafide.identity.RightsChanged.v1", Map.of("accountId", account))
                .put("at", now().toString());
        data.putObject("maxOrder").put("amountMinor", maxOrderMinor).put("currency", "CNY");
        say("bonafide.identity.RightsChanged.v1", account, data);
    }

    /** Identity says how far the seller has been verified; waits until this service knows. */
    void stands(UUID seller, String level, int payoutDelayDays) {
        var data = sample("bonafide.identity.RightsChanged.v1", Map.of("accountId", seller))
                .put("level", level)
                .put("payoutDelayDays", payoutDelayDays)
                .put("at", now().toString());
        say("bonafide.identity.RightsChanged.v1", seller, data);
        await().atMost(SOON)
                .until(
                        () -> as(seller)
                                .get("/v1/sellers/me/balance")
                                .jsonPath()
                                .getString("conditions.level"),
                        level::equals);
    }

    void reserve(Sale sale) {
        say(
                "bonafide.listing.ListingReserved.v1",
                sale.listing(),
                sample("bonafide.listing.ListingReserved.v1", parties(sale)).put("snapshotHash", SNAPSHOT));
    }

    void refuseReservation(Sale sale, String reason) {
        say(
                "bonafide.listing.ListingReservationRefused.v1",
                sale.listing(),
                sample("bonafide.listing.ListingReservationRefused.v1", parties(sale))
                        .put("reason", reason));
    }

    void decide(Sale sale, String outcome) {
        say(
                "bonafide.risk.DecisionMade.v1",
                sale.order(),
                Contracts.sample("bonafide.risk.DecisionMade.v1", "order-allowed")
                        .put("decisionId", UUID.randomUUID().toString())
                        .put("subjectId", sale.order().toString())
                        .put("accountId", sale.buyer().toString())
                        .put("outcome", outcome));
    }

    UUID announce(Sale sale) {
        var shipment = UUID.randomUUID();
        say(
                "bonafide.logistics.ShipmentCreated.v1",
                shipment,
                sample("bonafide.logistics.ShipmentCreated.v1", parties(sale)).put("shipmentId", shipment.toString()));
        return shipment;
    }

    void dispatch(Sale sale, UUID shipment) {
        say(
                "bonafide.logistics.ShipmentDispatched.v1",
                shipment,
                sample("bonafide.logistics.ShipmentDispatched.v1", parties(sale))
                        .put("shipmentId", shipment.toString()));
    }

    void deliver(Sale sale, UUID shipment, Instant deliveredAt) {
        deliver(sale, shipment, deliveredAt, 4);
    }

    void deliver(Sale sale, UUID shipment, Instant deliveredAt, long revision) {
        say(
                "bonafide.logistics.ShipmentDelivered.v1",
                shipment,
                sample("bonafide.logistics.ShipmentDelivered.v1", parties(sale))
                        .put("shipmentId", shipment.toString())
                        .put("deliveredAt", deliveredAt.toString())
                        .put("revision", revision));
    }

    void revokeDelivery(Sale sale, UUID shipment, long revision) {
        say(
                "bonafide.logistics.ShipmentDeliveryRevoked.v1",
                shipment,
                sample("bonafide.logistics.ShipmentDeliveryRevoked.v1", parties(sale))
                        .put("shipmentId", shipment.toString())
                        .put("revision", revision));
    }

    UUID dispute(Sale sale, Instant openedAt) {
        return dispute(sale, openedAt, "SNAD");
    }

    UUID dispute(Sale sale, Instant openedAt, String reason) {
        return dispute(sale, openedAt, opened -> opened.put("reason", reason));
    }

    /** A party disputes one milestone. */
    UUID disputeMilestone(Sale sale, int number, Instant openedAt) {
        return dispute(sale, openedAt, opened -> opened.put("milestone", number));
    }

    /** A party disputes one milestone for a reason. */
    UUID disputeMilestone(Sale sale, int number, Instant openedAt, String reason) {
        return dispute(sale, openedAt, opened -> opened.put("milestone", number).put("reason", reason));
    }

    private UUID dispute(Sale sale, Instant openedAt, UnaryOperator<ObjectNode> as) {
        var dispute = UUID.randomUUID();
        say(
                "bonafide.dispute.DisputeOpened.v1",
                dispute,
                as.apply(sample("bonafide.dispute.DisputeOpened.v1", parties(sale))
                        .put("disputeId", dispute.toString())
                        .put("openedAt", openedAt.toString())));
        return dispute;
    }

    void rule(Sale sale, UUID dispute, String outcome) {
        say(
                "bonafide.dispute.DisputeRuled.v1",
                dispute,
                sample("bonafide.dispute.DisputeRuled.v1", parties(sale))
                        .put("disputeId", dispute.toString())
                        .put("rulingId", UUID.randomUUID().toString())
                        .put("outcome", outcome));
    }

    /** A ruling whose plan fixes the money in these legs and then moves it; each a {@code BUYER}, {@code SELLER} or {@code PLATFORM}. */
    void ruleByPlan(Sale sale, UUID dispute, Map<String, Long> legs) {
        var ruling = UUID.randomUUID();
        for (var step : List.of("FIX_MONEY", "MOVE_MONEY")) {
            var data = Contracts.sample("bonafide.dispute.RulingStepDue.v1", "parcel")
                    .put("disputeId", dispute.toString())
                    .put("orderId", sale.order().toString())
                    .put("rulingId", ruling.toString())
                    .put("stepId", UUID.randomUUID().toString())
                    .put("step", step)
                    .put("planVersion", 1)
                    .put("attempt", 1);
            var told = data.putArray("legs");
            legs.forEach((party, minor) -> told.addObject()
                    .put("party", party)
                    .putObject("amount")
                    .put("amountMinor", minor)
                    .put("currency", "CNY"));
            probe.publish("bonafide.dispute.RulingStepDue.v1", dispute, data, UUID.randomUUID());
        }
    }

    /** Says everything twice, as brokers do: once it must have its effect, the second time none. */
    private void say(String type, UUID subject, ObjectNode data) {
        var id = UUID.randomUUID();
        probe.publish(type, subject, data, id);
        probe.publish(type, subject, data, id);
    }

    // People

    RequestSpecification as(UUID member) {
        return with(Tokens.member(member));
    }

    RequestSpecification asFinance() {
        return with(finance);
    }

    static RequestSpecification with(String token) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString());
    }

    Response order(UUID buyer, UUID listing) {
        return as(buyer).body(wish(listing, null)).post("/v1/orders");
    }

    static Map<String, Object> wish(UUID listing, @Nullable String snapshot) {
        return snapshot == null
                ? Map.of("listingId", listing, "deliveryAddressId", UUID.randomUUID())
                : Map.of("listingId", listing, "deliveryAddressId", UUID.randomUUID(), "snapshotHash", snapshot);
    }

    /** A listing everybody here has heard of, and an order for it. */
    Sale placed(long priceMinor) {
        return placed(UUID.randomUUID(), priceMinor);
    }

    Sale placed(UUID seller, long priceMinor) {
        return placed(seller, publish(seller, priceMinor));
    }

    Sale placed(UUID seller, UUID listing) {
        return placed(seller, listing, wish(listing, null));
    }

    Sale placed(UUID seller, UUID listing, Map<String, ?> wish) {
        var buyer = UUID.randomUUID();
        grant(buyer, 2_000_000);
        var answer = await().atMost(SOON)
                .until(() -> as(buyer).body(wish).post("/v1/orders"), placed -> placed.statusCode() == 201);
        return new Sale(
                buyer, seller, listing, UUID.fromString(answer.jsonPath().getString("orderId")));
    }

    Sale payable(long priceMinor) {
        return payable(placed(priceMinor));
    }

    Sale payable(Sale sale) {
        reserve(sale);
        decide(sale, "ALLOW");
        awaitStage(sale, "AWAITING_PAYMENT");
        return sale;
    }

    Sale funded(long priceMinor) {
        return funded(payable(priceMinor));
    }

    Sale funded(Sale sale) {
        pay(sale);
        awaitStage(sale, "FUNDED");
        return sale;
    }

    Sale shipped(long priceMinor) {
        var sale = funded(priceMinor);
        dispatch(sale, UUID.randomUUID());
        awaitStage(sale, "SHIPPED");
        return sale;
    }

    Sale delivered(long priceMinor) {
        return delivered(funded(priceMinor));
    }

    Sale delivered(Sale sale) {
        var shipment = UUID.randomUUID();
        dispatch(sale, shipment);
        deliver(sale, shipment, now());
        awaitStage(sale, "INSPECTION");
        return sale;
    }

    /** A sale of that seller, from the order to the release. */
    Sale sold(UUID seller, long priceMinor) {
        var sale = placed(seller, priceMinor);
        reserve(sale);
        decide(sale, "ALLOW");
        awaitStage(sale, "AWAITING_PAYMENT");
        pay(sale);
        awaitStage(sale, "FUNDED");
        deliver(sale, UUID.randomUUID(), now());
        awaitStage(sale, "INSPECTION");
        accept(sale).statusCode(200);
        return sale;
    }

    UUID pay(Sale sale) {
        return pay(sale, null);
    }

    UUID pay(Sale sale, @Nullable String script) {
        var answer = as(sale.buyer())
                .body(
                        script == null
                                ? Map.of("method", "SANDBOX_CARD")
                                : Map.of("method", "SANDBOX_CARD", "script", script))
                .post("/v1/orders/" + sale.order() + "/payments");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        assertThat(answer.jsonPath().getString("status")).isEqualTo("PENDING");
        return UUID.fromString(answer.jsonPath().getString("paymentId"));
    }

    /** What a party asks of the order, without a body. */
    ValidatableResponse ask(UUID party, Sale sale, String what) {
        return as(party).post("/v1/orders/" + sale.order() + what).then();
    }

    ValidatableResponse accept(Sale sale) {
        return as(sale.buyer())
                .post("/v1/orders/" + sale.order() + "/acceptance")
                .then();
    }

    /** A fact about the order that nobody could act on waits for a person. */
    void awaitParked(Sale sale, String reason) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(asFinance()
                                .get("/v1/ledger/parked-facts?limit=100")
                                .jsonPath()
                                .<String>getList("items.findAll { it.orderId == '" + sale.order() + "' }.reason"))
                        .contains(reason));
    }

    String stage(Sale sale) {
        return see(sale, "").getString("stage");
    }

    JsonPath see(Sale sale, String what) {
        return asFinance()
                .get("/v1/orders/" + sale.order() + what)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    void awaitStage(Sale sale, String stage) {
        await().atMost(SOON).untilAsserted(() -> assertThat(stage(sale)).isEqualTo(stage));
    }

    void awaitPayment(Sale sale, UUID payment, String status) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(see(sale, "/payments/" + payment).getString("status"))
                                .isEqualTo(status));
    }

    long payable(UUID seller) {
        var payable = as(seller)
                .get("/v1/sellers/me/balance")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .<Map<String, Object>>getList("payable");
        return payable.isEmpty()
                ? 0
                : ((Number) Objects.requireNonNull(payable.getFirst().get("amountMinor"))).longValue();
    }

    /** One part of what the seller has, such as {@code available}, in yuan. */
    long has(UUID seller, String part) {
        var balances = as(seller)
                .get("/v1/sellers/me/balance")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return balances.getList("balances").isEmpty() ? 0 : balances.getLong("balances[0]." + part + ".amountMinor");
    }

    /** E-7: whatever has happened, debits equal credits in every currency. */
    void assertBooksBalance() {
        var balance = asFinance()
                .get("/v1/ledger/trial-balance")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(balance.getBoolean("balanced")).isTrue();
        assertThat(balance.<Integer>getList("totals.differenceMinor")).allMatch(difference -> difference == 0);
    }

    /** What is still held for the order and on its way back to its buyer: zero once it has ended. */
    void assertNothingIsLeft(Sale sale) {
        var left = see(sale, "/ledger").<Map<String, Object>>getList("items").size();
        assertThat(left).isPositive();
        assertThat(net(sale, "ESCROW_LIABILITY")).isZero();
        assertThat(net(sale, "BUYER_REFUND")).isZero();
    }

    long net(Sale sale, String kind) {
        return see(sale, "/ledger").<Map<String, Object>>getList("items.postings.flatten()").stream()
                .filter(posting -> Objects.requireNonNull(posting.get("account"))
                        .toString()
                        .startsWith(kind))
                .mapToLong(posting -> {
                    var amount = (Map<?, ?>) Objects.requireNonNull(posting.get("amount"));
                    var minor = ((Number) Objects.requireNonNull(amount.get("amountMinor"))).longValue();
                    return "CREDIT".equals(posting.get("side")) ? minor : -minor;
                })
                .sum();
    }

    /** Moves the clock of the service ahead, see {@link MarketTime}. */
    void passes(Duration time) {
        this.time.passes(time);
    }

    @Override
    public void close() {
        probe.close();
    }

    private static Map<String, Object> parties(Sale sale) {
        return Map.of(
                "listingId",
                sale.listing(),
                "orderId",
                sale.order(),
                "buyerId",
                sale.buyer(),
                "sellerId",
                sale.seller());
    }

    /** A golden sample with those of the ids replaced that it has. */
    private static ObjectNode sample(String type, Map<String, Object> ids) {
        var data = Contracts.sample(type);
        ids.forEach((field, id) -> {
            if (data.has(field)) {
                data.put(field, id.toString());
            }
        });
        return data;
    }
}

package dev.bonafide.risk.web;

import static io.restassured.RestAssured.given;

import dev.bonafide.fixtures.Contracts;
import dev.bonafide.fixtures.Event;
import dev.bonafide.fixtures.EventProbe;
import dev.bonafide.fixtures.Outgoing;
import dev.bonafide.fixtures.Tokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** The other services, as far as risk hears of them, and the people who ask it. */
final class Market implements AutoCloseable {
    static final String DECISION_MADE = "bonafide.risk.DecisionMade.v1";
    static final String CASE_OPENED = "bonafide.risk.CaseOpened.v1";
    static final String CASE_CLOSED = "bonafide.risk.CaseClosed.v1";
    static final String RESTRICTION_IMPOSED = "bonafide.risk.RestrictionImposed.v1";
    static final String RESTRICTION_LIFTED = "bonafide.risk.RestrictionLifted.v1";

    static final UUID ANALYST = UUID.randomUUID();

    /** A few more than it takes for a comparison. */
    private static final int COMPARABLES = 22;

    private final EventProbe events = EventProbe.connect();

    EventProbe events() {
        return events;
    }

    @Override
    public void close() {
        events.close();
    }

    /** Somebody who registered that long ago. */
    UUID account(Duration age) {
        var account = UUID.randomUUID();
        var payload = Contracts.sample("bonafide.identity.UserRegistered.v1");
        payload.put("accountId", account.toString());
        payload.put(
                "registeredAt",
                Instant.now().minus(age).truncatedTo(ChronoUnit.MILLIS).toString());
        events.publish(Outgoing.of("bonafide.identity.UserRegistered.v1", account, payload));
        return account;
    }

    /** Somebody hands a phone in. */
    UUID submit(UUID seller, long price, String description) {
        var listing = UUID.randomUUID();
        submit(listing, seller, price, description, UUID.randomUUID());
        return listing;
    }

    /** The same as that listing and that event. */
    void submit(UUID listing, UUID seller, long price, String description, UUID event) {
        submit(listing, seller, price, description, event, "iPhone 15");
    }

    /** The same of another model. */
    void submit(UUID listing, UUID seller, long price, String description, UUID event, String model) {
        var payload = Contracts.sample("bonafide.listing.ListingSubmitted.v1");
        payload.put("listingId", listing.toString());
        payload.put("sellerId", seller.toString());
        payload.put("description", description);
        payload.put("model", model);
        payload.withObject("/price").put("amountMinor", price);
        events.publish(Outgoing.of("bonafide.listing.ListingSubmitted.v1", listing, payload)
                .id(event)
                .correlation(UUID.randomUUID().toString(), null));
    }

    private void publish(UUID listing, String model, long price) {
        var payload = Contracts.sample("bonafide.listing.ListingPublished.v1");
        payload.put("listingId", listing.toString());
        payload.put("sellerId", UUID.randomUUID().toString());
        payload.put("model", model);
        payload.withObject("/price").put("amountMinor", price);
        events.publish(Outgoing.of("bonafide.listing.ListingPublished.v1", listing, payload));
    }

    /** Enough listings of the model at that price that others are compared with it. */
    void fill(String model, long price) {
        for (int i = 0; i < COMPARABLES; i++) {
            publish(UUID.randomUUID(), model, price);
        }
        awaitReference(model);
    }

    /** The reference is there once somebody else's cheap listing is tipped by it. */
    private void awaitReference(String model) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            var seller = account(Duration.ofDays(400));
            var listing = UUID.randomUUID();
            submit(listing, seller, 100_000, "成色好", UUID.randomUUID(), model);
            return events.await(DECISION_MADE, listing).text("outcome").equals("TIP");
        });
    }

    /** What was said when the case about a thing was opened. */
    Event awaitCase(UUID subject) {
        return events.await(CASE_OPENED, caseOf(subject));
    }

    /** The open case about a thing or account, once there is one. */
    String caseOf(UUID subject) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> analyst()
                                .get("/v1/cases?state=OPEN&limit=100")
                                .then()
                                .statusCode(200)
                                .extract()
                                .<String>path("items.find { it.subjectId == '" + subject + "' }?.caseId"),
                        found -> found != null);
    }

    /** Returns when the log has the decision. */
    void awaitLogged(Event made) {
        Awaitility.await()
                .untilAsserted(() -> analyst()
                        .get("/v1/decisions/" + made.text("decisionId"))
                        .then()
                        .statusCode(200));
    }

    /** A risk analyst decides a case. */
    static Response decide(String riskCase, String outcome, String label, UUID key) {
        return analyst()
                .header("Idempotency-Key", key.toString())
                .body(Map.of("outcome", outcome, "label", label, "note", "looked at it"))
                .post("/v1/cases/" + riskCase + "/decision");
    }

    static RequestSpecification analyst() {
        return as(ANALYST, "risk-analyst");
    }

    static RequestSpecification as(UUID account, String... roles) {
        return given().auth().oauth2(Tokens.of(account, roles)).contentType(ContentType.JSON);
    }
}

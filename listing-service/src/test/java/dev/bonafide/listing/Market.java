package dev.bonafide.listing;

import static org.awaitility.Awaitility.await;

import dev.bonafide.fixtures.Contracts;
import dev.bonafide.fixtures.Event;
import dev.bonafide.fixtures.EventProbe;
import dev.bonafide.fixtures.Outgoing;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** The other services, as far as a listing hears of them. */
public final class Market implements AutoCloseable {
    public static final String SUBMITTED = "bonafide.listing.ListingSubmitted.v1";
    public static final String PUBLISHED = "bonafide.listing.ListingPublished.v1";
    public static final String REJECTED = "bonafide.listing.ListingRejected.v1";
    public static final String RESERVED = "bonafide.listing.ListingReserved.v1";
    public static final String REFUSED = "bonafide.listing.ListingReservationRefused.v1";
    public static final String UNRESERVED = "bonafide.listing.ListingUnreserved.v1";
    public static final String SOLD = "bonafide.listing.ListingSold.v1";
    public static final String HIDDEN = "bonafide.listing.ListingHidden.v1";
    public static final String CLOSED = "bonafide.listing.ListingClosed.v1";
    public static final String PRICE_CHANGED = "bonafide.listing.ListingPriceChanged.v1";

    private final EventProbe probe = EventProbe.connect();

    public EventProbe events() {
        return probe;
    }

    /** Identity says what an account may do. Whether the service has heard it shows only in what it then allows. */
    public Outgoing grants(UUID account, String level, int publishPerDay) {
        var rights = Contracts.sample("bonafide.identity.RightsChanged.v1");
        rights.put("accountId", account.toString()).put("level", level).put("publishPerDay", publishPerDay);
        rights.put("policyVersion", "2026-11-01").put("at", Instant.now().toString());
        return probe.publish("bonafide.identity.RightsChanged.v1", account, rights);
    }

    /** Identity says what buyers see of an account. */
    public void showsCard(UUID account, String badge) {
        var card = Contracts.sample("bonafide.identity.TrustCardChanged.v1", "reviewed-seller");
        card.put("accountId", account.toString()).put("at", Instant.now().toString());
        card.putArray("badges").add(badge);
        probe.publish("bonafide.identity.TrustCardChanged.v1", account, card);
    }

    /** Risk judges what was handed in with that event. */
    public Outgoing judges(Event said, String outcome, String... rules) {
        return judges(said.subject(), said.id(), outcome, rules);
    }

    /** Risk judges something about a listing. */
    public Outgoing judges(String listing, String eventId, String outcome, String... rules) {
        var decision = Contracts.sample("bonafide.risk.DecisionMade.v1");
        decision.put("decisionId", UUID.randomUUID().toString())
                .put("eventId", eventId)
                .put("subjectKind", "LISTING")
                .put("subjectId", listing)
                .put("outcome", outcome);
        decision.remove("supersedes");
        var hits = decision.putArray("hits");
        for (String rule : rules) {
            hits.addObject()
                    .put("ruleId", rule)
                    .put("version", 1)
                    .put("weight", 500)
                    .put("textKey", "risk." + rule)
                    .putObject("facts");
        }
        return probe.publish("bonafide.risk.DecisionMade.v1", listing, decision);
    }

    /** Escrow says that an order was placed. */
    public Outgoing places(UUID order, UUID listing, UUID buyer, UUID seller, String snapshotHash) {
        var placed = Contracts.sample("bonafide.escrow.OrderPlaced.v1");
        placed.put("orderId", order.toString())
                .put("listingId", listing.toString())
                .put("buyerId", buyer.toString())
                .put("sellerId", seller.toString())
                .put("snapshotHash", snapshotHash);
        return probe.publish("bonafide.escrow.OrderPlaced.v1", order, placed);
    }

    /** Escrow says something else about an order: OrderCancelled, OrderReleased or OrderRefunded. */
    public Outgoing ends(String event, UUID order, UUID listing) {
        String type = "bonafide.escrow." + event + ".v1";
        var ended = Contracts.sample(type);
        ended.put("orderId", order.toString()).put("listingId", listing.toString());
        return probe.publish(type, order, ended);
    }

    /** Risk restricts an account's publishing; answers the id of the restriction. */
    public UUID restricts(UUID account, UUID statement) {
        UUID restriction = UUID.randomUUID();
        var imposed = Contracts.sample("bonafide.risk.RestrictionImposed.v1");
        imposed.put("restrictionId", restriction.toString())
                .put("accountId", account.toString())
                .put("scope", "PUBLISH")
                .put("statementId", statement.toString())
                .put("from", Instant.now().minusSeconds(5).toString())
                .put("until", Instant.now().plus(Duration.ofDays(7)).toString());
        probe.publish("bonafide.risk.RestrictionImposed.v1", restriction, imposed);
        return restriction;
    }

    /** Risk lifts a restriction. */
    public void lifts(UUID restriction, UUID account) {
        var lifted = Contracts.sample("bonafide.risk.RestrictionLifted.v1");
        lifted.put("restrictionId", restriction.toString())
                .put("accountId", account.toString())
                .put("scope", "PUBLISH");
        probe.publish("bonafide.risk.RestrictionLifted.v1", restriction, lifted);
    }

    /** A seller of level L1. */
    public Seller seller() {
        var seller = Seller.somebody();
        grants(seller.id(), "L1", 10);
        return seller;
    }

    /** Hands a listing in as soon as the seller's rights have been heard of, and answers the event. */
    public Event handsIn(Seller seller, UUID listing) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> seller.submits(listing).extract().statusCode() == 202);
        return probe.await(SUBMITTED, listing);
    }

    /** A listing on sale. */
    public UUID onSale(Seller seller) {
        return onSale(seller, "iPhone 14 Pro 256G 国行");
    }

    /** A listing on sale under that title. */
    public UUID onSale(Seller seller, String title) {
        UUID listing = seller.drafts(Seller.phone(title));
        seller.uploads(listing, Seller.ROLES);
        judges(handsIn(seller, listing), "ALLOW");
        probe.await(PUBLISHED, listing);
        return listing;
    }

    /** The hash under which the listing is on sale. */
    public String hash(UUID listing) {
        return Seller.somebody()
                .looksAt(listing)
                .then()
                .statusCode(200)
                .extract()
                .path("snapshotHash");
    }

    @Override
    public void close() {
        probe.close();
    }
}

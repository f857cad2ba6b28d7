package dev.bonafide.journeys.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What people do on a marketplace, each step as one call that returns when the step has had its effect. */
public final class Market {
    private final Gateway gateway;

    public Market(Gateway gateway) {
        this.gateway = gateway;
    }

    /** The installation the people are on. */
    public Gateway gateway() {
        return gateway;
    }

    /** Verifies the person's phone with the code from the sandbox's mailbox; the person may list and buy small things. */
    public Person withPhone(Person person, String phone) {
        if (levelOf(person) >= 1) {
            return person;
        }
        var started = person.post("/v1/me/verifications", Map.of("kind", "PHONE", "phone", phone))
                .expect(202);
        var messages = Waiting.until(
                "the code",
                () -> person.get("/v1/sandbox/messages").expect(200).body().path("items"),
                items -> !items.isEmpty());
        var code = messages.path(messages.size() - 1).path("code").asText();
        person.post("/v1/me/verifications/" + started.text("verificationId") + "/answer", Map.of("code", code))
                .expect(200);
        awaitLevel(person, 1);
        return person;
    }

    /** Has the person's name checked; the person may sell and buy up to the second level's limit. */
    public Person withRealName(Person person, String name, String idNumber) {
        if (levelOf(person) >= 2) {
            return person;
        }
        person.post("/v1/me/verifications", Map.of("kind", "REAL_NAME", "name", name, "idNumber", idNumber))
                .expect(202);
        awaitLevel(person, 2);
        return person;
    }

    private static int levelOf(Person person) {
        return Integer.parseInt(person.get("/v1/me").expect(200).text("level").substring(1));
    }

    private static void awaitLevel(Person person, int level) {
        Waiting.until("level L" + level + " of " + person.name(), () -> levelOf(person), reached -> reached >= level);
    }

    /** Drafts a listing of a phone; it is not yet for sale. */
    public UUID draft(Person seller, Phone phone) {
        return UUID.fromString(
                seller.post("/v1/listings", phone.draft()).expect(201).text("listingId"));
    }

    /** Uploads the minimum set of photos. */
    public void photograph(Person seller, UUID listing, Phone phone) {
        for (var role : List.of("SCREEN", "FRAME", "BACK", "SERIAL", "BOX")) {
            seller.postBytes("/v1/listings/" + listing + "/photos?role=" + role, phone.photo(role), "image/jpeg")
                    .expect(201);
        }
    }

    /** Submits a draft. A projection that has not heard of the seller's level yet is asked again. */
    public void submit(Person seller, UUID listing) {
        Waiting.until(
                        "submission of " + listing,
                        () -> seller.post("/v1/listings/" + listing + "/submission", Map.of()),
                        answer -> !answer.code().equals("LEVEL_TOO_LOW"))
                .expect(202);
    }

    /** Lists a phone and returns when it is for sale. */
    public UUID list(Person seller, Phone phone) {
        var listing = draft(seller, phone);
        photograph(seller, listing, phone);
        submit(seller, listing);
        awaitListing(seller, listing, Set.of("PUBLISHED"));
        return listing;
    }

    /** Waits until the listing is in one of the stages and returns it. */
    public JsonNode awaitListing(Person person, UUID listing, Set<String> stages) {
        return Waiting.until(
                "listing " + listing + " to be " + stages,
                () -> person.get("/v1/listings/" + listing).expect(200).body(),
                body -> stages.contains(body.path("stage").asText()));
    }

    /** Waits until the buyer can order the listing, which escrow hears a moment after the listing is on sale. */
    public void awaitForSale(Person buyer, UUID listing) {
        Waiting.until(
                "listing " + listing + " to be for sale",
                () -> buyer.post("/v1/orders/quote", Map.of("listingId", listing.toString())),
                quote -> quote.status() == 200);
    }

    /** Changes what a listing says of itself; on sale it stays on sale while the new words are judged. */
    public void describe(Person seller, UUID listing, String description) {
        var path = "/v1/listings/" + listing;
        var seen = seller.get(path).expect(200).etag();
        seller.send("PATCH", path, Map.of("description", description), Map.of("If-Match", seen))
                .expect(200);
    }

    /** A risk analyst looks at what is held of a listing, once something is, and refuses it. */
    public void refuse(Person analyst, UUID listing, String note) {
        decide(analyst, listing, "REJECT", "CONFIRMED", note);
    }

    /** A risk analyst looks at an order that waits for a person, and lets it pass. */
    public void allow(Person analyst, UUID order, String note) {
        decide(analyst, order, "APPROVE", "FALSE_POSITIVE", note);
    }

    private static void decide(Person analyst, UUID subject, String outcome, String label, String note) {
        var held = Waiting.until("case of " + subject, () -> openCase(analyst, subject), Optional::isPresent)
                .orElseThrow();
        analyst.post("/v1/cases/" + held + "/decision", Map.of("outcome", outcome, "label", label, "note", note))
                .expect(200);
    }

    private static Optional<String> openCase(Person analyst, UUID subject) {
        var open = "/v1/cases?state=OPEN&limit=100";
        var page = analyst.get(open).expect(200).body();
        while (true) {
            for (var item : page.path("items")) {
                if (item.path("subjectId").asText().equals(subject.toString())) {
                    return Optional.of(item.path("caseId").asText());
                }
            }
            if (!page.hasNonNull("nextCursor")) {
                return Optional.empty();
            }
            var cursor = URLEncoder.encode(page.path("nextCursor").asText(), StandardCharsets.UTF_8);
            page = analyst.get(open + "&cursor=" + cursor).expect(200).body();
        }
    }

    /** Puts an address into the buyer's address book. */
    public UUID address(Person buyer) {
        var address = UUID.nameUUIDFromBytes(("address of " + buyer.name()).getBytes(StandardCharsets.UTF_8));
        var saved = buyer.put(
                "/v1/addresses/" + address,
                Map.of(
                        "recipient", buyer.name(),
                        "phone", "+8613800138000",
                        "line", "1 Market Street",
                        "cityCode", "310100"),
                Map.of());
        if (saved.status() != 201) {
            saved.expect(200);
        }
        return address;
    }

    /** Places an order, asking again while escrow has not heard of the listing or of the buyer's limit, and returns its id. */
    public UUID order(Person buyer, UUID listing) {
        var request = Map.of(
                "listingId",
                listing.toString(),
                "deliveryAddressId",
                address(buyer).toString());
        return UUID.fromString(Waiting.until(
                        "order for " + listing,
                        () -> buyer.post("/v1/orders", request),
                        answer -> !Set.of("LISTING_UNKNOWN", "LIMIT_EXCEEDED").contains(answer.code()))
                .expect(201)
                .text("orderId"));
    }

    /** Waits until the order is in one of the stages and returns it. */
    public JsonNode awaitOrder(Person person, UUID order, String... stages) {
        var wished = Set.of(stages);
        return Waiting.until(
                "order " + order + " to be " + wished,
                () -> person.get("/v1/orders/" + order).expect(200).body(),
                body -> wished.contains(body.path("stage").asText()));
    }

    /** Waits until the order can be paid, or a person has to look at it first; answers whether one has. */
    public boolean awaitScreening(Person buyer, UUID order) {
        return Waiting.until(
                        "order " + order + " to be screened",
                        () -> buyer.get("/v1/orders/" + order).expect(200).body(),
                        body -> !body.path("stage").asText().equals("PLACED") || isInReview(body))
                .path("stage")
                .asText()
                .equals("PLACED");
    }

    private static boolean isInReview(JsonNode order) {
        return order.path("progress").path("screening").asText().equals("IN_REVIEW");
    }

    /** Starts a payment; the provider answers later. */
    public UUID pay(Person buyer, UUID order) {
        return UUID.fromString(buyer.post("/v1/orders/" + order + "/payments", Map.of("method", "SANDBOX_CARD"))
                .expect(202)
                .text("paymentId"));
    }

    /** Orders, pays, and returns when the money is held. */
    public UUID buy(Person buyer, UUID listing) {
        var order = order(buyer, listing);
        awaitOrder(buyer, order, "AWAITING_PAYMENT");
        pay(buyer, order);
        awaitOrder(buyer, order, "FUNDED");
        return order;
    }

    /** Registers a shipment with the sandbox carrier whose trip waits for a script, and returns its id. */
    public UUID ship(Person seller, UUID order) {
        var number =
                "SB" + order.toString().replace("-", "").substring(20).toUpperCase(java.util.Locale.ROOT) + "SILENT";
        return UUID.fromString(Waiting.until(
                        "shipment of " + order,
                        () -> seller.post(
                                "/v1/shipments",
                                Map.of("orderId", order.toString(), "carrier", "SANDBOX", "number", number)),
                        answer -> !answer.code().equals("ORDER_NOT_FUNDED") && answer.status() != 404)
                .expect(201)
                .text("shipmentId"));
    }

    /** Lets the sandbox carrier scan the parcel with the given codes at once, each a number of times. */
    public void scan(Person seller, UUID shipment, int times, boolean shuffled, String... codes) {
        var steps = List.of(codes).stream()
                .map(code -> Map.of("code", code, "after", "PT0S", "times", times))
                .toList();
        seller.post(
                        "/v1/sandbox/shipments/" + shipment + "/script",
                        Map.of("steps", steps, "shuffle", shuffled, "seed", 7))
                .expect(202);
    }

    /** Ships and delivers, and returns when the buyer's inspection has begun. */
    public UUID deliver(Person seller, Person buyer, UUID order) {
        var shipment = ship(seller, order);
        scan(seller, shipment, 1, false, "PICKED_UP", "IN_TRANSIT", "OUT_FOR_DELIVERY", "DELIVERED");
        awaitOrder(buyer, order, "INSPECTION");
        return shipment;
    }

    /** Accepts the goods, which releases the money. */
    public Answer accept(Person buyer, UUID order) {
        return buyer.post("/v1/orders/" + order + "/acceptance", Map.of());
    }

    /** Opens a dispute and returns its id when the money is frozen. */
    public UUID dispute(Person buyer, UUID order, String reason, String text) {
        var request = Map.of("orderId", order.toString(), "reason", reason, "text", text);
        var dispute = UUID.fromString(Waiting.until(
                        "dispute over " + order,
                        () -> buyer.post("/v1/disputes", request),
                        answer -> !Set.of(404, 409).contains(answer.status()))
                .expect(201)
                .text("disputeId"));
        awaitOrder(buyer, order, "DISPUTED");
        return dispute;
    }

    /** An arbiter takes the case and rules. */
    public void rule(Person arbiter, UUID dispute, String outcome, String reasons) {
        Waiting.until(
                        "assignment of " + dispute,
                        () -> arbiter.post("/v1/disputes/" + dispute + "/assignment", Map.of()),
                        answer -> answer.status() != 409)
                .expect(200);
        arbiter.post("/v1/disputes/" + dispute + "/rulings", Map.of("outcome", outcome, "reasons", reasons))
                .expect(201);
    }

    /** Moves the clock of all services; returns when everything that became due has happened. */
    public JsonNode moveClock(Person operator, String duration) {
        return operator.post("/v1/sandbox/clock", Map.of("advance", duration))
                .expect(200)
                .body();
    }

    /** Debits and credits of every currency; each pair must be equal. */
    public JsonNode trialBalance(Person finance) {
        return finance.get("/v1/ledger/trial-balance").expect(200).body();
    }
}

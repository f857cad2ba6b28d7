package dev.bonafide.listing;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonafide.fixtures.Tokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** A person with a token, in tests mostly one who sells. */
public record Seller(UUID id, String token) {
    /** The roles of the photos of a phone. */
    public static final List<String> ROLES = List.of("SCREEN", "FRAME", "BACK", "SERIAL", "BOX");

    private static final ObjectMapper JSON = new ObjectMapper();

    public static Seller somebody() {
        return withRoles("member");
    }

    public static Seller withRoles(String... roles) {
        UUID id = UUID.randomUUID();
        return new Seller(id, Tokens.of(id, roles));
    }

    public RequestSpecification asks() {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    /** Asks under a key of its own. */
    public RequestSpecification orders() {
        return asks().header("Idempotency-Key", UUID.randomUUID().toString());
    }

    /** Begins a listing and answers its id. */
    public UUID drafts(ObjectNode wish) {
        return UUID.fromString(orders().body(wish)
                .post("/v1/listings")
                .then()
                .statusCode(201)
                .extract()
                .path("listingId"));
    }

    public ValidatableResponse uploads(UUID listing, String role, byte[] picture) {
        return uploads(listing, role, picture, "image/jpeg");
    }

    public ValidatableResponse uploads(UUID listing, String role, byte[] picture, String mediaType) {
        return given().auth()
                .oauth2(token)
                .contentType(mediaType)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .queryParam("role", role)
                .body(picture)
                .post("/v1/listings/" + listing + "/photos")
                .then();
    }

    /** Uploads one photo for each of the roles. */
    public void uploads(UUID listing, List<String> roles) {
        for (String role : roles) {
            uploads(listing, role, Pictures.jpeg(800, 640, Math.floorMod(role.hashCode(), 100)))
                    .statusCode(201);
        }
    }

    public ValidatableResponse submits(UUID listing) {
        return orders().post("/v1/listings/" + listing + "/submission").then();
    }

    public Response looksAt(UUID listing) {
        return asks().get("/v1/listings/" + listing);
    }

    public ValidatableResponse asksPrice(UUID listing, long fen) {
        return asks().header("If-Match", looksAt(listing).header("ETag"))
                .body("{\"price\": {\"amountMinor\": " + fen + ", \"currency\": \"CNY\"}}")
                .put("/v1/listings/" + listing + "/price")
                .then();
    }

    public ValidatableResponse edits(UUID listing, String changes) {
        return asks().header("If-Match", looksAt(listing).header("ETag"))
                .body(changes)
                .patch("/v1/listings/" + listing)
                .then();
    }

    /** A phone with nothing wrong about it. */
    public static ObjectNode phone() {
        return phone("iPhone 14 Pro 256G 国行");
    }

    public static ObjectNode phone(String title) {
        try {
            var phone = (ObjectNode) JSON.readTree("""
                    {"category": "phones", "description": "自用一年,屏幕完好。",
                     "price": {"amountMinor": 430000, "currency": "CNY"},
                     "fields": {"brand": "Apple", "model": "iPhone 14 Pro", "purchaseDate": "2025-10-02",
                       "usePeriodMonths": 13, "grade": "95", "functionState": "ALL_WORKING", "accessories": ["BOX"],
                       "defects": [{"part": "FRAME", "kind": "WEAR"}], "storage": "256GB", "networkLock": "UNLOCKED",
                       "batteryHealthPercent": 91, "repairs": [], "accountLockOff": true}}""");
            phone.put("title", title);
            ((ObjectNode) phone.get("fields")).put("serial", newImei());
            return phone;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** An IMEI nobody else in these tests has. */
    public static String newImei() {
        String body = "35" + String.format("%012d", ThreadLocalRandom.current().nextLong(1_000_000_000_000L));
        for (int check = 0; ; check++) {
            String imei = body + check;
            if (dev.bonafide.listing.template.Imei.normalised(imei).isPresent()) {
                return imei;
            }
        }
    }
}

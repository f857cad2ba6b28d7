package dev.bonafide.identity.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.bonafide.fixtures.Tokens;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who uses the service, in tests. */
record Person(UUID id, String token) {

    private static final AtomicInteger PHONES = new AtomicInteger(new Random().nextInt(50_000_000));

    static Person member() {
        UUID id = UUID.randomUUID();
        return new Person(id, Tokens.member(id));
    }

    static Person withRole(String role) {
        UUID id = UUID.randomUUID();
        return new Person(id, Tokens.of(id, role));
    }

    /** A phone nobody else in these tests has. */
    static String newPhone() {
        return "+8613" + (800_000_000 + PHONES.incrementAndGet());
    }

    /** Moves the clock of the service forward. */
    static void wait(Duration time) {
        Person operator = withRole("operator");
        long offset = operator.asks()
                                .get("/sandbox/clock")
                                .then()
                                .statusCode(200)
                                .extract()
                                .path("offsetMillis")
                        instanceof Number now
                ? now.longValue()
                : 0;
        operator.asks()
                .body(Map.of("offsetMillis", offset + time.toMillis()))
                .put("/sandbox/clock")
                .then()
                .statusCode(200);
    }

    RequestSpecification asks() {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    /** Asks with a fresh idempotency key. */
    RequestSpecification orders() {
        return asks().header("Idempotency-Key", UUID.randomUUID().toString());
    }

    ValidatableResponse startsPhone(String phone) {
        return orders().body(Map.of("kind", "PHONE", "phone", phone))
                .post("/v1/me/verifications")
                .then();
    }

    ValidatableResponse startsRealName(String name, String idNumber) {
        return orders().body(Map.of("kind", "REAL_NAME", "name", name, "idNumber", idNumber))
                .post("/v1/me/verifications")
                .then();
    }

    ValidatableResponse answers(String verification, String code) {
        return orders().body(Map.of("code", code))
                .post("/v1/me/verifications/{id}/answer", verification)
                .then();
    }

    /** The code that came last. */
    String lastCode() {
        return asks().get("/v1/sandbox/messages")
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].code");
    }

    String wrongCode() {
        return lastCode().equals("000000") ? "000001" : "000000";
    }

    String stage(String verification) {
        return asks().get("/v1/me/verifications/{id}", verification)
                .then()
                .statusCode(200)
                .extract()
                .path("stage");
    }

    /** Proves a phone from beginning to end. */
    Person provesPhone(String phone) {
        String verification = startsPhone(phone).statusCode(202).extract().path("verificationId");
        answers(verification, lastCode()).statusCode(200).body("stage", equalTo("VERIFIED"));
        return this;
    }
}

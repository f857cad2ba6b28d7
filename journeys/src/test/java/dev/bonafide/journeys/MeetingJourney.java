package dev.bonafide.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonafide.journeys.client.Answer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** two people meet, and the phones in their pockets have a network or not. */
class MeetingJourney extends Journey {
    @Test
    void x20WhoMeetsWithoutNetworkIsPaidAndACodeOrTokenWorksOnce() throws GeneralSecurityException {
        var order = boughtToMeet();
        var pass = pass(order);
        var metAt = Instant.parse(pass.path("issuedAt").asText()).plus(Duration.ofHours(2));
        var token = sign(order, pass.path("signingKey"), metAt);
        market.moveClock(operator, "PT20H");

        handOver(order, Map.of("token", token)).expect(200);

        var progress = buyer.get("/v1/orders/" + order).body().path("progress");
        assertThat(Instant.parse(progress.path("deliveredAt").asText()).getEpochSecond())
                .isEqualTo(metAt.getEpochSecond());
        for (var replay : new Map<?, ?>[] {
            Map.of("token", token), Map.of("code", pass.path("code").asText())
        }) {
            assertThat(handOver(order, replay).code()).isEqualTo("HANDED_OVER_ALREADY");
        }
        market.moveClock(operator, "P3D");
        market.awaitOrder(buyer, order, "RELEASED");
        assertThat(credited(order, "ESCROW_LIABILITY")).isZero();
        assertThat(earned(order) + credited(order, "PLATFORM_REVENUE")).isEqualTo(300_000);
        assertThat(told(order, "HandoverConfirmed")).isEqualTo(1);
        assertThat(told(order, "OrderReleased")).isEqualTo(1);
    }

    @Test
    void x20WhatIsFoundAfterAMeetingIsADisputeLikeAnyOther() {
        var order = boughtToMeet();
        handOver(order, Map.of("code", pass(order).path("code").asText())).expect(200);
        market.awaitOrder(buyer, order, "INSPECTION");

        var dispute = market.dispute(buyer, order, "SNAD", "The battery is at 61 percent, not at 92.");
        market.rule(arbiter, dispute, "BUYER", "The listing promised 92 percent.");

        market.awaitOrder(buyer, order, "REFUNDED");
        assertThat(credited(order, "ESCROW_LIABILITY")).isZero();
        assertThat(earned(order)).isZero();
    }

    /** A phone that is paid for and will be handed over in person. */
    private UUID boughtToMeet() {
        var listing = market.list(seller, phone());
        market.awaitForSale(buyer, listing);
        var order =
                UUID.fromString(buyer.post("/v1/orders", Map.of("listingId", listing.toString(), "delivery", "MEET"))
                        .expect(201)
                        .text("orderId"));
        market.awaitOrder(buyer, order, "AWAITING_PAYMENT");
        market.pay(buyer, order);
        market.awaitOrder(buyer, order, "FUNDED");
        return order;
    }

    /** What the buyer's app holds for the meeting: the code, and a key to sign with where there is no network. */
    private JsonNode pass(UUID order) {
        var path = "/v1/orders/" + order + "/hand-over-code";
        buyer.post(path, Map.of()).expect(201);
        return buyer.get(path).expect(200).body();
    }

    private Answer handOver(UUID order, Map<?, ?> proof) {
        return seller.post("/v1/orders/" + order + "/hand-over", proof);
    }

    /** The token as the buyer's app makes it offline: a JSON Web Token signed with Ed25519, by nothing but the key's words. */
    private static String sign(UUID order, JsonNode key, Instant at) throws GeneralSecurityException {
        var claims = "{\"sub\":\"" + order + "\",\"iat\":" + at.getEpochSecond() + "}";
        var content = encode("{\"alg\":\"EdDSA\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encode(claims.getBytes(StandardCharsets.UTF_8));
        var secret = Base64.getUrlDecoder().decode(key.path("d").asText());
        var signature = Signature.getInstance("Ed25519");
        signature.initSign(KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, secret)));
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        return content + "." + encode(signature.sign());
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.fixtures.Contracts;
import dev.bonafide.fixtures.Tokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** What sellers of a {@link Market} do with their money. */
final class Sellers {
    /** Until money may go to a new account. */
    static final Duration ACCOUNT_WAITS = Duration.ofHours(72);

    private final Market market;

    Sellers(Market market) {
        this.market = market;
    }

    /** A seller who can have the money of one sale paid out now, to an account that does what its token says. */
    UUID whoHas(long priceMinor, String token) {
        var seller = UUID.randomUUID();
        market.stands(seller, "L3", 1);
        market.sold(seller, priceMinor);
        setAccount(seller, token).statusCode(200);
        market.passes(ACCOUNT_WAITS);
        return seller;
    }

    /** Sets the seller's account, whatever version it has, just after the person was authenticated. */
    ValidatableResponse setAccount(UUID seller, String token) {
        return setAccount(Tokens.authenticated(seller, "2", Instant.now()), version(seller), token, "6789");
    }

    ValidatableResponse setAccount(String accessToken, @Nullable String version, String token, String last4) {
        var request = Market.with(accessToken).body(Map.of("provider", "sandbox", "token", token, "last4", last4));
        if (version != null) {
            request.header("If-Match", version);
        }
        return request.put("/v1/sellers/me/payout-account").then();
    }

    @Nullable
    String version(UUID seller) {
        return market.as(seller).get("/v1/sellers/me/payout-account").header("ETag");
    }

    /** Asks for so much, or for all of it. */
    ValidatableResponse ask(UUID seller, @Nullable Long amountMinor) {
        return market.as(seller)
                .body(
                        amountMinor == null
                                ? Map.of()
                                : Map.of("amount", Map.of("amountMinor", amountMinor, "currency", "CNY")))
                .post("/v1/sellers/me/payouts")
                .then();
    }

    UUID begin(UUID seller, @Nullable Long amountMinor) {
        return UUID.fromString(
                ask(seller, amountMinor).statusCode(202).extract().jsonPath().getString("payoutId"));
    }

    JsonPath see(UUID seller, UUID payout) {
        return market.as(seller)
                .get("/v1/sellers/me/payouts/" + payout)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    void await(UUID seller, UUID payout, String status) {
        Awaitility.await()
                .atMost(Market.SOON)
                .untilAsserted(() ->
                        assertThat(see(seller, payout).getString("status")).isEqualTo(status));
    }

    List<String> facts(UUID seller) {
        return market.as(seller)
                .get("/v1/sellers/me/statement?from=2020-01-01T00:00:00Z")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("movements.fact");
    }

    /** Risk forbids the account something; returns the restriction. */
    UUID restrict(UUID account, String scope, Duration time) {
        var restriction = UUID.randomUUID();
        market.probe()
                .publish(
                        "bonafide.risk.RestrictionImposed.v1",
                        restriction,
                        Contracts.sample("bonafide.risk.RestrictionImposed.v1")
                                .put("restrictionId", restriction.toString())
                                .put("accountId", account.toString())
                                .put("scope", scope)
                                .put("ruleId", "structuring")
                                .put("from", market.now().toString())
                                .put("until", market.now().plus(time).toString()));
        return restriction;
    }

    void lift(UUID account, UUID restriction, String scope) {
        market.probe()
                .publish(
                        "bonafide.risk.RestrictionLifted.v1",
                        restriction,
                        Contracts.sample("bonafide.risk.RestrictionLifted.v1")
                                .put("restrictionId", restriction.toString())
                                .put("accountId", account.toString())
                                .put("scope", scope)
                                .put("at", market.now().toString()));
    }

    List<String> holds(UUID seller) {
        return market.as(seller)
                .get("/v1/sellers/me/balance")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("holds.restrictionId");
    }
}

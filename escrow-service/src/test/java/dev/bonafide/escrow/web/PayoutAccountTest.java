package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.bonafide.fixtures.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a seller is paid to: hard to change for a thief, and never in the middle of a payout. */
@QuarkusTest
class PayoutAccountTest extends MarketTest {
    private final UUID seller = UUID.randomUUID();

    @SuppressWarnings("NullAway.Init") // Made before each test.
    private Sellers sellers;

    @BeforeEach
    void sellersOfTheMarket() {
        sellers = new Sellers(market);
    }

    static Stream<Arguments> tooWeakOrTooOld() {
        return Stream.of(
                Arguments.of("says nothing of an authentication", null, Duration.ZERO),
                Arguments.of("was got from a session cookie", "0", Duration.ZERO),
                Arguments.of("was got long ago", "2", Duration.ofMinutes(6)),
                Arguments.of("comes from the future", "2", Duration.ofMinutes(-5)));
    }

    @ParameterizedTest(name = "RFC 9470: 401 with what is needed, for a token that {0}")
    @MethodSource("tooWeakOrTooOld")
    void aTokenAloneIsNotEnough(String what, String acr, Duration age) {
        var token = acr == null
                ? Tokens.member(seller)
                : Tokens.authenticated(seller, acr, Instant.now().minus(age));
        sellers.setAccount(token, null, "sbx_bank_1", "6789")
                .statusCode(401)
                .header(
                        "WWW-Authenticate",
                        allOf(
                                startsWith("Bearer error=\"insufficient_user_authentication\""),
                                containsString("acr_values=\"2 1\""),
                                containsString("max_age=\"300\"")))
                .body("code", equalTo("INSUFFICIENT_USER_AUTHENTICATION"))
                .body("maxAge", equalTo(300));
        market.as(seller)
                .get("/v1/sellers/me/payout-account")
                .then()
                .statusCode(404)
                .body("code", equalTo("NO_PAYOUT_ACCOUNT"));
    }

    /** Business time may be moved by months; how long ago somebody logged in is the machine's time. */
    @Test
    void aMovedClockMakesNoAuthenticationOld() {
        market.passes(Duration.ofDays(1));
        sellers.setAccount(seller, "sbx_bank_1").statusCode(200);
    }

    @Test
    void theAccountIsShownWithoutItsToken() {
        sellers.setAccount(seller, "sbx_bank_1")
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("last4", equalTo("6789"))
                .body("usableFrom", not(equalTo(null)));
        var shown = market.as(seller).get("/v1/sellers/me/payout-account").asString();
        assertThat(shown).contains("6789").doesNotContain("sbx_bank_1");
        assertThat(market.as(seller).get("/v1/sellers/me/balance").asString())
                .contains("6789")
                .doesNotContain("sbx_bank_1");
    }

    @Test
    @DisplayName("E-12: after a change money waits three days before it goes to the new account")
    void aChangeIsNotUsedAtOnce() {
        var owner = sellers.whoHas(100_000, "sbx_bank_1");
        sellers.setAccount(owner, "sbx_bank_2").statusCode(200).header("ETag", equalTo("\"2\""));
        sellers.ask(owner, null).statusCode(409).body("code", equalTo("PAYOUT_ACCOUNT_NEW"));
        market.passes(Sellers.ACCOUNT_WAITS.minusMinutes(1));
        sellers.ask(owner, null).statusCode(409);
        market.passes(Duration.ofMinutes(1));
        sellers.begin(owner, null);
    }

    @Test
    @DisplayName("E-12: while a payout is under way the account stays, and the payout goes where it was meant to")
    void anAccountDoesNotChangeUnderAPayout() {
        var owner = sellers.whoHas(100_000, "sbx_bank_1#late:PT2H");
        var payout = sellers.begin(owner, 50_000L);
        sellers.setAccount(owner, "sbx_bank_2")
                .statusCode(409)
                .body("code", equalTo("PAYOUT_UNDER_WAY"))
                .body("payoutId", equalTo(payout.toString()));
        assertThat(sellers.version(owner)).isEqualTo("\"1\"");
        market.passes(Duration.ofHours(3));
        sellers.await(owner, payout, "SETTLED");
        sellers.setAccount(owner, "sbx_bank_2").statusCode(200);
    }

    /** Whichever comes first, the other one sees it: paid to the old account, or waiting for the new one. */
    @Test
    @DisplayName("E-12: a change and a payout at once are one after the other")
    void aChangeRacesAPayout() throws Exception {
        for (int round = 0; round < 6; round++) {
            var owner = sellers.whoHas(100_000, "sbx_bank_1#late:PT1H");
            try (var two = Executors.newFixedThreadPool(2)) {
                var answers = two.invokeAll(List.<Callable<Integer>>of(
                        () -> sellers.setAccount(owner, "sbx_bank_2").extract().statusCode(),
                        () -> sellers.ask(owner, null).extract().statusCode()));
                var changed = answers.get(0).get();
                var paid = answers.get(1).get();
                assertThat(Map.of(changed, paid)).isIn(Map.of(200, 409), Map.of(409, 202));
            }
        }
    }

    /** A release brings money and no account: whatever changes meanwhile, both stand. */
    @Test
    @DisplayName("E-12: a change during a release disturbs neither")
    void aChangeDuringARelease() throws Exception {
        market.stands(seller, "L3", 1);
        sellers.setAccount(seller, "sbx_bank_1").statusCode(200);
        var sale = market.placed(seller, 100_000);
        market.reserve(sale);
        market.decide(sale, "ALLOW");
        market.awaitStage(sale, "AWAITING_PAYMENT");
        market.pay(sale);
        market.awaitStage(sale, "FUNDED");
        market.deliver(sale, UUID.randomUUID(), market.now());
        market.awaitStage(sale, "INSPECTION");
        try (var two = Executors.newFixedThreadPool(2)) {
            var answers = two.invokeAll(List.<Callable<Integer>>of(
                    () -> sellers.setAccount(seller, "sbx_bank_2").extract().statusCode(),
                    () -> market.accept(sale).extract().statusCode()));
            assertThat(answers.get(0).get()).isEqualTo(200);
            assertThat(answers.get(1).get()).isEqualTo(200);
        }
        assertThat(market.payable(seller)).isEqualTo(99_400);
        market.passes(Duration.ofDays(1));
        sellers.ask(seller, null).statusCode(409).body("code", equalTo("PAYOUT_ACCOUNT_NEW"));
        market.passes(Sellers.ACCOUNT_WAITS);
        sellers.await(seller, sellers.begin(seller, null), "SETTLED");
    }

    @Test
    void theSameAccountAgainStartsNoNewWait() {
        var owner = sellers.whoHas(100_000, "sbx_bank_1");
        sellers.setAccount(owner, "sbx_bank_1").statusCode(200).header("ETag", equalTo("\"1\""));
        sellers.begin(owner, null);
    }

    @Test
    void aChangeNeedsTheVersionThatWasSeen() {
        sellers.setAccount(seller, "sbx_bank_1").statusCode(200);
        var token = Tokens.authenticated(seller, "2", Instant.now());
        sellers.setAccount(token, null, "sbx_bank_2", "6789")
                .statusCode(428)
                .body("code", equalTo("PRECONDITION_REQUIRED"));
        sellers.setAccount(token, "\"7\"", "sbx_bank_2", "6789")
                .statusCode(412)
                .body("code", equalTo("PRECONDITION_FAILED"))
                .body("currentETag", equalTo("\"1\""));
        sellers.setAccount(token, "\"1\"", "sbx_bank_2", "6789").statusCode(200);
    }

    @Test
    void bankDetailsAndCardsAndUnknownProvidersAreRefused() {
        var token = Tokens.authenticated(seller, "2", Instant.now());
        for (var account : new String[] {"DE89370400440532013000", "6013820800109999999"}) {
            sellers.setAccount(token, null, account, "6789")
                    .statusCode(422)
                    .body("code", equalTo("BANK_DETAILS_REFUSED"))
                    .body(not(containsString(account)));
        }
        sellers.setAccount(token, null, "4111111111111111", "1111")
                .statusCode(422)
                .body("code", equalTo("CARD_NUMBER_REFUSED"));
        sellers.setAccount(token, null, "a token", "6789").statusCode(422).body("code", equalTo("VALIDATION_FAILED"));
        sellers.setAccount(token, null, "sbx_bank_1", "67890").statusCode(422);
        Market.with(token)
                .body(Map.of("provider", "nobody", "token", "sbx_bank_1", "last4", "6789"))
                .put("/v1/sellers/me/payout-account")
                .then()
                .statusCode(422)
                .body("code", equalTo("PAYOUT_PROVIDER_NOT_OFFERED"));
        assertThat(sellers.version(seller)).isNull();
    }
}

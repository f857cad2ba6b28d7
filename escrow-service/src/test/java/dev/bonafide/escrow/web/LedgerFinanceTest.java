package dev.bonafide.escrow.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.bonafide.fixtures.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** E-7: finance finds its way through the books, from whatever end it has in its hand. */
@QuarkusTest
class LedgerFinanceTest extends MarketTest {

    @Test
    @DisplayName("E-7: an entry is found by order, account, operation, request and provider reference")
    void anEntryIsFoundByWhatItIsKnownBy() {
        var sale = market.delivered(300_000);
        var key = UUID.randomUUID().toString();
        var request = "r-" + UUID.randomUUID();
        given().auth()
                .oauth2(Tokens.member(sale.buyer()))
                .headers(Map.of("Idempotency-Key", key, "X-Request-Id", request))
                .post("/v1/orders/" + sale.order() + "/acceptance")
                .then()
                .statusCode(200);

        var ofOrder = entries("orderId=" + sale.order());
        assertThat(ofOrder.<String>getList("items.fact")).containsExactly("FUNDED", "RELEASED");
        assertThat(entries("orderId=" + sale.order() + "&order=NEWEST").<String>getList("items.fact"))
                .containsExactly("RELEASED", "FUNDED");
        assertThat(entries("account=ESCROW_LIABILITY:" + sale.order()).<String>getList("items.fact"))
                .containsExactly("FUNDED", "RELEASED");
        assertThat(entries("account=SELLER_PAYABLE:" + sale.seller()).<String>getList("items.fact"))
                .containsExactly("RELEASED");
        assertThat(entries("operationKey=RELEASED:" + sale.order()).<String>getList("items.orderId"))
                .containsExactly(sale.order().toString());

        var released = entries("idempotencyKey=" + key);
        assertThat(released.<String>getList("items.fact")).containsExactly("RELEASED");
        assertThat(released.getString("items[0].correlationId")).isEqualTo(request);
        assertThat(released.getString("items[0].idempotencyKey")).isEqualTo(key);
        assertThat(released.getString("items[0].providerReference")).isNull();

        var reference = ofOrder.getString("items[0].providerReference");
        assertThat(reference).startsWith("sbx_");
        assertThat(entries("providerReference=" + reference).<String>getList("items.operationKey"))
                .containsExactly("FUNDED:" + sale.order());
    }

    @Test
    void aLongListIsReadPageByPage() {
        var sale = market.delivered(300_000);
        market.accept(sale).statusCode(200);
        var query = "orderId=" + sale.order() + "&limit=1";
        var first = entries(query);
        assertThat(first.<String>getList("items.fact")).containsExactly("FUNDED");
        var second = entries(query + "&cursor=" + first.getString("nextCursor"));
        assertThat(second.<String>getList("items.fact")).containsExactly("RELEASED");
        assertThat(second.getString("nextCursor")).isNull();
    }

    @Test
    void exactlyOneThingIsLookedFor() {
        for (var query : List.of("", "?orderId=" + UUID.randomUUID() + "&account=PROVIDER_CLEARING")) {
            market.asFinance()
                    .get("/v1/ledger/entries" + query)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("ONE_CRITERION_NEEDED"));
        }
        market.asFinance().get("/v1/ledger/entries?orderId=someone").then().statusCode(400);
        market.asFinance()
                .get("/v1/ledger/entries?orderId=" + UUID.randomUUID() + "&cursor=none")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_CURSOR"));
        assertThat(entries("orderId=" + UUID.randomUUID()).<Object>getList("items"))
                .isEmpty();
    }

    @Test
    @DisplayName("E-7: accounts show what they come to, at once and exactly")
    void accountsShowWhatTheyComeTo() {
        var sale = market.delivered(300_000);
        assertThat(balance(sale.order(), "ESCROW_LIABILITY")).isEqualTo(300_000);
        market.accept(sale).statusCode(200);

        assertThat(balance(sale.order(), "ESCROW_LIABILITY")).isZero();
        assertThat(balance(sale.seller(), "SELLER_PAYABLE") + balance(sale.seller(), "SELLER_RESERVE"))
                .isEqualTo(298_200);
        assertThat(accounts("kind=SELLER_PAYABLE&owner=" + sale.seller()).<String>getList("items.side"))
                .containsExactly("CREDIT");
        assertThat(accounts("kind=PROVIDER_CLEARING").<String>getList("items.account"))
                .containsExactly("PROVIDER_CLEARING");
        assertThat(accounts("kind=SELLER_PAYABLE&owner=" + sale.order()).<Object>getList("items"))
                .isEmpty();
        market.asFinance().get("/v1/ledger/accounts?kind=POCKET_MONEY").then().statusCode(404);
    }

    /** E-7: whatever page they stand on, all accounts together come to nothing. */
    @Test
    void allAccountsTogetherComeToNothing() {
        market.accept(market.delivered(300_000)).statusCode(200);
        var sum = 0L;
        var seen = new ArrayList<String>();
        @Nullable String cursor = null;
        do {
            var page = accounts("limit=7" + (cursor == null ? "" : "&cursor=" + cursor));
            for (var item : page.<Map<String, Object>>getList("items")) {
                var minor = ((Number) Objects.requireNonNull(item.get("balanceMinor"))).longValue();
                sum += "DEBIT".equals(item.get("side")) ? minor : -minor;
                seen.add(item.get("account") + " " + item.get("currency"));
            }
            cursor = page.getString("nextCursor");
        } while (cursor != null);
        assertThat(seen).doesNotHaveDuplicates().isSorted().hasSizeGreaterThan(3);
        assertThat(sum).isZero();
    }

    private long balance(UUID owner, String kind) {
        return accounts("owner=" + owner).<Map<String, Object>>getList("items").stream()
                .filter(item -> kind.equals(item.get("kind")))
                .mapToLong(item -> ((Number) Objects.requireNonNull(item.get("balanceMinor"))).longValue())
                .sum();
    }

    private JsonPath entries(String query) {
        return get("/v1/ledger/entries?" + query);
    }

    private JsonPath accounts(String query) {
        return get("/v1/ledger/accounts?" + query);
    }

    private JsonPath get(String path) {
        return market.asFinance().get(path).then().statusCode(200).extract().jsonPath();
    }
}

package dev.bonafide.escrow.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.bonafide.fixtures.Tokens;
import dev.bonafide.proof.ledger.Anchor;
import dev.bonafide.proof.ledger.LedgerFile;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** the books' proof of themselves. */
@QuarkusTest
class LedgerProofTest extends MarketTest {
    private static final String AUDITOR = Tokens.of(UUID.randomUUID(), "auditor");

    @TempDir
    Path folder;

    @Test
    @DisplayName("X-2: a sale is sealed, verified, witnessed, and its export verifies without us")
    void aSaleIsProved() throws IOException {
        var sale = market.delivered(300_000);
        market.accept(sale).statusCode(200);
        var entries = entriesOf(sale);
        assertThat(entries).hasSize(2);
        await().atMost(Market.SOON)
                .until(() -> entriesOf(sale).stream().allMatch(entry -> entry.containsKey("n")));
        var last = ((Number) Objects.requireNonNull(entriesOf(sale).getLast().get("n"))).longValue();

        await().atMost(Market.SOON).until(() -> proof("").getLong("verifiedUpTo") >= last);
        var proof = proof("");
        assertThat(proof.getLong("length")).isGreaterThanOrEqualTo(last);
        assertThat(proof.getBoolean("balanced")).isTrue();
        assertThat(proof.getString("checkedAt")).isNotNull();
        assertThat(proof.<Integer>getList("totals.differenceMinor")).containsOnly(0);

        await().atMost(Market.SOON).until(() -> proof("").getLong("witnessed.n") >= last);
        var witnessed = new Anchor(proof("").getLong("witnessed.n"), proof("").getString("witnessed.hash"));
        var verdict = LedgerFile.verify(export(""), List.of(witnessed));
        assertThat(verdict.finding()).isNull();
        assertThat(verdict.upTo().n()).isGreaterThanOrEqualTo(last);
        assertThat(Files.readString(folder.resolve("export")))
                .contains("RELEASED:" + sale.order())
                .contains(sale.seller().toString());
    }

    @Test
    void theChainIsReadAPageAtATime() {
        var sale = market.delivered(300_000);
        market.accept(sale).statusCode(200);
        await().atMost(Market.SOON).until(() -> proof("").getLong("length") >= 2);

        var first = proof("?from=1&limit=1");
        assertThat(first.<Integer>getList("links.n")).containsExactly(1);
        assertThat(first.getLong("nextFrom")).isEqualTo(2);
        var second = proof("?from=2&limit=1");
        assertThat(second.<Integer>getList("links.n")).containsExactly(2);
        assertThat(second.<String>getList("links.entry.entryId")).hasSize(1).doesNotContainNull();
        var none = proof("?from=99999999");
        assertThat(none.<Integer>getList("links")).isEmpty();
    }

    @Test
    void anExportMayBeginInTheMiddleButNotBehindTheEnd() throws IOException {
        market.funded(300_000);
        await().atMost(Market.SOON).until(() -> proof("").getLong("length") >= 1);

        var length = proof("").getLong("length");
        var verdict = LedgerFile.verify(export("?from=" + length), List.of());
        assertThat(verdict.finding()).isNull();
        assertThat(verdict.from().n()).isEqualTo(length - 1);
        given().auth()
                .oauth2(AUDITOR)
                .get("/v1/ledger/export?from=99999999")
                .then()
                .statusCode(404)
                .body("code", equalTo("SEAL_NOT_FOUND"));
        given().auth().oauth2(AUDITOR).get("/v1/ledger/export?from=0").then().statusCode(422);
    }

    @Test
    void membersAndStrangersSeeNothingOfIt() {
        var member = Tokens.member(UUID.randomUUID());
        for (var path : List.of("proof", "export", "trial-balance", "accounts", "entries", "findings", "parked-facts")) {
            given().get("/v1/ledger/" + path).then().statusCode(401);
            given().auth().oauth2(member).get("/v1/ledger/" + path).then().statusCode(403);
        }
        Market.with(AUDITOR)
                .body(Map.of("reason", "auditors read"))
                .post("/v1/ledger/findings/" + UUID.randomUUID() + "/resolution")
                .then()
                .statusCode(403);
    }

    private List<Map<String, Object>> entriesOf(Market.Sale sale) {
        return market.asFinance()
                .get("/v1/ledger/entries?orderId=" + sale.order())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
    }

    private Path export(String query) throws IOException {
        var export = given().auth()
                .oauth2(AUDITOR)
                .get("/v1/ledger/export" + query)
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asByteArray();
        return Files.write(folder.resolve("export"), export);
    }

    private static JsonPath proof(String query) {
        return given().auth()
                .oauth2(AUDITOR)
                .get("/v1/ledger/proof" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}

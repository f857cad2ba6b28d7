package dev.bonafide.logistics.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.fixtures.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class AddressBookTest extends ServiceTest {

    @Test
    void anAddressIsWrittenOnceReadByItsOwnerAndChangedByVersion() {
        UUID owner = UUID.randomUUID();
        UUID id = UUID.randomUUID();

        putAddress(owner, id, home(), null).then().statusCode(201).header("ETag", "\"1\"");
        putAddress(owner, id, home(), null).then().statusCode(200).header("ETag", "\"1\"");
        putAddress(owner, id, elsewhere(), null).then().statusCode(428).body("code", equalTo("PRECONDITION_REQUIRED"));
        putAddress(owner, id, elsewhere(), "\"7\"").then().statusCode(412);
        putAddress(owner, id, elsewhere(), "\"1\"").then().statusCode(200).header("ETag", "\"2\"");

        given().auth()
                .oauth2(Tokens.member(owner))
                .get("/v1/addresses")
                .then()
                .statusCode(200)
                .body("items.line", contains("南京路1号"));
        given().auth()
                .oauth2(Tokens.member(owner))
                .get("/v1/addresses/{id}", id)
                .then()
                .statusCode(200)
                .body("recipient", equalTo("王小明"));
    }

    @Test
    void anotherPersonsAddressIsNotThere() {
        UUID id = UUID.randomUUID();
        putAddress(UUID.randomUUID(), id, home(), null).then().statusCode(201);
        UUID stranger = UUID.randomUUID();

        putAddress(stranger, id, home(), null).then().statusCode(404);
        given().auth()
                .oauth2(Tokens.member(stranger))
                .get("/v1/addresses/{id}", id)
                .then()
                .statusCode(404);
        given().auth()
                .oauth2(Tokens.member(stranger))
                .get("/v1/addresses")
                .then()
                .body("items", hasSize(0));
        given().get("/v1/addresses").then().statusCode(401);
    }

    @Test
    void everyWrongFieldIsNamed() {
        Map<String, String> wrong = new HashMap<>(home());
        wrong.put("recipient", "");
        wrong.put("phone", "ring me");
        wrong.put("cityCode", "Shanghai");

        putAddress(UUID.randomUUID(), UUID.randomUUID(), wrong, null)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/cityCode", "/phone", "/recipient"));
    }

    @Test
    void atRestNothingThatLeadsToAPersonCanBeRead() throws Exception {
        UUID owner = UUID.randomUUID();
        UUID id = UUID.randomUUID();
        putAddress(owner, id, home(), null).then().statusCode(201);

        try (var connection = database.getConnection();
                var query = connection.prepareStatement(
                        "select recipient, phone, line, city_code from address where id = ?")) {
            query.setObject(1, id);
            var row = query.executeQuery();
            assertThat(row.next()).isTrue();
            for (int column = 1; column <= 3; column++) {
                assertThat(new String(row.getBytes(column), StandardCharsets.UTF_8))
                        .doesNotContain("王小明")
                        .doesNotContain("13800138000")
                        .doesNotContain("世纪");
            }
            assertThat(row.getString(4)).isEqualTo("310100");
        }
    }

    @Test
    void theSellerOfAFundedOrderReadsTheLabelNobodyElseDoesAndEachReadingIsRecorded() throws Exception {
        Deal deal = funded();

        label(deal.seller(), deal)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("line", equalTo("世纪大道100号 502室"));
        label(deal.buyer(), deal).then().statusCode(404);
        label(UUID.randomUUID(), deal).then().statusCode(404);

        try (var connection = database.getConnection();
                var query = connection.prepareStatement(
                        "select seller_id, address_id from label_read where order_id = ?")) {
            query.setObject(1, deal.orderId());
            var row = query.executeQuery();
            assertThat(row.next()).isTrue();
            assertThat(row.getObject(1)).isEqualTo(deal.seller());
            assertThat(row.getObject(2)).isEqualTo(deal.addressId());
            assertThat(row.next()).isFalse();
        }
    }

    @Test
    void anAddressThatIsNotTheBuyersIsNotShownToTheSeller() {
        Deal deal = deal();
        putAddress(UUID.randomUUID(), deal.addressId(), home(), null).then().statusCode(201);
        fund(deal);

        label(deal.seller(), deal).then().statusCode(409).body("code", equalTo("ADDRESS_MISSING"));
    }

    @Test
    void aFrozenOrEndedOrderHasNoLabel() {
        Deal frozen = funded();
        say("bonafide.escrow.OrderFrozen.v1", frozen, Map.of());
        await().until(() -> known(frozen).frozen());
        label(frozen.seller(), frozen).then().statusCode(409).body("code", equalTo("ORDER_FROZEN"));

        Deal ended = funded();
        say("bonafide.escrow.OrderRefunded.v1", ended, Map.of());
        await().until(() -> known(ended).ending().isPresent());
        label(ended.seller(), ended).then().statusCode(409).body("code", equalTo("ORDER_NOT_FUNDED"));
    }

    private static Response label(UUID account, Deal deal) {
        return given().auth()
                .oauth2(Tokens.member(account))
                .queryParam("orderId", deal.orderId())
                .get("/v1/shipments/label");
    }

    private static Map<String, String> elsewhere() {
        return Map.of("recipient", "王小明", "phone", "+8613800138000", "line", "南京路1号", "cityCode", "310100");
    }
}

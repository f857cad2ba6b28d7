package dev.bonafide.gateway.pages;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.fixtures.Tokens;
import dev.bonafide.gateway.GatewayStack;
import dev.bonafide.gateway.StubService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
@QuarkusTestResource(GatewayStack.class)
@SuppressWarnings("NullAway.Init")
class PageTest {

    private static final UUID LISTING = UUID.randomUUID();
    private static final UUID SELLER = UUID.randomUUID();

    private StubService listing;
    private StubService identity;
    private StubService community;

    @BeforeEach
    void start() {
        listing = StubService.start("listing")
                .json(200, "{\"listingId\":\"" + LISTING + "\",\"sellerId\":\"" + SELLER + "\"}");
        identity = StubService.start("identity").json(200, "{\"level\":\"L2\"}");
        community = StubService.start("community").json(200, "{\"items\":[{\"tip\":\"NEW_SELLER\"}]}");
    }

    @AfterEach
    void stop() {
        listing.close();
        identity.close();
        community.close();
    }

    @Test
    void aScreenIsOneAnswer() {
        page().statusCode(200)
                .body("listing.listingId", is(LISTING.toString()))
                .body("seller.level", is("L2"))
                .body("tips", hasSize(1))
                .body("tips[0].tip", is("NEW_SELLER"))
                .body("missing", empty());
        assertThat(identity.last().uri()).isEqualTo("/v1/users/" + SELLER + "/trust-card");
        assertThat(community.last().uri()).isEqualTo("/v1/tips?moment=VIEW&listing=" + LISTING);
        assertThat(listing.last().headers().get("Accept-Language")).isEqualTo("zh-CN");
        assertThat(community.last().headers().get("Authorization"))
                .isEqualTo(listing.last().headers().get("Authorization"));
    }

    @Test
    void aPartThatIsAwayIsNamedAndNotFatal() {
        community.stop();
        page().statusCode(200)
                .body("seller.level", is("L2"))
                .body("tips", nullValue())
                .body("missing", hasSize(1))
                .body("missing[0].part", is("tips"))
                .body("missing[0].code", is("SERVICE_UNAVAILABLE"));
    }

    @Test
    void aPartThatTakesTooLongIsNotWaitedFor() {
        identity.answer(_ -> {});
        page().statusCode(200)
                .time(lessThan(10_000L))
                .body("seller", nullValue())
                .body("tips", hasSize(1))
                .body("missing[0].part", is("seller"))
                .body("missing[0].code", is("SERVICE_TOO_SLOW"));
    }

    @Test
    void aPartThatIsRefusedSaysWhy() {
        identity.json(404, "{\"code\":\"ACCOUNT_NOT_FOUND\"}");
        page().statusCode(200).body("missing[0].part", is("seller")).body("missing[0].code", is("ACCOUNT_NOT_FOUND"));
    }

    @Test
    void withoutTheListingThereIsNoPage() {
        listing.json(404, "{\"code\":\"NOT_FOUND\"}");
        page().statusCode(404).contentType("application/problem+json").body("code", is("NOT_FOUND"));
    }

    @Test
    void whileListingsAreAwayThereIsNoPage() {
        listing.stop();
        page().statusCode(503)
                .contentType("application/problem+json")
                .body("code", is("SERVICE_UNAVAILABLE"))
                .body("part", is("listing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "not-a-uuid", "..%2Forders"})
    void whatIsNoIdIsNoListing(String id) {
        given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + Tokens.member(UUID.randomUUID()))
                .get("/v1/pages/listings/" + id)
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    private ValidatableResponse page() {
        return given().header("Authorization", "Bearer " + Tokens.member(UUID.randomUUID()))
                .header("Accept-Language", "zh-CN")
                .get("/v1/pages/listings/" + LISTING)
                .then();
    }
}

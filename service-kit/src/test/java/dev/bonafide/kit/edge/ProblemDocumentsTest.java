package dev.bonafide.kit.edge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.fixtures.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class ProblemDocumentsTest {

    private static final UUID ACCOUNT = UUID.randomUUID();
    private static final int TOO_LARGE = 21 * 1024 * 1024;
    private static final int TOO_LARGE_FOR_JSON = 1024 * 1024 + 1;

    @Test
    void jsonThatIsNoneIsToldByLineAndColumn() {
        problem(post("{\"title\": \"a\",\n  \"quantity\": }"), 400, "MALFORMED_JSON")
                .body("line", equalTo(2))
                .body("column", greaterThan(1))
                .body("detail", containsString("line 2"));
        problem(post("{\"title\": \"a\""), 400, "MALFORMED_JSON");
        problem(post("{\"title\": \"a\", \"quantity\": 1} more"), 400, "MALFORMED_JSON");
    }

    @Test
    void aFieldNobodyKnowsIsNamed() {
        problem(post("{\"title\":\"a\",\"quantity\":1,\"discount\":9}"), 422, "UNKNOWN_FIELD")
                .body("errors.pointer", contains("/discount"));
        problem(
                        post("{\"title\":\"a\",\"quantity\":1,\"lines\":[{\"text\":\"b\"},{\"te~/xt\":1}]}"),
                        422,
                        "UNKNOWN_FIELD")
                .body("errors.pointer", contains("/lines/1/te~0~1xt"))
                .body("detail", containsString("/lines/1/te~0~1xt"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'title':'a','quantity':'1'}|/quantity",
                "{'title':'a','quantity':1.5}|/quantity",
                "{'title':'a','quantity':true}|/quantity",
                "{'title':'a','quantity':99999999999}|/quantity",
                "{'title':'a','quantity':null}|/quantity",
                "{'title':'a'}|/quantity",
                "{'title':7,'quantity':1}|/title",
                "{'title':'a','quantity':1,'lines':{}}|/lines",
                "{'title':'a','quantity':1,'lines':[1]}|/lines/0",
            })
    void aValueOfTheWrongTypeIsPointedAt(String body, String pointer) {
        problem(post(body.replace('\'', '"')), 422, "WRONG_TYPE").body("errors.pointer", contains(pointer));
    }

    @Test
    void aNameThatIsNotOnTheListIsAnsweredWithTheList() {
        problem(post("{\"title\":\"a\",\"quantity\":1,\"delivery\":\"PIGEON\"}"), 422, "WRONG_TYPE")
                .body("errors.pointer", contains("/delivery"))
                .body("possible", contains("PARCEL", "IN_PERSON"));
    }

    @Test
    void aBodyThatIsNoObjectIsOfTheWrongType() {
        problem(post("[]"), 422, "WRONG_TYPE").body("errors.pointer", contains(""));
        problem(post("\"text\""), 422, "WRONG_TYPE");
    }

    @Test
    void aNameGivenTwiceIsMalformed() {
        problem(post("{\"title\":\"a\",\"title\":\"b\",\"quantity\":1}"), 400, "MALFORMED_JSON");
    }

    @Test
    void noBodyIsAskedFor() {
        problem(post(""), 422, "VALIDATION_FAILED").body("errors.code", contains("REQUIRED"));
        problem(post("null"), 422, "VALIDATION_FAILED").body("errors.code", contains("REQUIRED"));
    }

    @Test
    void everyValueThatIsNotAcceptedHasItsEntry() {
        String body = "{\"title\":\" \",\"quantity\":10,\"lines\":[{\"text\":\"ok\"},{\"text\":\"\"}]}";
        problem(post(body), 422, "VALIDATION_FAILED")
                .body("errors.pointer", contains("/lines/1/text", "/quantity", "/title"))
                .body("errors.code", contains("REQUIRED", "TOO_LARGE", "REQUIRED"))
                .body("errors[1].detail", equalTo("This must be at most 9."))
                .body("errors[0]", not(hasKey("parameter")));
    }

    @Test
    void moneyThatIsNoneIsPointedAt() {
        problem(
                        post("{\"title\":\"a\",\"quantity\":1,\"price\":{\"amountMinor\":-5,\"currency\":\"CNY\"}}"),
                        422,
                        "VALIDATION_FAILED")
                .body("errors.pointer", contains("/price/amountMinor"))
                .body("errors.code", contains("AMOUNT_BELOW_ZERO"))
                .body("errors[0].detail", equalTo("The amount cannot be below zero."));
    }

    @Test
    void whatNobodyServesIsNotFound() {
        problem(given().when().get("/no/such/path"), 404, "NOT_FOUND").body("instance", equalTo("/no/such/path"));
        problem(given().when().get("/edge/no-such"), 404, "NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "not-an-id", "1-1-1-1-1", "zzzzzzzz-0000-7000-8000-000000000000"})
    void aPathWithoutASoundIdLeadsNowhere(String id) {
        problem(given().when().get("/edge/things/" + id), 404, "NOT_FOUND");
    }

    @Test
    void aParameterThatCannotBeReadOrIsNotAcceptedIsNamed() {
        String thing = "/edge/things/" + UUID.randomUUID();
        problem(given().queryParam("limit", "many").when().get(thing), 400, "INVALID_PARAMETER")
                .body("errors.parameter", contains("limit"));
        problem(given().queryParam("limit", 0).when().get(thing), 422, "VALIDATION_FAILED")
                .body("errors.parameter", contains("limit"))
                .body("errors.code", contains("TOO_SMALL"));
        given().queryParam("limit", 5).when().get(thing).then().statusCode(200).body("title", equalTo("limit 5"));
    }

    @Test
    void aMethodNotTakenComesWithThoseThatAre() {
        problem(given().when().delete("/edge/me"), 405, "METHOD_NOT_ALLOWED").header("Allow", containsString("GET"));
    }

    @Test
    void aFormatNotTakenAndAFormatNotOfferedAreTold() {
        problem(
                member().contentType(ContentType.XML).body("<a/>").when().post("/edge/orders"),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
        problem(member().accept("image/png").when().get("/edge/things/" + UUID.randomUUID()), 406, "NOT_ACCEPTABLE");
    }

    @Test
    void aBodyAnnouncedTooLargeIsRefusedBeforeItIsSent() throws Exception {
        var answer = send(HttpRequest.BodyPublishers.ofByteArray(new byte[TOO_LARGE]));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"BODY_TOO_LARGE\"");
    }

    @Test
    void aBodyThatGrowsTooLargeIsRefusedAsItComes() throws Exception {
        var answer = send(
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[TOO_LARGE_FOR_JSON])));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"BODY_TOO_LARGE\"");
    }

    private static HttpResponse<String> send(HttpRequest.BodyPublisher body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/edge/orders"))
                .header("Authorization", "Bearer " + Tokens.member(ACCOUNT))
                .header("Content-Type", "application/json")
                .expectContinue(true)
                .POST(body)
                .build();
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void withoutTokenTheCallerIsAskedToSignIn() {
        problem(given().when().get("/edge/me"), 401, "UNAUTHENTICATED")
                .header("WWW-Authenticate", startsWith("Bearer"));
    }

    @Test
    void aTokenThatDoesNotVerifyIsNoToken() {
        for (String token : new String[] {
            "rubbish",
            Tokens.expired(ACCOUNT),
            Tokens.signedByOther(ACCOUNT),
            Tokens.wrongAudience(ACCOUNT),
            Tokens.member(ACCOUNT) + "x"
        }) {
            for (String path : new String[] {"/edge/me", "/edge/refused", "/plain"}) {
                problem(given().auth().oauth2(token).when().get(path), 401, "UNAUTHENTICATED")
                        .header("WWW-Authenticate", startsWith("Bearer"));
            }
        }
    }

    @Test
    void aRoleOpensItsDoorOnly() {
        problem(member().when().get("/edge/operators-only"), 403, "FORBIDDEN");
        given().auth()
                .oauth2(Tokens.of(ACCOUNT, "member", "operator"))
                .when()
                .get("/edge/me")
                .then()
                .statusCode(200)
                .body("account", equalTo(ACCOUNT.toString()))
                .body("operator", equalTo(true));
        member().when().get("/edge/me").then().statusCode(200).body("operator", equalTo(false));
    }

    @Test
    void aRefusalCarriesItsFactsInTheCallersLanguage() {
        problem(given().when().get("/edge/refused"), 409, "ORDER_NOT_PAYABLE")
                .body("type", equalTo("https://bonafide.dev/problems/order-not-payable"))
                .body("allowed", contains("CANCEL", "PAY"))
                .body("title", equalTo("The order cannot be paid"))
                .body("detail", equalTo("What you can do now: CANCEL, PAY."));
        given().header("Accept-Language", "zh-CN,zh;q=0.9")
                .when()
                .get("/edge/refused")
                .then()
                .statusCode(409)
                .header("Content-Language", "zh-CN")
                .body("title", equalTo("该订单不能支付"))
                .body("detail", equalTo("现在可以：CANCEL、PAY。"));
    }

    @Test
    void theRequestIsKnownByTheIdItCameWithUnlessThatIsUnsound() {
        problem(given().header("X-Request-Id", "req-7").when().get("/edge/refused"), 409, "ORDER_NOT_PAYABLE")
                .body("requestId", equalTo("req-7"));
        problem(given().header("X-Request-Id", "a\"b c").when().get("/edge/refused"), 409, "ORDER_NOT_PAYABLE")
                .body("requestId", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/edge/broken", "/edge/bad-sql"})
    void aFaultOfOursTellsNothingButItsId(String path) {
        problem(given().when().get(path), 500, "INTERNAL")
                .body("instance", matchesPattern("urn:uuid:[0-9a-f-]{36}"))
                .body(not(containsString("secret")))
                .body(not(containsString("Exception")));
    }

    @Test
    void whatCannotBeReachedIsTemporarilyUnavailable() {
        problem(given().when().get("/edge/cut-off"), 503, "SERVICE_UNAVAILABLE")
                .header("Retry-After", "1")
                .body(not(containsString("db.internal")));
    }

    @Test
    void aCardNumberIsRefusedWhereverItStandsAndNeverRepeated() {
        String body = "{\"title\":\"pay to 4111 1111 1111 1111\",\"quantity\":1,"
                + "\"lines\":[{\"text\":\"４１１１１１１１１１１１１１１１\"}],\"attributes\":{\"note\":\"4111111111111111\"}}";
        problem(post(body), 422, "CARD_NUMBER_REFUSED")
                .body("errors.pointer", contains("/title", "/lines/0/text", "/attributes/note"))
                .body(not(containsString("1111")));
        problem(post("{\"title\":\"a\",\"quantity\":1,\"4111111111111111\":1}"), 422, "CARD_NUMBER_REFUSED")
                .body(not(containsString("1111")));
    }

    @Test
    void aSerialNumberMayLookLikeACardNumber() {
        String body = "{\"title\":\"serials\",\"quantity\":1,\"imei\":\"4111111111111111\","
                + "\"lines\":[{\"text\":\"b\",\"serials\":[\"378282246310005\"]}],\"attributes\":{\"imei\":\"4111111111111111\"}}";
        post(body).then().statusCode(201);
    }

    private static RequestSpecification member() {
        return given().auth().oauth2(Tokens.member(ACCOUNT));
    }

    private static Response post(String body) {
        return member().contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .when()
                .post("/edge/orders");
    }

    private static ValidatableResponse problem(Response answer, int status, String code) {
        return answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .header("Content-Language", "en")
                .body("status", equalTo(status))
                .body("code", equalTo(code))
                .body(
                        "type",
                        equalTo("https://bonafide.dev/problems/"
                                + code.toLowerCase(Locale.ROOT).replace('_', '-')))
                .body("title", notNullValue())
                .body("detail", notNullValue())
                .body("instance", notNullValue());
    }
}

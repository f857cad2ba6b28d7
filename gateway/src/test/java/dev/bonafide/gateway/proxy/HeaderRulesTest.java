package dev.bonafide.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderRulesTest {

    private static final URI SERVICE = URI.create("http://localhost:8103");

    private final MultiMap from = MultiMap.caseInsensitiveMultiMap();
    private final MultiMap to = MultiMap.caseInsensitiveMultiMap();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection", "Keep-Alive", "Proxy-Authorization", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
                "X-User-Id", "x-user-roles", "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Host",
                "Cookie", "Via", "X-Auth-Request-User", "X-Remote-User", "Expect"
            })
    void whatBelongsToTheConnectionOrClaimsToBeSomebodyDoesNotReachAService(String name) {
        from.add(name, "something");
        HeaderRules.toService(from, "https", to);
        assertThat(to.names()).containsOnly("X-Forwarded-Proto");
        assertThat(to.get("X-Forwarded-Proto")).isEqualTo("https");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "Accept-Language",
                "Idempotency-Key",
                "If-Match",
                "Prefer",
                "X-Request-Id",
                "traceparent",
                "Content-Type",
                "Content-Length",
                "Range"
            })
    void whatAServiceNeedsReachesIt(String name) {
        from.add(name, "something");
        HeaderRules.toService(from, "http", to);
        assertThat(to.get(name)).isEqualTo("something");
    }

    @Test
    void aHeaderNamedByConnectionStaysOnItButTheLengthOfTheBodyDoesNot() {
        from.add("Connection", "close, X-Secret , Content-Length")
                .add("X-Secret", "1")
                .add("Content-Length", "5");
        HeaderRules.toService(from, "http", to);
        assertThat(to.contains("X-Secret")).isFalse();
        assertThat(to.get("Content-Length")).isEqualTo("5");
    }

    @Test
    void everyValueOfARepeatedHeaderGoesThrough() {
        from.add("Link", "a").add("Link", "b");
        HeaderRules.toClient(from, SERVICE, to);
        assertThat(to.getAll("Link")).containsExactly("a", "b");
    }

    @Test
    void whatTheGatewaySaysOfEveryAnswerWinsExceptHowLongAnAnswerMayBeKept() {
        to.set("X-Frame-Options", "DENY").set("Cache-Control", "no-store").set("X-Request-Id", "ours");
        from.add("x-frame-options", "ALLOWALL")
                .add("cache-control", "private, max-age=60")
                .add("x-request-id", "theirs")
                .add("Server", "hidden")
                .add("Set-Cookie", "a=b")
                .add("ETag", "\"7\"");
        HeaderRules.toClient(from, SERVICE, to);
        assertThat(to.getAll("X-Frame-Options")).containsExactly("DENY");
        assertThat(to.getAll("Cache-Control")).containsExactly("private, max-age=60");
        assertThat(to.getAll("X-Request-Id")).containsExactly("ours");
        assertThat(to.get("ETag")).isEqualTo("\"7\"");
        assertThat(to.contains("Server")).isFalse();
        assertThat(to.contains("Set-Cookie")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8103/v1/orders/7, /v1/orders/7",
        "http://localhost:8103,             /",
        "http://localhost:81034/v1/orders,  http://localhost:81034/v1/orders",
        "https://elsewhere.example/x,       https://elsewhere.example/x",
        "/v1/orders/7,                      /v1/orders/7"
    })
    void aPlaceOnAServiceBecomesTheSamePlaceHere(String said, String shown) {
        assertThat(HeaderRules.outside(said, SERVICE)).isEqualTo(shown);
    }
}

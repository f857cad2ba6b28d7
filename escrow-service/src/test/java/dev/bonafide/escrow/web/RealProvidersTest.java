package dev.bonafide.escrow.web;

import static io.restassured.RestAssured.given;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.bonafide.escrow.payment.Counterpart;
import dev.bonafide.escrow.payment.Counterpart.What;
import dev.bonafide.escrow.payment.PaymentProvider.Webhook;
import dev.bonafide.escrow.payment.alipay.AlipayCounterpart;
import dev.bonafide.escrow.payment.stripe.StripeCounterpart;
import dev.bonafide.escrow.payment.wechat.WechatCounterpart;
import dev.bonafide.kit.money.Money;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A sale is paid through each of the real providers, from the buyer's wish to the signed word that the money is there. */
@QuarkusTest
@TestProfile(RealProvidersTest.AllOfThem.class)
class RealProvidersTest extends MarketTest {
    private static final Money PRICE = Money.cny(300_000);

    private final Map<String, Counterpart> counterparts = new HashMap<>();

    /** All three are configured, each to where its counterpart will listen. */
    public static final class AllOfThem implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var all = new HashMap<String, String>();
            StripeCounterpart.settings(base("stripe"))
                    .forEach((name, value) -> all.put("bonafide.payment.stripe." + name, value));
            AlipayCounterpart.settings(base("alipay"))
                    .forEach((name, value) -> all.put("bonafide.payment.alipay." + name, value));
            WechatCounterpart.settings(base("wechat"))
                    .forEach((name, value) -> all.put("bonafide.payment.wechat." + name, value));
            return all;
        }

        private static String base(String provider) {
            return "http://localhost:" + port(provider);
        }
    }

    /** A port kept for a provider, the same for the service and for the test, whoever asks first. */
    private static synchronized int port(String provider) {
        var property = "test.port." + provider;
        if (System.getProperty(property) == null) {
            try (var socket = new ServerSocket(0)) {
                System.setProperty(property, Integer.toString(socket.getLocalPort()));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return Integer.getInteger(property);
    }

    @AfterEach
    void closeCounterparts() {
        counterparts.values().forEach(Counterpart::close);
    }

    private Counterpart opens(String provider) {
        var counterpart = switch (provider) {
            case "stripe" -> new StripeCounterpart(port(provider));
            case "alipay" -> new AlipayCounterpart(port(provider));
            case "wechat" -> new WechatCounterpart(port(provider));
            default -> throw new AssertionError(provider);
        };
        counterparts.put(provider, counterpart);
        counterpart.does(What.PAYMENT, PRICE);
        return counterpart;
    }

    @Test
    @DisplayName("E-8: a sale is paid through Stripe")
    void paidThroughStripe() {
        paidThrough("stripe", "STRIPE_CARD").contentType("application/json").body("outcome", equalTo("DONE"));
    }

    @Test
    @DisplayName("E-8: a sale is paid through Alipay, whose notification is answered with the word it wants")
    void paidThroughAlipay() {
        var heard = paidThrough("alipay", "ALIPAY").extract().response();
        assertThat(heard.asString()).isEqualTo("success");
        assertThat(heard.contentType()).startsWith("text/plain");
    }

    @Test
    @DisplayName("E-8: a sale is paid through WeChat Pay")
    void paidThroughWechatPay() {
        paidThrough("wechat", "WECHAT_PAY").body("code", equalTo("SUCCESS"));
    }

    private ValidatableResponse paidThrough(String provider, String method) {
        var counterpart = opens(provider);
        var sale = market.payable(PRICE.amountMinor());
        var payment = UUID.fromString(market.as(sale.buyer())
                .body(Map.of("method", method))
                .post("/v1/orders/" + sale.order() + "/payments")
                .then()
                .statusCode(202)
                .extract()
                .path("paymentId"));
        await().atMost(Market.SOON).until(() -> !counterpart.seen(What.PAYMENT).isEmpty());

        var heard = send(provider, counterpart.paid("m-" + payment, payment, PRICE, market.now()));
        heard.statusCode(200);
        market.awaitStage(sale, "FUNDED");
        // Providers send until they are answered, and often once more.
        send(provider, counterpart.paid("m-" + payment, payment, PRICE, market.now()))
                .statusCode(200);
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact")).containsExactly("FUNDED");
        return heard;
    }

    @Test
    @DisplayName("E-8: what others sign is turned away at each provider's door, and is no receipt")
    void whatOthersSignIsTurnedAway() {
        for (var provider : new String[] {"stripe", "alipay", "wechat"}) {
            var counterpart = opens(provider);
            send(provider, counterpart.forged(UUID.randomUUID(), PRICE, market.now()))
                    .statusCode(401)
                    .body("code", equalTo("WEBHOOK_SIGNATURE_INVALID"));
            send(
                            provider,
                            counterpart.paid(
                                    "m", UUID.randomUUID(), PRICE, market.now().minusSeconds(301)))
                    .statusCode(400)
                    .body("code", equalTo("WEBHOOK_STALE"));
        }
    }

    @Test
    @DisplayName("E-8: a payment nobody asked for is kept for a person and still receipted, or it would come for a day")
    void whatIsKeptIsReceipted() {
        var payment = UUID.randomUUID();
        var counterpart = opens("alipay");
        assertThat(send("alipay", counterpart.paid("m-" + payment, payment, PRICE, market.now()))
                        .statusCode(200)
                        .extract()
                        .asString())
                .isEqualTo("success");
        assertThat(market.asFinance()
                        .get("/v1/ledger/parked-facts?limit=100")
                        .jsonPath()
                        .<String>getList("items.findAll { it.subject == '" + payment + "' }.reason"))
                .containsExactly("UNKNOWN_PAYMENT");
    }

    private static ValidatableResponse send(String provider, Webhook webhook) {
        var request = given().config(RestAssured.config()
                        .encoderConfig(encoderConfig()
                                .encodeContentTypeAs("application/x-www-form-urlencoded", ContentType.TEXT)))
                .body(webhook.body());
        webhook.headers().forEach(request::header);
        if (webhook.header("Content-Type") == null) {
            request.contentType("application/json; charset=utf-8");
        }
        return request.post("/v1/payment-webhooks/" + provider).then();
    }
}

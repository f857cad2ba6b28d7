package dev.bonafide.escrow.payment;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.bonafide.escrow.payment.Counterpart.What;
import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk;
import dev.bonafide.escrow.payment.PaymentProvider.RefundAsk;
import dev.bonafide.escrow.payment.PaymentReport.PaymentDeclined;
import dev.bonafide.escrow.payment.PaymentReport.RefundFailed;
import dev.bonafide.escrow.payment.PaymentReport.RefundSucceeded;
import dev.bonafide.kit.clock.BusinessClock;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.resilience.UnavailableException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** E-8: what every adapter promises of asking for money and of giving it back. */
public interface AskContract {
    Ids IDS = new Ids(new BusinessClock());
    Duration SOON = Duration.ofSeconds(20);
    /** What a provider might quote of a person in an answer that goes wrong. */
    String PERSONAL = "13800138000";

    Counterpart counterpart();

    static PaymentAsk payment(UUID id, Money amount) {
        return new PaymentAsk(id, amount, PaymentAsk.Capture.AT_ONCE, null);
    }

    static RefundAsk refund(UUID id, UUID paymentId, Money amount) {
        return new RefundAsk(id, paymentId, "pi_" + paymentId.toString().replace("-", ""), amount);
    }

    static <T> T now(Uni<T> call) {
        return call.await().atMost(SOON);
    }

    @Test
    @DisplayName("E-8: an ask is answered with a reference, and with where the buyer has to go")
    default void anAskIsAnsweredWithAReference() {
        counterpart().does(What.PAYMENT, counterpart().price());
        var answer = now(Bounds.around(counterpart().provider())
                .authorise(
                        counterpart().provider().name(),
                        payment(IDS.next(), counterpart().price())));
        assertThat(answer.reference()).isNotBlank();
        assertThat(answer.actionUrl()).isNotBlank();
        assertThat(answer.outcome()).isNull();
    }

    @Test
    @DisplayName("E-8: the same ask again goes out under the same key, another one under another")
    default void theSameAskAgainGoesOutUnderTheSameKey() {
        var provider = counterpart().provider();
        counterpart().does(What.PAYMENT, counterpart().price());
        var id = IDS.next();
        var first = now(provider.authorise(payment(id, counterpart().price())));
        assertThat(now(provider.authorise(payment(id, counterpart().price())))).isEqualTo(first);
        now(provider.authorise(payment(IDS.next(), counterpart().price())));

        var keys = counterpart().keysSeen(What.PAYMENT);
        assertThat(keys).hasSize(3);
        assertThat(keys.get(0)).isEqualTo(keys.get(1)).isNotEqualTo(keys.get(2));
        var bodies = counterpart().seen(What.PAYMENT);
        assertThat(bodies.get(0).getBodyAsString()).isEqualTo(bodies.get(1).getBodyAsString());
    }

    @Test
    @DisplayName("E-8: what the provider understands and refuses is a decline and no outage")
    default void whatTheProviderRefusesIsADecline() {
        var code = counterpart().refuses(What.PAYMENT);
        var id = IDS.next();
        var outcome = now(counterpart()
                        .provider()
                        .authorise(payment(id, counterpart().price())))
                .outcome();
        assertThat(outcome).isInstanceOfSatisfying(PaymentDeclined.class, declined -> {
            assertThat(declined.subject()).isEqualTo(id);
            assertThat(declined.code()).isEqualTo(code);
        });
    }

    @Test
    @DisplayName("E-8: a provider that says nothing fails after the time limit, and no thread waits on")
    default void aSilentProviderLeavesNoThreadBehind() {
        counterpart().answersAll(aResponse().withStatus(200).withFixedDelay(15_000));
        var provider = counterpart().provider();
        var ask = Bounds.around(provider)
                .authorise(provider.name(), payment(IDS.next(), counterpart().price()));
        var asked = ask.subscribeAsCompletionStage();
        await().atMost(SOON).until(() -> Bounds.isBusy(provider));
        await().atMost(Bounds.TIME_LIMIT.multipliedBy(5)).until(asked::isCompletedExceptionally);
        assertThat(asked.exceptionNow())
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        silent -> assertThat(silent.reason()).isEqualTo(UnavailableException.Reason.TOO_SLOW));
        await().atMost(Duration.ofSeconds(5)).until(() -> !Bounds.isBusy(provider));
    }

    @Test
    @DisplayName("E-8: an answer that tells of trouble, or none, is a failure that says nothing and quotes nobody")
    default void troubleIsAFailureThatSaysNothing() {
        Map<String, ResponseDefinitionBuilder> troubles = Map.of(
                "status 500", aResponse().withStatus(500).withBody(PERSONAL),
                "status 503", aResponse().withStatus(503),
                "status 429", aResponse().withStatus(429).withBody("{\"code\": \"" + PERSONAL + "\"}"),
                "status 401", aResponse().withStatus(401).withBody("{\"error\": {\"message\": \"" + PERSONAL + "\"}}"),
                "a page", aResponse().withStatus(200).withBody("<html>" + PERSONAL + "</html>"),
                "half an answer",
                        aResponse()
                                .withStatus(200)
                                .withHeader("Content-Type", "application/json")
                                .withBody("{\"id\": \"" + PERSONAL),
                "a page that refuses", aResponse().withStatus(404).withBody("<html>" + PERSONAL + "</html>"),
                "a reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                "an empty answer", aResponse().withFault(Fault.EMPTY_RESPONSE),
                "rubbish", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));
        troubles.forEach((name, answer) -> {
            counterpart().answersAll(answer);
            assertSaysNothing(
                    name,
                    counterpart()
                            .provider()
                            .authorise(payment(IDS.next(), counterpart().price())));
            assertSaysNothing(
                    name,
                    counterpart()
                            .provider()
                            .refund(refund(IDS.next(), IDS.next(), counterpart().price())));
        });
    }

    private static void assertSaysNothing(String trouble, Uni<?> ask) {
        assertThatThrownBy(() -> now(ask)).as(trouble).satisfies(failure -> {
            for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
                assertThat(cause.toString()).as(trouble).doesNotContain(PERSONAL);
            }
        });
    }

    @Test
    @DisplayName("E-8: amounts are exact on the wire")
    default void amountsAreExact() {
        for (var written : counterpart().amounts()) {
            counterpart().does(What.PAYMENT, written.amount());
            now(counterpart().provider().authorise(payment(IDS.next(), written.amount())));
            assertThat(counterpart().amountIn(counterpart().seen(What.PAYMENT).getLast()))
                    .as(written.amount().toString())
                    .isEqualTo(written.written());
        }
    }

    @Test
    @DisplayName("E-8: money given back is told exactly, and the same ask again has no second effect")
    default void moneyIsGivenBackOnce() {
        var provider = counterpart().provider();
        counterpart().does(What.REFUND, counterpart().price());
        var ask = refund(IDS.next(), IDS.next(), counterpart().price());
        for (var i = 0; i < 2; i++) {
            var answer = now(provider.refund(ask));
            assertThat(answer.reference()).isNotBlank();
            assertThat(Objects.requireNonNull(answer.outcome()))
                    .isInstanceOfSatisfying(RefundSucceeded.class, refunded -> {
                        assertThat(refunded.subject()).isEqualTo(ask.refundId());
                        assertThat(refunded.amount()).isEqualTo(counterpart().price());
                    });
        }
        assertThat(counterpart().keysSeen(What.REFUND))
                .isNotEmpty()
                .containsOnly(counterpart().keysSeen(What.REFUND).getFirst());
    }

    @Test
    @DisplayName("E-8: a refund that is refused is told as failed")
    default void aRefusedRefundIsToldAsFailed() {
        var code = counterpart().refuses(What.REFUND);
        var ask = refund(IDS.next(), IDS.next(), counterpart().price());
        assertThat(now(counterpart().provider().refund(ask)).outcome())
                .isInstanceOfSatisfying(RefundFailed.class, failed -> {
                    assertThat(failed.subject()).isEqualTo(ask.refundId());
                    assertThat(failed.code()).isEqualTo(code);
                });
    }
}

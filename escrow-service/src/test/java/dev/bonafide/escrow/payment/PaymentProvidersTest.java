package dev.bonafide.escrow.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonafide.escrow.payment.PaymentProvider.Acknowledged;
import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk;
import dev.bonafide.escrow.payment.ProviderCapability.Holds;
import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.resilience.Resilience;
import dev.bonafide.kit.resilience.UnavailableException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class PaymentProvidersTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Inject
    Resilience resilience;

    /** E-8: a provider that hangs is soon left alone, and meanwhile the other takes payments as if nothing were. */
    @Test
    void theTroubleOfOneProviderStopsNobodyElse() {
        var hanging = new Fake("hanging", Uni.createFrom().nothing());
        var well = new Fake("well", Uni.createFrom().item(new Acknowledged("ref")));
        var providers = new PaymentProviders(List.of(hanging, well), resilience);

        var asks = IntStream.range(0, 10)
                .mapToObj(_ -> providers
                        .authorise("hanging", ask())
                        .onFailure(UnavailableException.class)
                        .recoverWithNull())
                .toList();
        Uni.join().all(asks).andCollectFailures().await().atMost(SOON);
        assertThatThrownBy(() -> providers.authorise("hanging", ask()).await().atMost(SOON))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        left -> assertThat(left.reason()).isEqualTo(UnavailableException.Reason.AT_REST));
        assertThat(hanging.asked.get()).isEqualTo(10);

        assertThat(providers.authorise("well", ask()).await().atMost(SOON).reference())
                .isEqualTo("ref");
    }

    @Test
    void whatAProviderCannotDoIsNotAskedOfIt() {
        var plain = new Fake("plain", Uni.createFrom().item(new Acknowledged("ref")));
        var providers = new PaymentProviders(List.of(plain), resilience);

        assertThat(providers.capability("plain", Holds.class)).isEmpty();
        assertThat(providers.find("nobody")).isEmpty();
        assertThatThrownBy(() -> providers
                        .release(
                                "plain",
                                new ProviderCapability.Asked(
                                        ProviderCapability.Asked.Kind.PAYMENT, UUID.randomUUID(), "ref"))
                        .await()
                        .atMost(SOON))
                .hasMessageContaining("plain has no Holds");
    }

    private static PaymentAsk ask() {
        return new PaymentAsk(UUID.randomUUID(), Money.cny(300_000), PaymentAsk.Capture.AT_ONCE, null);
    }

    private static final class Fake implements PaymentProvider {
        private final String name;
        private final Uni<Acknowledged> answer;
        private final AtomicInteger asked = new AtomicInteger();

        Fake(String name, Uni<Acknowledged> answer) {
            this.name = name;
            this.answer = answer;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean isOffered() {
            return true;
        }

        @Override
        public Uni<Acknowledged> authorise(PaymentAsk ask) {
            asked.incrementAndGet();
            return answer;
        }

        @Override
        public Uni<Acknowledged> refund(RefundAsk ask) {
            return answer;
        }

        @Override
        public WebhookReading read(Webhook webhook, Instant now) {
            return new WebhookReading.Rejected(WebhookReading.Cause.BAD_SIGNATURE);
        }
    }
}

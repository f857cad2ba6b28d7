package dev.bonafide.escrow.desk.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonafide.escrow.config.HandOverConfig;
import dev.bonafide.escrow.config.PolicyConfig;
import dev.bonafide.escrow.placing.BuyerRights;
import dev.bonafide.escrow.placing.PlaceOrder;
import dev.bonafide.escrow.placing.PlacingDecision.Accepted;
import dev.bonafide.escrow.placing.PlacingDecision.Quoted;
import dev.bonafide.escrow.placing.PlacingDecision.Refused.QuoteChanged;
import dev.bonafide.escrow.store.Buyers;
import dev.bonafide.escrow.store.Listings;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.PolicyVersions;
import dev.bonafide.escrow.terms.Delivery;
import dev.bonafide.escrow.terms.Payer;
import dev.bonafide.escrow.terms.Service;
import dev.bonafide.escrow.terms.Terms;
import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.transaction.Transactions;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** E-14: several schedules known at once, each in its time; what was agreed under one stays. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class PoliciesTest {
    private static final String OF = "bonafide.escrow.policy.";

    @Inject
    PolicyVersions versions;

    @Inject
    Transactions transactions;

    @Inject
    Listings listings;

    @Inject
    Buyers buyers;

    @Inject
    Orders orders;

    @Inject
    OrderDesk desk;

    @Inject
    HandOverConfig handOver;

    @Inject
    Clock clock;

    private final String earlier = "test-" + UUID.randomUUID();
    private final String later = "test-" + UUID.randomUUID();
    private final UUID listing = UUID.randomUUID();
    private final UUID buyer = UUID.randomUUID();

    @Test
    void anOldOrderKeepsItsOwnScheduleWhenALaterOneComesIntoForce() {
        var now = clock.instant();
        var change = now.plus(Duration.ofHours(1));
        var config = config(Map.of(
                OF + "fees." + earlier + ".seller-basis-points", "60",
                OF + "fees." + earlier + ".services.WARRANTY_30D.at-least", "900",
                OF + "fees." + later + ".from", change.toString(),
                OF + "fees." + later + ".buyer-basis-points", "100",
                OF + "fees." + later + ".seller-basis-points", "80",
                OF + "fees." + later + ".services.WARRANTY_30D.at-least", "700",
                OF + "fees." + later + ".services.WARRANTY_30D.paid-by", "SELLER"));
        var policies = new Policies(versions, transactions, clock, config);
        run(session ->
                listings.offer(session, listing, UUID.randomUUID(), Money.cny(100_000), "a".repeat(64), 1, false));
        run(session -> buyers.keep(session, buyer, new BuyerRights(Money.cny(500_000), "v"), now));

        var quote = quote(policies, now);
        var placed = place(policies, now, quote.hash());
        assertThat(placed).isInstanceOf(Accepted.class);
        var old = ((Accepted) placed).order().agreement();
        assertThat(place(policies, change.minusMillis(1), quote.hash())).isInstanceOf(Accepted.class);

        var refused = place(policies, change, quote.hash());
        assertThat(refused).isEqualTo(new QuoteChanged(quote(policies, change)));
        var anew = ((Accepted) place(policies, change, quote(policies, change).hash()))
                .order()
                .agreement();

        assertThat(terms(old.orderId())).isEqualTo(quote.terms());
        assertThat(terms(old.orderId()).feeVersion()).isEqualTo(earlier);
        assertThat(terms(old.orderId()).total()).isEqualTo(Money.cny(100_900));
        assertThat(terms(old.orderId()).sellerAmount()).isEqualTo(Money.cny(99_400));
        assertThat(terms(anew.orderId()).feeVersion()).isEqualTo(later);
        assertThat(terms(anew.orderId()).total()).isEqualTo(Money.cny(101_000));
        assertThat(terms(anew.orderId()).sellerAmount()).isEqualTo(Money.cny(98_500));
        assertThat(terms(anew.orderId()).lines())
                .contains(new Terms.Line("WARRANTY_30D", Payer.SELLER, Money.cny(700)));
        var kept = run(session -> versions.find(session, PolicyVersions.Kind.FEES, earlier));
        assertThat(kept.content()).contains("\"sellerFeeBasisPoints\":60");
    }

    /** A name that orders of the past carry never means another schedule. */
    @Test
    void aScheduleThatHasChangedUnderItsNameIsRefusedAtTheStart() {
        var asItWas = Map.of(OF + "fees." + earlier + ".seller-basis-points", "60");
        start(asItWas);
        assertThatCode(() -> start(asItWas)).doesNotThrowAnyException();
        assertThatThrownBy(() -> start(Map.of(OF + "fees." + earlier + ".seller-basis-points", "61")))
                .hasMessageContaining("has been in force as")
                .hasMessageContaining(earlier);
        assertThatThrownBy(() -> start(Map.of(
                        OF + "fees." + earlier + ".seller-basis-points", "60",
                        OF + "fees." + earlier + ".services.INSPECTION.at-least", "1")))
                .hasMessageContaining("needs a version of its own");
        assertThatThrownBy(() -> start(Map.of(OF + "instalments.2026-11.score-min", "600")))
                .hasMessageContaining("INSTALMENTS 2026-11");
    }

    @Test
    void aPolicyThatIsNoneIsRefusedAtTheStart() {
        assertThatThrownBy(() -> start(Map.of(OF + "fees." + earlier + ".from", "2999-01-01T00:00:00Z")))
                .hasMessageContaining("No version is in force");
        assertThatThrownBy(() -> start(Map.of(OF + "fees." + earlier + ".seller-basis-points", "10001")))
                .hasMessageContaining("sellerFeeBasisPoints");
        assertThatThrownBy(() -> start(Map.of(OF + "fees." + earlier + ".services.INSPECTION.at-least", "49.005")))
                .hasMessageContaining("at-least");
        assertThatThrownBy(() -> start(Map.of(
                        OF + "fees." + earlier + ".services.INSPECTION.at-least", "4900",
                        OF + "fees." + earlier + ".currency", "XQZ")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> start(Map.of(OF + "fees." + earlier + ".services.GIFT_WRAPPING.at-least", "1")))
                .hasMessageContaining("GIFT_WRAPPING");
    }

    private void start(Map<String, String> settings) {
        var policies = new Policies(versions, transactions, clock, config(settings));
        policies.compare(new StartupEvent());
        policies.start(new StartupEvent());
    }

    private Quoted quote(Policies policies, Instant at) {
        return (Quoted) run(session -> placing(policies, at)
                .quote(session, listing, buyer, Delivery.PARCEL, false, Set.of(Service.WARRANTY_30D)));
    }

    private Object place(Policies policies, Instant at, @Nullable String quoteHash) {
        var wish = new PlaceOrder(
                UUID.randomUUID(),
                buyer,
                listing,
                Delivery.PARCEL,
                UUID.randomUUID(),
                List.of(),
                Set.of(Service.WARRANTY_30D),
                null,
                quoteHash);
        return run(session -> placing(policies, at).place(session, wish)).decision();
    }

    private PlacingDesk placing(Policies policies, Instant at) {
        return new PlacingDesk(listings, buyers, desk, policies, handOver, Clock.fixed(at, ZoneOffset.UTC));
    }

    private Terms terms(UUID orderId) {
        return run(session -> orders.find(session, orderId)).order().agreement().terms();
    }

    private <T> T run(Function<Mutiny.Session, Uni<T>> work) {
        return transactions.runApart(work).await().indefinitely();
    }

    private PolicyConfig config(Map<String, String> settings) {
        var all = new HashMap<>(settings);
        for (var missing : Map.of("instalments.", ".parts", "fees.", ".seller-basis-points")
                .entrySet()) {
            if (settings.keySet().stream().noneMatch(name -> name.startsWith(OF + missing.getKey()))) {
                all.put(OF + missing.getKey() + "other-" + earlier + missing.getValue(), "3");
            }
        }
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(PolicyConfig.class)
                .withDefaultValues(all)
                .build()
                .getConfigMapping(PolicyConfig.class);
    }
}

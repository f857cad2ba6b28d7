package dev.bonafide.escrow.payment;

import dev.bonafide.escrow.payment.PaymentProvider.Acknowledged;
import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk;
import dev.bonafide.escrow.payment.PaymentProvider.RefundAsk;
import dev.bonafide.escrow.payment.ProviderCapability.ChargeAsk;
import dev.bonafide.escrow.payment.ProviderCapability.Mandates;
import dev.bonafide.kit.resilience.Guard;
import dev.bonafide.kit.resilience.Resilience;
import dev.bonafide.kit.resilience.UnavailableException;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The providers of this installation, every call to them bounded. */
@ApplicationScoped
public class PaymentProviders {
    private static final String REMOTE = "payment-provider";

    private final Map<String, PaymentProvider> offered;
    private final Guard guard;

    PaymentProviders(@All List<PaymentProvider> providers, Resilience resilience) {
        this.offered = providers.stream()
                .filter(PaymentProvider::isOffered)
                .collect(Collectors.toUnmodifiableMap(PaymentProvider::name, Function.identity()));
        this.guard = resilience.guard(REMOTE);
    }

    /** The provider of that name, if payments can be made through it. */
    public Optional<PaymentProvider> find(String name) {
        return Optional.ofNullable(offered.get(name));
    }

    /** Asks the provider for money; repeats while it is merely slow, which its idempotency makes safe. */
    public Uni<Acknowledged> authorise(String provider, PaymentAsk ask) {
        return guard.call(() -> required(provider).authorise(ask), PaymentProviders::passesByItself);
    }

    /** Whether the provider can charge a buyer again later. */
    public boolean takesMandates(String name) {
        return offered.get(name) instanceof Mandates;
    }

    /** Asks the provider for money and for a mandate; repeats while it is merely slow. */
    public Uni<Acknowledged> authoriseWithMandate(String provider, PaymentAsk ask) {
        return guard.call(() -> mandates(provider).authoriseWithMandate(ask), PaymentProviders::passesByItself);
    }

    /** Asks the provider for a later amount under a mandate; repeats while it is merely slow. */
    public Uni<Acknowledged> charge(String provider, ChargeAsk ask) {
        return guard.call(() -> mandates(provider).charge(ask), PaymentProviders::passesByItself);
    }

    /** Asks the provider to give money back; repeats while it is merely slow. */
    public Uni<Acknowledged> refund(String provider, RefundAsk ask) {
        return guard.call(() -> required(provider).refund(ask), PaymentProviders::passesByItself);
    }

    private Mandates mandates(String provider) {
        return required(provider) instanceof Mandates able ? able : cannot(provider);
    }

    private static Mandates cannot(String provider) {
        throw new IllegalStateException("Payment provider " + provider + " takes no mandates");
    }

    private PaymentProvider required(String provider) {
        return find(provider).orElseThrow(() -> new IllegalStateException("No payment provider " + provider));
    }

    private static boolean passesByItself(Throwable failure) {
        return failure instanceof UnavailableException;
    }
}

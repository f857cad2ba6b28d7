package dev.bonafide.escrow.payment;

import dev.bonafide.escrow.payment.PaymentProvider.Acknowledged;
import dev.bonafide.escrow.payment.ProviderCapability.Asked;
import dev.bonafide.escrow.payment.ProviderCapability.Inquiry;
import dev.bonafide.escrow.payment.ProviderCapability.Outcome;
import dev.bonafide.escrow.payment.ProviderCapability.PayoutAsk;
import dev.bonafide.escrow.payment.ProviderCapability.Payouts;
import dev.bonafide.kit.resilience.Guard;
import dev.bonafide.kit.resilience.Resilience;
import dev.bonafide.kit.resilience.UnavailableException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The providers of this installation that can pay sellers, every call to them bounded. */
@ApplicationScoped
public class PayoutProviders {
    private static final String REMOTE = "payment-provider";

    private final PaymentProviders providers;
    private final Guard guard;

    PayoutProviders(PaymentProviders providers, Resilience resilience) {
        this.providers = providers;
        this.guard = resilience.guard(REMOTE);
    }

    /** Whether sellers can be paid through the provider of that name, and it can be asked what came of it. */
    public boolean isOffered(String provider) {
        return providers
                .find(provider)
                .filter(found -> found instanceof Payouts && found instanceof Inquiry)
                .isPresent();
    }

    /** Asks the provider to pay a seller; repeats while it is merely slow, which its idempotency makes safe. */
    public Uni<Acknowledged> payOut(String provider, PayoutAsk ask) {
        return guard.call(() -> payouts(provider).payOut(ask), PayoutProviders::passesByItself);
    }

    /** Asks the provider what came of it; repeats while it is merely slow. */
    public Uni<Outcome> outcomeOf(String provider, Asked asked) {
        return guard.call(() -> inquiry(provider).outcomeOf(asked), PayoutProviders::passesByItself);
    }

    private Payouts payouts(String provider) {
        return providers.find(provider).orElse(null) instanceof Payouts payouts ? payouts : none(provider);
    }

    private Inquiry inquiry(String provider) {
        return providers.find(provider).orElse(null) instanceof Inquiry inquiry ? inquiry : none(provider);
    }

    private static <T> T none(String provider) {
        throw new IllegalStateException("Sellers cannot be paid through " + provider);
    }

    private static boolean passesByItself(Throwable failure) {
        return failure instanceof UnavailableException;
    }
}

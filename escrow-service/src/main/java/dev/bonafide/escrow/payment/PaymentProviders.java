package dev.bonafide.escrow.payment;

import dev.bonafide.escrow.payment.PaymentProvider.Acknowledged;
import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk;
import dev.bonafide.escrow.payment.PaymentProvider.RefundAsk;
import dev.bonafide.escrow.payment.ProviderCapability.Asked;
import dev.bonafide.escrow.payment.ProviderCapability.CaptureAsk;
import dev.bonafide.escrow.payment.ProviderCapability.ChargeAsk;
import dev.bonafide.escrow.payment.ProviderCapability.ContestAsk;
import dev.bonafide.escrow.payment.ProviderCapability.Contests;
import dev.bonafide.escrow.payment.ProviderCapability.Holds;
import dev.bonafide.escrow.payment.ProviderCapability.Inquiry;
import dev.bonafide.escrow.payment.ProviderCapability.Mandates;
import dev.bonafide.escrow.payment.ProviderCapability.Outcome;
import dev.bonafide.escrow.payment.ProviderCapability.SettlementFiles;
import dev.bonafide.escrow.payment.ProviderCapability.SettlementLine;
import dev.bonafide.escrow.payment.ProviderCapability.Withdrawals;
import dev.bonafide.kit.resilience.Guard;
import dev.bonafide.kit.resilience.Resilience;
import dev.bonafide.kit.resilience.UnavailableException;
import io.quarkus.arc.All;
import io.quarkus.arc.ClientProxy;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The providers of this installation, every call to them bounded. Each has a guard of its own, so that the trouble of one
 * keeps nobody from paying through another.
 */
@ApplicationScoped
public class PaymentProviders {
    private static final String ASKS = "payment-provider-";
    private static final String FILES = "settlement-files-";

    private final Map<String, PaymentProvider> offered;
    private final Resilience resilience;

    PaymentProviders(@All List<PaymentProvider> providers, Resilience resilience) {
        this.offered = providers.stream()
                .filter(PaymentProvider::isOffered)
                .map(ClientProxy::unwrap)
                .collect(Collectors.toUnmodifiableMap(PaymentProvider::name, Function.identity()));
        this.resilience = resilience;
    }

    /** The names of those through whom payments can be made. */
    public Set<String> names() {
        return offered.keySet();
    }

    /** The provider of that name, if payments can be made through it. */
    public Optional<PaymentProvider> find(String name) {
        return Optional.ofNullable(offered.get(name));
    }

    /** What the provider can do beside the least, if it can. */
    public <C extends ProviderCapability> Optional<C> capability(String provider, Class<C> kind) {
        return find(provider).filter(kind::isInstance).map(kind::cast);
    }

    /**
     * Asks the provider for money, once. Whether to ask again is for whoever keeps the question: a failure says nothing
     * about what the provider did.
     */
    public Uni<Acknowledged> authorise(String provider, PaymentAsk ask) {
        return guard(provider).call(() -> required(provider).authorise(ask));
    }

    /** Whether the provider can charge a buyer again later. */
    public boolean takesMandates(String provider) {
        return capability(provider, Mandates.class).isPresent();
    }

    /** Whether the provider can be asked what came of something. */
    public boolean tellsOutcomes(String provider) {
        return capability(provider, Inquiry.class).isPresent();
    }

    /** Asks the provider for money and for a mandate, once. */
    public Uni<Acknowledged> authoriseWithMandate(String provider, PaymentAsk ask) {
        return guard(provider).call(() -> able(provider, Mandates.class).authoriseWithMandate(ask));
    }

    /** Asks the provider for a later amount under a mandate, once. */
    public Uni<Acknowledged> charge(String provider, ChargeAsk ask) {
        return guard(provider).call(() -> able(provider, Mandates.class).charge(ask));
    }

    /** Asks the provider to give money back, once. */
    public Uni<Acknowledged> refund(String provider, RefundAsk ask) {
        return guard(provider).call(() -> required(provider).refund(ask));
    }

    /** Asks the provider to take what is reserved, once. */
    public Uni<Acknowledged> capture(String provider, CaptureAsk ask) {
        return guard(provider).call(() -> able(provider, Holds.class).capture(ask));
    }

    /** Asks the provider to give free what is reserved, once. */
    public Uni<Acknowledged> release(String provider, Asked asked) {
        return guard(provider).call(() -> able(provider, Holds.class).release(asked));
    }

    /** Says that a payment is not wanted any more, once. */
    public Uni<Acknowledged> withdraw(String provider, Asked payment) {
        return guard(provider).call(() -> able(provider, Withdrawals.class).withdraw(payment));
    }

    /** Asks what came of something; repeats while the provider is merely slow, for the question changes nothing. */
    public Uni<Outcome> outcomeOf(String provider, Asked asked) {
        return guard(provider)
                .call(() -> able(provider, Inquiry.class).outcomeOf(asked), PaymentProviders::passesByItself);
    }

    /** Hands in evidence, once. */
    public Uni<Acknowledged> contest(String provider, ContestAsk ask) {
        return guard(provider).call(() -> able(provider, Contests.class).contest(ask));
    }

    /** Fetches the file of a day. A failure where it is not there yet. */
    public Uni<List<SettlementLine>> settlementOf(String provider, LocalDate day) {
        return resilience
                .guard(FILES + provider)
                .call(() -> able(provider, SettlementFiles.class).settlementOf(day));
    }

    private Guard guard(String provider) {
        return resilience.guard(ASKS + provider);
    }

    private PaymentProvider required(String provider) {
        return find(provider).orElseThrow(() -> new IllegalStateException("No payment provider " + provider));
    }

    private <C extends ProviderCapability> C able(String provider, Class<C> kind) {
        return capability(provider, kind)
                .orElseThrow(() -> new IllegalStateException(provider + " has no " + kind.getSimpleName()));
    }

    private static boolean passesByItself(Throwable failure) {
        return failure instanceof UnavailableException;
    }
}

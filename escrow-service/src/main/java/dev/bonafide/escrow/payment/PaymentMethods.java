package dev.bonafide.escrow.payment;

import dev.bonafide.escrow.config.PaymentConfig;
import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk.Capture;
import dev.bonafide.escrow.payment.ProviderCapability.Holds;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ways to pay that this installation offers: those that are configured and whose provider is connected. */
@ApplicationScoped
public class PaymentMethods {
    private final Set<PaymentMethod> configured;
    private final Set<PaymentMethod> reserveFirst;
    private final PaymentProviders providers;

    /**
     * A way to pay.
     *
     * @param reservable whether the amount can be reserved first and taken later
     * @param capture when the money moves unless the buyer says otherwise
     */
    public record Offered(PaymentMethod method, boolean reservable, Capture capture) {

        /** When the money moves, by the buyer's wish if there is one; nothing if that cannot be. */
        public Optional<Capture> capture(@Nullable Capture wish) {
            return wish == Capture.LATER && !reservable ? Optional.empty() : Optional.of(wish == null ? capture : wish);
        }
    }

    PaymentMethods(PaymentConfig config, PaymentProviders providers) {
        this.configured = config.methods();
        this.reserveFirst = config.reserveFirst().orElse(Set.of());
        this.providers = providers;
    }

    /** Refuses to start where the configuration asks for what a provider cannot do: it would be half done later. */
    void check(@Observes StartupEvent event) {
        for (var method : reserveFirst) {
            if (providers.find(method.provider()).isPresent() && !reservable(method)) {
                throw new IllegalStateException(
                        method + " is to be reserved first (bonafide.escrow.payments.reserve-first)," + " and "
                                + method.provider() + " cannot reserve");
            }
        }
    }

    /** All of them, in the order of {@link PaymentMethod}. */
    public List<Offered> offered() {
        return Arrays.stream(PaymentMethod.values())
                .filter(method -> configured.contains(method)
                        && providers.find(method.provider()).isPresent())
                .map(method -> new Offered(
                        method, reservable(method), reserveFirst.contains(method) ? Capture.LATER : Capture.AT_ONCE))
                .toList();
    }

    /** The one, if it is offered. */
    public Optional<Offered> find(PaymentMethod method) {
        return offered().stream().filter(offered -> offered.method() == method).findFirst();
    }

    private boolean reservable(PaymentMethod method) {
        return providers.capability(method.provider(), Holds.class).isPresent();
    }
}

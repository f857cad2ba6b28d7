package dev.bonafide.escrow.desk;

import dev.bonafide.escrow.payment.Payment;
import dev.bonafide.escrow.payment.PaymentProvider.Acknowledged;
import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk;
import dev.bonafide.escrow.payment.PaymentProvider.RefundAsk;
import dev.bonafide.escrow.payment.PaymentProviders;
import dev.bonafide.escrow.payment.ProviderCapability.ChargeAsk;
import dev.bonafide.escrow.payment.Refund;
import dev.bonafide.escrow.store.Payments;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Asks providers for what has been written down. An ask that fails leaves its timer standing and is repeated on machine
 * time, under the same id, until the provider has understood: a crash between our row and their answer changes nothing.
 */
@ApplicationScoped
public class ProviderAsks {
    private final Payments payments;
    private final PaymentProviders providers;

    ProviderAsks(Payments payments, PaymentProviders providers) {
        this.payments = payments;
        this.providers = providers;
    }

    /** Asks for the buyer's money, unless its outcome is known already. */
    public Uni<Void> askForPayment(Mutiny.Session session, UUID paymentId) {
        return payments.find(session, paymentId).chain(payment -> {
            if (payment == null || payment.status() != Payment.Status.PENDING) {
                return Uni.createFrom().voidItem();
            }
            return ask(payment).chain(answer -> payments.refer(session, payment.id(), answer.reference()));
        });
    }

    /** Asks to give money back, unless it is back already. */
    public Uni<Void> askForRefund(Mutiny.Session session, UUID refundId) {
        return payments.findRefund(session, refundId).chain(refund -> {
            if (refund == null || refund.status() != Refund.Status.ASKED) {
                return Uni.createFrom().voidItem();
            }
            return payments.find(session, refund.paymentId()).chain(payment -> askForRefund(refund, payment));
        });
    }

    /** In full, or a later part, as the buyer is there to do it; the first part with a mandate, under which others follow. */
    private Uni<Acknowledged> ask(Payment payment) {
        var provider = payment.method().provider();
        var ask = new PaymentAsk(payment.id(), payment.amount(), PaymentAsk.Capture.AT_ONCE, payment.script());
        var part = payment.part();
        if (part == null) {
            return providers.authorise(provider, ask);
        }
        var mandate = part.mandate();
        if (mandate != null) {
            return providers.charge(provider, new ChargeAsk(payment.id(), mandate, payment.amount(), payment.script()));
        }
        return part.number() == 1 ? providers.authoriseWithMandate(provider, ask) : providers.authorise(provider, ask);
    }

    private Uni<Void> askForRefund(Refund refund, @Nullable Payment payment) {
        var reference = payment == null ? null : payment.reference();
        if (payment == null || reference == null) {
            return Uni.createFrom()
                    .failure(new IllegalStateException("Payment " + refund.paymentId() + " has no reference yet"));
        }
        return providers
                .refund(
                        payment.method().provider(),
                        new RefundAsk(refund.id(), payment.id(), reference, refund.amount()))
                .replaceWithVoid();
    }
}

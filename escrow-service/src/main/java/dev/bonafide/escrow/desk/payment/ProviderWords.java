package dev.bonafide.escrow.desk.payment;

import dev.bonafide.escrow.desk.chargeback.ChargebackDesk;
import dev.bonafide.escrow.desk.ledger.Causes;
import dev.bonafide.escrow.desk.seller.PayoutDesk;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading.NotUnderstood;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading.OfReference;
import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.PaymentReport.ActionRequired;
import dev.bonafide.escrow.payment.PaymentReport.AuthorisationEnded;
import dev.bonafide.escrow.payment.PaymentReport.ChargebackClosed;
import dev.bonafide.escrow.payment.PaymentReport.ChargebackOpened;
import dev.bonafide.escrow.payment.PaymentReport.PaymentAuthorised;
import dev.bonafide.escrow.payment.PaymentReport.PaymentDeclined;
import dev.bonafide.escrow.payment.PaymentReport.PaymentProcessing;
import dev.bonafide.escrow.payment.PaymentReport.PaymentSucceeded;
import dev.bonafide.escrow.payment.PaymentReport.PayoutFailed;
import dev.bonafide.escrow.payment.PaymentReport.PayoutSucceeded;
import dev.bonafide.escrow.payment.PaymentReport.RefundFailed;
import dev.bonafide.escrow.payment.PaymentReport.RefundSucceeded;
import dev.bonafide.escrow.store.Payments;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.hibernate.reactive.mutiny.Mutiny;

/** The one ear for providers: whatever they tell, by webhook or asked, is heard here and goes to whom it concerns. */
@ApplicationScoped
public class ProviderWords {
    private final Payments messages;
    private final PaymentWords payments;
    private final RefundWords refunds;
    private final PayoutDesk payouts;
    private final ChargebackDesk chargebacks;
    private final ToldMovements movements;
    private final ProviderParking parking;
    private final Clock clock;

    public ProviderWords(
            Payments messages,
            PaymentWords payments,
            RefundWords refunds,
            PayoutDesk payouts,
            ChargebackDesk chargebacks,
            ToldMovements movements,
            ProviderParking parking,
            Clock clock) {
        this.messages = messages;
        this.payments = payments;
        this.refunds = refunds;
        this.payouts = payouts;
        this.chargebacks = chargebacks;
        this.movements = movements;
        this.parking = parking;
        this.clock = clock;
    }

    /** Hears what a provider tells by itself. The same message again does nothing. */
    public Uni<Heard> hear(Mutiny.Session session, String provider, PaymentReport report) {
        Causes.referred(report.reference());
        return messages.claim(session, provider, report.messageId(), clock.instant())
                .chain(fresh -> fresh ? hearAnswer(session, provider, report) : Heard.ALREADY_DONE.uni());
    }

    /** Hears what a provider tells about a payment that it names by its own reference alone. */
    public Uni<Heard> hear(Mutiny.Session session, String provider, OfReference about) {
        return messages.findByReference(session, provider, about.paymentReference())
                .chain(payment -> payment == null
                        ? keep(
                                session,
                                provider,
                                about.messageId(),
                                "UNKNOWN_PAYMENT",
                                "No payment is called " + about.paymentReference())
                        : hear(session, provider, about.report().apply(payment.id())));
    }

    /** Keeps the provider's own word that we cannot read for a person; the same again does nothing. */
    public Uni<Heard> keep(Mutiny.Session session, String provider, NotUnderstood unclear) {
        return keep(session, provider, unclear.messageId(), "NOT_UNDERSTOOD", unclear.why());
    }

    private Uni<Heard> keep(Mutiny.Session session, String provider, String messageId, String reason, String why) {
        return messages.claim(session, provider, messageId, clock.instant())
                .chain(fresh -> fresh
                        ? parking.park(session, provider, messageId, null, reason, why)
                                .replaceWith(Heard.PARKED)
                        : Heard.ALREADY_DONE.uni());
    }

    /** Hears what a provider answers when asked. Answers have no ids of their own; the rules make a repeat quiet. */
    public Uni<Heard> hearAnswer(Mutiny.Session session, String provider, PaymentReport report) {
        return act(session, provider, report)
                .call(heard -> heard == Heard.ALREADY_DONE
                        ? Uni.createFrom().voidItem()
                        : movements.remember(session, provider, report));
    }

    private Uni<Heard> act(Mutiny.Session session, String provider, PaymentReport report) {
        return switch (report) {
            case PaymentSucceeded r -> payments.succeeded(session, provider, r);
            case PaymentAuthorised r -> payments.authorised(session, provider, r);
            case PaymentDeclined r -> payments.declined(session, provider, r);
            case AuthorisationEnded r -> payments.ended(session, provider, r);
            case ActionRequired r -> payments.actionRequired(session, provider, r);
            case PaymentProcessing r -> payments.processing(session, provider, r);
            case RefundSucceeded r -> ofRefund(session, r, refunds.succeeded(session, provider, r));
            case RefundFailed r -> ofRefund(session, r, refunds.failed(session, provider, r));
            case PayoutSucceeded r -> payouts.hear(session, provider, r);
            case PayoutFailed r -> payouts.hear(session, provider, r);
            case ChargebackOpened r -> chargebacks.opened(session, provider, r);
            case ChargebackClosed r -> chargebacks.closed(session, provider, r);
        };
    }

    private Uni<Heard> ofRefund(Mutiny.Session session, PaymentReport report, Uni<Heard> hearing) {
        return hearing.call(heard -> heard == Heard.DONE
                ? chargebacks.refundTold(session, report.subject())
                : Uni.createFrom().voidItem());
    }
}

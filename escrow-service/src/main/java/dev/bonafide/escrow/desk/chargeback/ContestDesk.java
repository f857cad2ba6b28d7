package dev.bonafide.escrow.desk.chargeback;

import dev.bonafide.escrow.chargeback.Chargeback;
import dev.bonafide.escrow.chargeback.EvidenceBundle;
import dev.bonafide.escrow.chargeback.EvidenceBundle.GivenBack;
import dev.bonafide.escrow.chargeback.EvidenceBundle.Paid;
import dev.bonafide.escrow.chargeback.EvidenceBundle.Parcel;
import dev.bonafide.escrow.desk.payment.ProviderParking;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.payment.Payment;
import dev.bonafide.escrow.payment.PaymentProviders;
import dev.bonafide.escrow.payment.ProviderCapability.ContestAsk;
import dev.bonafide.escrow.payment.ProviderCapability.Contests;
import dev.bonafide.escrow.store.Chargebacks;
import dev.bonafide.escrow.store.Chargebacks.SaleFacts;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.Payments;
import dev.bonafide.escrow.store.Refunds;
import dev.bonafide.kit.event.EventJson;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Answers a bank in time with what we know of the sale. */
@ApplicationScoped
public class ContestDesk {
    private final Orders orders;
    private final Payments payments;
    private final Refunds refunds;
    private final Chargebacks chargebacks;
    private final PaymentProviders providers;
    private final ProviderParking parking;
    private final Clock clock;

    ContestDesk(
            Orders orders,
            Payments payments,
            Refunds refunds,
            Chargebacks chargebacks,
            PaymentProviders providers,
            ProviderParking parking,
            Clock clock) {
        this.orders = orders;
        this.payments = payments;
        this.refunds = refunds;
        this.chargebacks = chargebacks;
        this.providers = providers;
        this.parking = parking;
        this.clock = clock;
    }

    /**
     * Hands in the evidence, once, under the chargeback's own id. A failure leaves the timer standing, and it is handed in
     * again until the bank's deadline; a provider that takes none has a person do it.
     */
    public Uni<Void> contest(Mutiny.Session session, UUID chargebackId) {
        return chargebacks
                .find(session, chargebackId)
                .chain(known ->
                        orders.lock(session, Objects.requireNonNull(known).orderId()))
                .chain(() -> chargebacks.find(session, chargebackId))
                .chain(found -> {
                    var chargeback = Objects.requireNonNull(found);
                    return chargeback.status() == Chargeback.Status.OPEN
                            ? collect(session, chargeback).chain(bundle -> handIn(session, chargeback, bundle))
                            : Uni.createFrom().voidItem();
                });
    }

    /** What would be handed in now. */
    public Uni<EvidenceBundle> collect(Mutiny.Session session, Chargeback chargeback) {
        return orders.find(session, chargeback.orderId()).chain(stored -> {
            var agreement = Objects.requireNonNull(stored).order().agreement();
            return chargebacks
                    .sale(session, chargeback.orderId())
                    .chain(sale -> payments.find(session, chargeback.paymentId())
                            .chain(payment ->
                                    collect(session, chargeback, agreement, sale, Objects.requireNonNull(payment))));
        });
    }

    private Uni<EvidenceBundle> collect(
            Mutiny.Session session, Chargeback chargeback, Agreement agreement, SaleFacts sale, Payment payment) {
        return refunds.ofOrder(session, agreement.orderId())
                .chain(given -> orders.history(session, agreement.orderId())
                        .map(history -> EvidenceBundle.of(
                                agreement,
                                history,
                                new Paid(
                                        payment.id(),
                                        payment.method().name(),
                                        payment.amount(),
                                        payment.askedAt(),
                                        payment.actionUrl() != null),
                                given.stream()
                                        .map(refund -> new GivenBack(
                                                refund.id(),
                                                refund.amount(),
                                                refund.status().name()))
                                        .toList(),
                                parcel(sale),
                                // An order that this very case has frozen is in no other dispute.
                                chargeback.id().equals(sale.dispute()) ? null : sale.dispute())));
    }

    private static @Nullable Parcel parcel(SaleFacts sale) {
        var shipment = sale.shipment();
        return shipment == null ? null : new Parcel(shipment, sale.deliveredAt());
    }

    private Uni<Void> handIn(Mutiny.Session session, Chargeback chargeback, EvidenceBundle bundle) {
        if (!clock.instant().isBefore(chargeback.dueBy())) {
            // Trying on would change nothing any more.
            return parking.park(
                    session,
                    chargeback.provider(),
                    chargeback.id(),
                    chargeback.orderId(),
                    "EVIDENCE_TOO_LATE",
                    "Evidence was due by " + chargeback.dueBy() + " and could not be handed in");
        }
        if (providers.capability(chargeback.provider(), Contests.class).isEmpty()) {
            return parking.park(
                    session,
                    chargeback.provider(),
                    chargeback.id(),
                    chargeback.orderId(),
                    "CONTEST_BY_HAND",
                    "Evidence is due by " + chargeback.dueBy() + " and the provider takes it from people only");
        }
        return providers
                .contest(
                        chargeback.provider(),
                        new ContestAsk(chargeback.id(), chargeback.reference(), statements(bundle), chargeback.dueBy()))
                .chain(() -> chargebacks.contest(session, chargeback.id(), EventJson.write(bundle), clock.instant()));
    }

    private static List<ContestAsk.Statement> statements(EvidenceBundle bundle) {
        return bundle.statements().stream()
                .map(statement -> new ContestAsk.Statement(statement.name(), statement.text()))
                .toList();
    }
}

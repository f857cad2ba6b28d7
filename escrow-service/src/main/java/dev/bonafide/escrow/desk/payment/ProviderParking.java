package dev.bonafide.escrow.desk.payment;

import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.store.ParkedFacts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Keeps what a provider has told, or should have told, for a person. */
@ApplicationScoped
public class ProviderParking {
    private final ParkedFacts parked;

    ProviderParking(ParkedFacts parked) {
        this.parked = parked;
    }

    /** Keeps a word that is true and does not fit. */
    public Uni<Heard> park(
            Mutiny.Session session,
            String provider,
            PaymentReport report,
            @Nullable UUID orderId,
            String reason,
            String detail) {
        return park(session, provider, report.subject(), orderId, reason, detail)
                .replaceWith(Heard.PARKED);
    }

    /** Keeps anything else about a provider. */
    public Uni<Void> park(
            Mutiny.Session session,
            String provider,
            Object subject,
            @Nullable UUID orderId,
            String reason,
            String detail) {
        return parked.park(session, "payment-provider:" + provider, subject, orderId, reason, detail);
    }
}

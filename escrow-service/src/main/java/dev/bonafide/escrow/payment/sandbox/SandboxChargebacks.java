package dev.bonafide.escrow.payment.sandbox;

import dev.bonafide.escrow.payment.ProviderCapability.ContestAsk;
import dev.bonafide.kit.event.EventJson;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.timer.Timers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Payments that the sandbox's bank pulls back. Seven days are given for evidence, and seven more for a decision: for us if
 * there was any, unless a script decides before.
 */
@ApplicationScoped
class SandboxChargebacks {
    /** The timer at which the payment is pulled back. */
    static final String OPENS = "sandbox.chargeback-opens";
    /** The timer at which the bank decides. */
    static final String DECIDES = "sandbox.chargeback-decides";

    private static final Duration FOR_EVIDENCE = Duration.ofDays(7);
    private static final Duration FOR_DECISION = Duration.ofDays(7);
    private static final String KEEP = """
            insert into sandbox_chargeback (id, reference, payment_id, amount_minor, currency, reason, opened_at, due_by)
            values (:id, :reference, :payment, :amount, :currency, :reason, :opened, :due)""";
    private static final String CHARGEBACK = """
            select id, reference, payment_id, amount_minor, currency, reason, opened_at, due_by, evidence is not null,
                   decided_at is not null
              from sandbox_chargeback\s""";
    private static final String DECIDE = """
            update sandbox_chargeback set decided_at = :at, won = :won where id = :id""";
    private static final String EVIDENCE = """
            update sandbox_chargeback set evidence = :evidence
             where reference = :reference and decided_at is null and due_by > :now""";

    private final SandboxDeliveries deliveries;
    private final Timers timers;
    private final Ids ids;
    private final Clock clock;

    private record Case(
            UUID id,
            String reference,
            UUID paymentId,
            Money amount,
            String reason,
            Instant openedAt,
            Instant dueBy,
            boolean contested,
            boolean decided) {}

    SandboxChargebacks(SandboxDeliveries deliveries, Timers timers, Ids ids, Clock clock) {
        this.deliveries = deliveries;
        this.timers = timers;
        this.ids = ids;
        this.clock = clock;
    }

    /** Will pull the payment back at that time. */
    Uni<Void> plan(Mutiny.Session session, SandboxPayment payment, String reason, Instant at) {
        var id = ids.next();
        return session.createNativeQuery(KEEP)
                .setParameter("id", id)
                .setParameter("reference", "sbc_" + id)
                .setParameter("payment", payment.paymentId())
                .setParameter("amount", payment.amount().amountMinor())
                .setParameter("currency", payment.amount().currency().getCurrencyCode())
                .setParameter("reason", reason)
                .setParameter("opened", at.atOffset(ZoneOffset.UTC))
                .setParameter("due", at.plus(FOR_EVIDENCE).atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .chain(() -> timers.schedule(session, OPENS, id, at));
    }

    /** Pulls the payment back, and will decide in time. */
    Uni<Void> open(Mutiny.Session session, UUID id) {
        return find(session, "where id = :key", id).chain(found -> {
            if (found == null) {
                return Uni.createFrom().voidItem();
            }
            var message = SandboxMessage.of(SandboxMessage.PULLED_BACK, found.paymentId(), found.reference())
                    .with(found.amount())
                    .because(found.reason())
                    .until(found.dueBy());
            return deliveries
                    .plan(session, "msg_" + ids.next(), message, found.openedAt())
                    .chain(() ->
                            timers.schedule(session, DECIDES, id, found.dueBy().plus(FOR_DECISION)));
        });
    }

    /** Decides by what was handed in. */
    Uni<Void> decide(Mutiny.Session session, UUID id) {
        return find(session, "where id = :key", id)
                .chain(found -> found == null || found.decided()
                        ? Uni.createFrom().voidItem()
                        : decide(session, found, found.contested()));
    }

    /** Decides the open chargeback of a payment as a script says; nothing if there is none. */
    Uni<Void> decide(Mutiny.Session session, UUID paymentId, boolean won) {
        return find(session, "where payment_id = :key and decided_at is null order by id limit 1", paymentId)
                .chain(found -> found == null
                        ? Uni.createFrom().voidItem()
                        : timers.cancel(session, DECIDES, found.id()).chain(() -> decide(session, found, won)));
    }

    /** Takes evidence in time; later it is turned away. */
    Uni<Void> contest(Mutiny.Session session, ContestAsk ask) {
        return session.createNativeQuery(EVIDENCE)
                .setParameter("evidence", EventJson.write(ask.statements()))
                .setParameter("reference", ask.chargebackReference())
                .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .invoke(taken -> {
                    if (taken == 0) {
                        throw new IllegalStateException("No evidence is taken for " + ask.chargebackReference());
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> decide(Mutiny.Session session, Case found, boolean won) {
        var now = clock.instant();
        return session.createNativeQuery(DECIDE)
                .setParameter("at", now.atOffset(ZoneOffset.UTC))
                .setParameter("won", won)
                .setParameter("id", found.id())
                .executeUpdate()
                .chain(() -> deliveries.plan(
                        session,
                        "msg_" + ids.next(),
                        SandboxMessage.of(SandboxMessage.CHARGEBACK_CLOSED, found.paymentId(), found.reference())
                                .flagged(won),
                        now));
    }

    private static Uni<@Nullable Case> find(Mutiny.Session session, String which, UUID key) {
        return session.createNativeQuery(CHARGEBACK + which, Object[].class)
                .setParameter("key", key)
                .getSingleResultOrNull()
                .map(row -> row == null
                        ? null
                        : new Case(
                                (UUID) row[0],
                                (String) row[1],
                                (UUID) row[2],
                                Money.of(((Number) row[3]).longValue(), (String) row[4]),
                                (String) row[5],
                                SandboxBooks.instant(row[6]),
                                SandboxBooks.instant(row[7]),
                                (Boolean) row[8],
                                (Boolean) row[9]));
    }
}

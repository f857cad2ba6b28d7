package dev.bonafide.escrow.store;

import dev.bonafide.escrow.indemnity.Indemnity;
import dev.bonafide.escrow.indemnity.Indemnity.Draw;
import dev.bonafide.escrow.indemnity.Source;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.EnumMap;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The registers of what buyers have had back. They change by draws alone, one for each entry that gives a buyer money. */
@ApplicationScoped
public class Indemnities {
    private static final String PAID_FOR = "select paid_for(:order, :currency)";
    private static final String DRAWN = """
            select source, cast(sum(amount_minor) as bigint) from indemnity_draw
             where order_id = :order and currency = :currency group by source""";
    private static final String OPEN = """
            insert into indemnity (order_id, loss, currency, loss_minor, drawn_minor)
            values (:order, 'PURCHASE', :currency, paid_for(:order, :currency), 0)
            on conflict do nothing""";
    private static final String DRAW = """
            insert into indemnity_draw (entry_id, order_id, loss, source, amount_minor, beyond_minor, currency, drawn_at)
            values (:entry, :order, 'PURCHASE', :source, :amount, :beyond, :currency, :at)""";
    /** After a release somebody has ruled, unless the item has come back. */
    private static final String IS_RULED = """
            select case when :clawedBack then return_id is distinct from cast(:subject as uuid) else ruling_id is not null end
              from orders where id = :order""";
    /** A payment that the order could not use was never a loss of its buyer. */
    private static final String IS_OF_THE_SALE = """
            select exists (select 1 from chargeback c join payment p on p.id = c.payment_id
                            where c.id = :chargeback and p.status = 'SUCCEEDED')""";

    private static final String LEFT_OF_PAYMENT = """
            select greatest(p.captured_minor - p.refunded_minor - p.charged_back_minor, 0)
              from chargeback c join payment p on p.id = c.payment_id where c.id = :chargeback""";

    /** The register of an order as it is now; it holds until the transaction ends if the order is locked. */
    public Uni<Indemnity> find(Mutiny.Session session, UUID orderId, Currency currency) {
        return session.createNativeQuery(PAID_FOR, Long.class)
                .setParameter("order", orderId)
                .setParameter("currency", currency.getCurrencyCode())
                .getSingleResult()
                .chain(loss -> session.createNativeQuery(DRAWN, Object[].class)
                        .setParameter("order", orderId)
                        .setParameter("currency", currency.getCurrencyCode())
                        .getResultList()
                        .map(rows -> {
                            var drawn = new EnumMap<Source, Money>(Source.class);
                            rows.forEach(row -> drawn.put(
                                    Source.valueOf((String) row[0]),
                                    new Money(((Number) row[1]).longValue(), currency)));
                            return new Indemnity(new Money(loss, currency), drawn);
                        }));
    }

    /** Writes what an entry has made good. The database refuses more than is left. */
    public Uni<Void> draw(Mutiny.Session session, UUID entryId, UUID orderId, Source source, Draw draw, Instant now) {
        var currency = draw.amount().currency().getCurrencyCode();
        return session.createNativeQuery(OPEN)
                .setParameter("order", orderId)
                .setParameter("currency", currency)
                .executeUpdate()
                .chain(() -> session.createNativeQuery(DRAW)
                        .setParameter("entry", entryId)
                        .setParameter("order", orderId)
                        .setParameter("source", source.name())
                        .setParameter("amount", draw.amount().amountMinor())
                        .setParameter("beyond", draw.beyond().amountMinor())
                        .setParameter("currency", currency)
                        .setParameter("at", now.atOffset(ZoneOffset.UTC))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Whether what happened to the order was ruled so. */
    public Uni<Boolean> isRuled(Mutiny.Session session, UUID orderId, Occurrence occurrence) {
        return session.createNativeQuery(IS_RULED, Boolean.class)
                .setParameter("clawedBack", occurrence.fact() == Fact.CLAWED_BACK)
                .setParameter("subject", occurrence.subject())
                .setParameter("order", orderId)
                .getSingleResult();
    }

    /** Whether a bank has pulled back a payment that paid for the order. */
    public Uni<Boolean> isOfTheSale(Mutiny.Session session, UUID chargebackId) {
        return session.createNativeQuery(IS_OF_THE_SALE, Boolean.class)
                .setParameter("chargeback", chargebackId)
                .getSingleResult();
    }

    /** What of the payment that was pulled back neither refunds have given the buyer, or will give, nor a bank. */
    public Uni<Money> leftOfPayment(Mutiny.Session session, UUID chargebackId, Currency currency) {
        return session.createNativeQuery(LEFT_OF_PAYMENT, Long.class)
                .setParameter("chargeback", chargebackId)
                .getSingleResult()
                .map(left -> new Money(left, currency));
    }
}

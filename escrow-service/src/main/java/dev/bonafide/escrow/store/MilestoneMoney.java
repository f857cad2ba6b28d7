package dev.bonafide.escrow.store;

import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Who has had what of a milestone by what was decided about it alone, as the ledger has it. */
@ApplicationScoped
public class MilestoneMoney {
    // Its own entries bear its id, those of a ruling about it the ruling's; what is paid out or settled later moves
    // nothing between the two.
    private static final String HAD = """
            with about (milestone, subject) as (
                select id, cast(id as text) from milestone where order_id = :order
                 union all
                select milestone_id, cast(ruling_id as text) from ruling_money
                 where order_id = :order and milestone_id is not null),
            moved (milestone, kind, minor) as (
                select about.milestone, p.kind, case p.side when 'CREDIT' then p.amount_minor else -p.amount_minor end
                  from about
                  join ledger_entry e on e.order_id = :order and split_part(e.operation_key, ':', 2) = about.subject
                  join ledger_posting p on p.entry_id = e.id)
            select milestone,
                   cast(coalesce(sum(minor) filter (where kind = 'BUYER_REFUND'), 0) as bigint),
                   cast(greatest(coalesce(sum(minor) filter (
                        where kind in ('SELLER_PAYABLE', 'SELLER_RESERVE', 'SELLER_RECEIVABLE')), 0), 0) as bigint)
              from moved group by milestone""";

    /**
     * What each side has had.
     *
     * @param buyer went back, or is on its way
     * @param seller less the seller's fee, and less what was taken back or is owed for it
     */
    public record Had(Money buyer, Money seller) {}

    /** Of each milestone of an order of which anything has moved, by its id. */
    public Uni<Map<UUID, Had>> ofOrder(Mutiny.Session session, UUID order, Currency currency) {
        return session.createNativeQuery(HAD, Object[].class)
                .setParameter("order", order)
                .getResultList()
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                row -> (UUID) row[0],
                                row -> new Had(
                                        new Money(((Number) row[1]).longValue(), currency),
                                        new Money(((Number) row[2]).longValue(), currency)))));
    }
}

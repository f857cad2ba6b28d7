package dev.bonafide.escrow.store;

import dev.bonafide.escrow.advance.Advance;
import dev.bonafide.escrow.advance.PoolRefusal;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What the pool was asked to pay, and what came of it. Each is decided once. */
@ApplicationScoped
public class Advances {
    private static final String ADD = """
            insert into advance (id, dispute_id, order_id, buyer_id, seller_id, ruling_id, cause, amount_minor, currency,
                                 state, refusals, business_day, decided_at)
            values (:id, :dispute, :order, :buyer, :seller, :ruling, :cause, :amount, :currency, :state, :refusals, :day, :at)""";
    private static final String FIND = """
            select id, dispute_id, order_id, buyer_id, seller_id, ruling_id, amount_minor, currency, cause, state, refusals,
                   decided_at
              from advance where id = :id""";
    private static final String VOID = """
            update advance set state = 'VOIDED', voided_by = :ruling, voided_at = :at where id = :id and state = 'PAID'""";

    /** Adds a decision; the database refuses one that is above the limits. */
    public Uni<Void> add(Mutiny.Session session, Advance advance, LocalDate day) {
        var ask = advance.ask();
        return session.createNativeQuery(ADD)
                .setParameter("id", ask.advanceId())
                .setParameter("dispute", ask.disputeId())
                .setParameter("order", ask.orderId())
                .setParameter("buyer", ask.buyerId())
                .setParameter("seller", ask.sellerId())
                .setParameter("ruling", ask.rulingId())
                .setParameter("cause", ask.cause())
                .setParameter("amount", ask.amount().amountMinor())
                .setParameter("currency", ask.amount().currency().getCurrencyCode())
                .setParameter("state", advance.state().name())
                .setParameter(
                        "refusals", advance.refusals().stream().map(Enum::name).collect(Collectors.joining(" ")))
                .setParameter("day", day)
                .setParameter("at", advance.decidedAt().atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The decision, or null. */
    public Uni<@Nullable Advance> find(Mutiny.Session session, UUID id) {
        return session.createNativeQuery(FIND, Object[].class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : advance(row));
    }

    /** Writes that a ruling has found a paid advance wrong; false if that was written before, or it was never paid. */
    public Uni<Boolean> voidBy(Mutiny.Session session, UUID id, UUID ruling, Instant now) {
        return session.createNativeQuery(VOID)
                .setParameter("ruling", ruling)
                .setParameter("at", now.atOffset(ZoneOffset.UTC))
                .setParameter("id", id)
                .executeUpdate()
                .map(updated -> updated == 1);
    }

    private static Advance advance(Object[] row) {
        return new Advance(
                new Advance.Ask(
                        (UUID) row[0],
                        (UUID) row[1],
                        (UUID) row[2],
                        (UUID) row[3],
                        (UUID) row[4],
                        (UUID) row[5],
                        Money.of(((Number) row[6]).longValue(), (String) row[7]),
                        (String) row[8]),
                Advance.State.valueOf((String) row[9]),
                refusals((String) row[10]),
                Orders.instant(row[11]));
    }

    private static List<PoolRefusal> refusals(String codes) {
        return Arrays.stream(codes.split(" "))
                .filter(code -> !code.isEmpty())
                .map(PoolRefusal::valueOf)
                .toList();
    }
}

package dev.bonafide.escrow.store;

import dev.bonafide.escrow.ledger.Account;
import dev.bonafide.escrow.ledger.AccountKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Who has proposed to give up a part as lost, and who has agreed. */
@ApplicationScoped
public class WriteOffs {
    private static final String HELD = """
            select exists (select 1 from guarded_balance where account = :account and balance_minor > 0)""";

    /** Who has proposed it, or null if nobody has. */
    public Uni<@Nullable UUID> proposer(Mutiny.Session session, UUID partId) {
        return session.createNativeQuery("select proposed_by from write_off where part_id = :part", UUID.class)
                .setParameter("part", partId)
                .getSingleResultOrNull()
                .<@Nullable UUID>map(known -> known);
    }

    /** Writes down a proposal. */
    public Uni<Void> propose(Mutiny.Session session, UUID partId, UUID person, Instant now) {
        return session.createNativeQuery(
                        "insert into write_off (part_id, proposed_by, proposed_at) values (:part, :person, :at)")
                .setParameter("part", partId)
                .setParameter("person", person)
                .setParameter("at", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Writes down that a second person has agreed; the database refuses the first one. */
    public Uni<Void> approve(Mutiny.Session session, UUID partId, UUID person, Instant now) {
        return session.createNativeQuery(
                        "update write_off set approved_by = :person, approved_at = :at where part_id = :part")
                .setParameter("part", partId)
                .setParameter("person", person)
                .setParameter("at", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Whether anything is still held for the order: then a refund may yet take the part off. */
    public Uni<Boolean> isHeld(Mutiny.Session session, UUID orderId) {
        return session.createNativeQuery(HELD, Boolean.class)
                .setParameter("account", new Account(AccountKind.ESCROW_LIABILITY, orderId).code())
                .getSingleResult();
    }
}

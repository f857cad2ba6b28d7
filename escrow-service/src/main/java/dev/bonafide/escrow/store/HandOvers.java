package dev.bonafide.escrow.store;

import dev.bonafide.escrow.handover.HandOverPass;
import dev.bonafide.escrow.handover.HandOverSecrets;
import dev.bonafide.escrow.handover.HandedOver;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Passes and hand-overs. They change only under the lock of their order. */
@ApplicationScoped
public class HandOvers {
    private static final String PASSES = """
            select number, issued_at, code_hash, public_key, wrong_tries
              from hand_over_pass where order_id = :order order by number""";
    private static final String ADD_PASS = """
            insert into hand_over_pass
                   (order_id, number, issued_at, code_hash, code_sealed, public_key, signing_key_sealed)
            values (:order, :number, :at, :hash, :code, :public, :signing)""";
    private static final String SEALED = """
            select code_sealed, signing_key_sealed from hand_over_pass where order_id = :order and number = :number""";
    private static final String WRONG_TRY = """
            update hand_over_pass set wrong_tries = wrong_tries + 1 where order_id = :order and number = :number""";
    private static final String FIND = """
            select pass_number, proof, at, told_at from hand_over where order_id = :order""";
    private static final String ADD = """
            insert into hand_over (order_id, pass_number, proof, at, told_at)
            values (:order, :pass, :proof, :at, :toldAt)""";

    /** What only the buyer may see, as the table keeps it. */
    public record Sealed(byte[] code, byte[] signingKey) {}

    /** The passes of an order, oldest first. */
    public Uni<List<HandOverPass>> passes(Mutiny.Session session, UUID orderId) {
        return session.createNativeQuery(PASSES, Object[].class)
                .setParameter("order", orderId)
                .getResultList()
                .map(rows -> rows.stream().map(row -> pass(orderId, row)).toList());
    }

    /** Adds a pass with what is sealed of it. */
    public Uni<Void> add(Mutiny.Session session, HandOverPass pass, Sealed sealed) {
        return session.createNativeQuery(ADD_PASS)
                .setParameter("order", pass.orderId())
                .setParameter("number", pass.number())
                .setParameter("at", pass.issuedAt().atOffset(ZoneOffset.UTC))
                .setParameter("hash", pass.codeHash())
                .setParameter("code", sealed.code())
                .setParameter("public", pass.publicKey().getEncoded())
                .setParameter("signing", sealed.signingKey())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** What is sealed of a pass. */
    public Uni<Sealed> sealed(Mutiny.Session session, HandOverPass pass) {
        return session.createNativeQuery(SEALED, Object[].class)
                .setParameter("order", pass.orderId())
                .setParameter("number", pass.number())
                .getSingleResult()
                .map(row -> new Sealed((byte[]) row[0], (byte[]) row[1]));
    }

    /** Counts a wrong code; the database takes no sixth. */
    public Uni<Void> countWrongTry(Mutiny.Session session, HandOverPass pass) {
        return session.createNativeQuery(WRONG_TRY)
                .setParameter("order", pass.orderId())
                .setParameter("number", pass.number())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The hand-over of an order, or null. */
    public Uni<@Nullable HandedOver> find(Mutiny.Session session, UUID orderId) {
        return session.createNativeQuery(FIND, Object[].class)
                .setParameter("order", orderId)
                .getSingleResultOrNull()
                .map(row -> row == null
                        ? null
                        : new HandedOver(
                                orderId,
                                ((Number) row[0]).intValue(),
                                HandedOver.Proof.valueOf((String) row[1]),
                                Orders.instant(row[2]),
                                Orders.instant(row[3])));
    }

    /** Adds the hand-over; the database takes one per order. */
    public Uni<Void> add(Mutiny.Session session, HandedOver handedOver) {
        return session.createNativeQuery(ADD)
                .setParameter("order", handedOver.orderId())
                .setParameter("pass", handedOver.passNumber())
                .setParameter("proof", handedOver.proof().name())
                .setParameter("at", handedOver.at().atOffset(ZoneOffset.UTC))
                .setParameter("toldAt", handedOver.toldAt().atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    private static HandOverPass pass(UUID orderId, Object[] row) {
        return new HandOverPass(
                orderId,
                ((Number) row[0]).intValue(),
                Orders.instant(row[1]),
                (String) row[2],
                HandOverSecrets.publicKey((byte[]) row[3]),
                ((Number) row[4]).intValue());
    }
}

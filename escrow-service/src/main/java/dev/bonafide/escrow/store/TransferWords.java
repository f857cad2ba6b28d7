package dev.bonafide.escrow.store;

import dev.bonafide.escrow.payment.TransferWord;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What people of finance have said of transfers by hand. It is only ever added to, under the lock of the order. */
@ApplicationScoped
public class TransferWords {
    private static final String ADD = """
            insert into hand_transfer_word (refund_id, number, word, person, reference, said_at)
            select :refund, coalesce(max(number), 0) + 1, :word, :person, :reference, :at
              from hand_transfer_word where refund_id = :refund""";
    private static final String OF_REFUND = """
            select number, word, person, reference, said_at from hand_transfer_word
             where refund_id = :refund order by number""";

    /** Adds a word. */
    public Uni<Void> add(
            Mutiny.Session session, UUID refundId, TransferWord.Kind kind, UUID person, String reference, Instant now) {
        return session.createNativeQuery(ADD)
                .setParameter("refund", refundId)
                .setParameter("word", kind.name())
                .setParameter("person", person)
                .setParameter("reference", reference)
                .setParameter("at", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** All that was said of the transfer of a refund, oldest first. */
    public Uni<List<TransferWord>> of(Mutiny.Session session, UUID refundId) {
        return session.createNativeQuery(OF_REFUND, Object[].class)
                .setParameter("refund", refundId)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new TransferWord(
                                ((Number) row[0]).intValue(),
                                TransferWord.Kind.valueOf((String) row[1]),
                                (UUID) row[2],
                                (String) row[3],
                                Orders.instant(row[4])))
                        .toList());
    }
}

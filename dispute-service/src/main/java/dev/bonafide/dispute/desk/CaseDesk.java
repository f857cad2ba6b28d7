package dev.bonafide.dispute.desk;

import dev.bonafide.dispute.dispute.Sight;
import dev.bonafide.dispute.dispute.Transition;
import dev.bonafide.dispute.store.Disputes;
import dev.bonafide.dispute.store.StoredDispute;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks at disputes without changing them, each caller at what they may see. */
@ApplicationScoped
public class CaseDesk {
    private final Disputes disputes;
    private final Transactions transactions;

    CaseDesk(Disputes disputes, Transactions transactions) {
        this.disputes = disputes;
        this.transactions = transactions;
    }

    /** The dispute; null if there is none for that account. */
    public Uni<@Nullable StoredDispute> find(UUID disputeId, UUID account, Set<Sight.Office> offices) {
        return transactions.run(session -> disputes.find(session, disputeId)
                .map(stored -> stored != null && Sight.ofCase(stored.dispute(), account, offices) ? stored : null));
    }

    /** What happened to the dispute so far; null if there is none for that account. */
    public Uni<@Nullable List<Transition>> history(UUID disputeId, UUID account, Set<Sight.Office> offices) {
        return transactions.run(session -> disputes.find(session, disputeId)
                .chain(stored -> stored != null && Sight.ofCase(stored.dispute(), account, offices)
                        ? disputes.history(session, disputeId).<@Nullable List<Transition>>map(lines -> lines)
                        : Uni.createFrom().<@Nullable List<Transition>>nullItem()));
    }

    /** Disputes about the account's own orders, newest first, older than the one given. */
    public Uni<List<StoredDispute>> own(UUID account, @Nullable UUID before, int limit) {
        return transactions.run(session -> disputes.ofParty(session, account, before, limit));
    }

    /**
     * Cases by due time: those nobody has, or those that arbiter has.
     *
     * @param arbiter whose cases, or null for the queue
     */
    public Uni<List<StoredDispute>> byDueTime(
            @Nullable UUID arbiter, @Nullable Instant dueAfter, @Nullable UUID idAfter, int limit) {
        return transactions.run(session -> disputes.byDueTime(session, arbiter, dueAfter, idAfter, limit));
    }
}

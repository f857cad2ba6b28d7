package dev.bonafide.identity.desk;

import dev.bonafide.identity.evidence.Evidence;
import dev.bonafide.identity.store.EvidenceStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Takes facts in and lets standings follow. */
@ApplicationScoped
public class EvidenceDesk {

    private final EvidenceStore evidence;
    private final Standings standings;
    private final Clock clock;

    EvidenceDesk(EvidenceStore evidence, Standings standings, Clock clock) {
        this.evidence = evidence;
        this.standings = standings;
        this.clock = clock;
    }

    /** Adds facts, and tells what has changed for everyone they are about. */
    public Uni<Void> add(Mutiny.Session session, List<Evidence> facts) {
        Instant now = clock.instant();
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Evidence fact : facts) {
            all = all.chain(() -> evidence.add(session, fact));
        }
        // Accounts are always locked in the same order, so that two trades of the same pair cannot wait for each other.
        for (UUID account :
                facts.stream().map(Evidence::account).distinct().sorted().toList()) {
            all = all.chain(() -> standings.refresh(session, account, now));
        }
        return all;
    }
}

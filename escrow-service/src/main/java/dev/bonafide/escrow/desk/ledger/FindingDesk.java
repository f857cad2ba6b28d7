package dev.bonafide.escrow.desk.ledger;

import dev.bonafide.escrow.audit.LedgerFinding;
import dev.bonafide.escrow.events.said.LedgerEntryPostedV1;
import dev.bonafide.escrow.events.said.LedgerFindingRaisedV1;
import dev.bonafide.escrow.events.said.LedgerFindingResolvedV1;
import dev.bonafide.escrow.store.Findings;
import dev.bonafide.escrow.store.Findings.StoredFinding;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.outbox.OutgoingEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Findings about the books: raised once, with a freeze of what is concerned, and resolved by two people. */
@ApplicationScoped
public class FindingDesk {
    private static final Logger LOG = Logger.getLogger(FindingDesk.class);

    private final Findings findings;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    FindingDesk(Findings findings, Outbox outbox, Ids ids, Clock clock) {
        this.findings = findings;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** What came of agreeing to a finding's resolution. */
    public sealed interface Agreed {
        /** It is resolved, now or before, and nothing is frozen for it any more. */
        record Resolved(StoredFinding finding) implements Agreed {}

        /** Another person has to agree too. */
        record WaitsForAnother(StoredFinding finding) implements Agreed {}

        /** The same person cannot agree twice. */
        record SecondPersonNeeded(UUID findingId) implements Agreed {}

        /** There is no such finding. */
        record Unknown(UUID findingId) implements Agreed {}
    }

    /** Raises what was not found before, freezes what is concerned, and says so. */
    public Uni<Void> raise(Mutiny.Session session, List<LedgerFinding> found) {
        Uni<Void> raised = Uni.createFrom().voidItem();
        for (var finding : found) {
            raised = raised.chain(() -> raise(session, finding));
        }
        return raised;
    }

    /** One of the two who must agree that a finding is resolved. */
    public Uni<Agreed> agree(Mutiny.Session session, UUID findingId, UUID account, String reason) {
        return findings.lock(session, findingId).chain(finding -> {
            if (finding == null) {
                return agreed(new Agreed.Unknown(findingId));
            }
            if (finding.resolvedAt() != null) {
                return agreed(new Agreed.Resolved(finding));
            }
            if (finding.consents().stream()
                    .anyMatch(consent -> consent.accountId().equals(account))) {
                return agreed(new Agreed.SecondPersonNeeded(findingId));
            }
            var now = clock.instant();
            var consented = findings.consent(session, findingId, account, reason, now);
            return finding.consents().isEmpty()
                    ? consented.chain(() -> again(session, findingId)).map(Agreed.WaitsForAnother::new)
                    : consented
                            .chain(() -> resolve(session, finding, now))
                            .chain(() -> again(session, findingId))
                            .map(Agreed.Resolved::new);
        });
    }

    private Uni<Void> raise(Mutiny.Session session, LedgerFinding finding) {
        var now = clock.instant();
        var id = ids.next();
        return findings.add(session, id, finding, now).chain(isNew -> {
            if (!isNew) {
                return Uni.createFrom().voidItem();
            }
            LOG.errorf("The books are not in order: %s", finding);
            return say(session, id, LedgerFindingRaisedV1.TYPE, LedgerFindingRaisedV1.of(id, finding, now), now);
        });
    }

    private Uni<Void> resolve(Mutiny.Session session, StoredFinding finding, Instant now) {
        return findings.resolve(session, finding.findingId(), now)
                .chain(() -> say(
                        session,
                        finding.findingId(),
                        LedgerFindingResolvedV1.TYPE,
                        new LedgerFindingResolvedV1(finding.findingId(), finding.code(), now),
                        now));
    }

    private Uni<Void> say(Mutiny.Session session, UUID id, String type, Object event, Instant now) {
        return outbox.append(session, new OutgoingEvent(LedgerEntryPostedV1.TOPIC, id, type, event, now))
                .replaceWithVoid();
    }

    private Uni<StoredFinding> again(Mutiny.Session session, UUID findingId) {
        return findings.find(session, findingId).map(Objects::requireNonNull);
    }

    private static Uni<Agreed> agreed(Agreed agreed) {
        return Uni.createFrom().item(agreed);
    }
}

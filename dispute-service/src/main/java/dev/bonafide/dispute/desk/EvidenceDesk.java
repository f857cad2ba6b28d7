package dev.bonafide.dispute.desk;

import dev.bonafide.dispute.config.DisputeConfig;
import dev.bonafide.dispute.dispute.Decision;
import dev.bonafide.dispute.dispute.Dispute;
import dev.bonafide.dispute.dispute.DisputeCommand.AddEvidence;
import dev.bonafide.dispute.dispute.DisputeCommand.Name;
import dev.bonafide.dispute.dispute.DisputeRules;
import dev.bonafide.dispute.dispute.Party;
import dev.bonafide.dispute.dispute.Sight;
import dev.bonafide.dispute.events.said.DisputeEvent;
import dev.bonafide.dispute.evidence.ChainCheck;
import dev.bonafide.dispute.evidence.ChainedEntry;
import dev.bonafide.dispute.evidence.Entry;
import dev.bonafide.dispute.evidence.FileType;
import dev.bonafide.dispute.evidence.Finding;
import dev.bonafide.dispute.store.Disputes;
import dev.bonafide.dispute.store.EvidenceChains;
import dev.bonafide.dispute.store.StoredDispute;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.objectstore.ObjectContent;
import dev.bonafide.kit.objectstore.ObjectDamagedException;
import dev.bonafide.kit.objectstore.ObjectRef;
import dev.bonafide.kit.objectstore.ObjectStore;
import dev.bonafide.kit.objectstore.StoredObject;
import dev.bonafide.kit.resilience.Guard;
import dev.bonafide.kit.resilience.Resilience;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Takes evidence in, hands it out, and tells whether it is still what it was. */
@ApplicationScoped
public class EvidenceDesk {
    private static final String PREFIX = "dispute-evidence";

    /**
     * What became of a piece that was handed in.
     *
     * @param line its line in the chain; null if it was refused
     */
    public record Taken(Decision decision, @Nullable ChainedEntry line) {}

    /** A piece with its content. */
    public record Piece(ChainedEntry line, ObjectContent content) {}

    /** Whether evidence is whole: nothing found, or what was found first. */
    public record Verification(StoredDispute dispute, long lines, Optional<Finding> finding) {}

    /** What will become of a piece, as far as can be said before it is locked. What is refused now is refused later too. */
    private enum Prospect {
        NONE,
        REFUSAL,
        ACCEPTANCE
    }

    private record Chain(StoredDispute dispute, List<ChainedEntry> lines) {}

    private final Disputes disputes;
    private final EvidenceChains chains;
    private final DisputeDesk desk;
    private final DisputeNews news;
    private final ObjectStore objects;
    private final Guard guard;
    private final Transactions transactions;
    private final DisputeConfig config;
    private final Ids ids;
    private final Clock clock;

    EvidenceDesk(
            Disputes disputes,
            EvidenceChains chains,
            DisputeDesk desk,
            DisputeNews news,
            ObjectStore objects,
            Resilience resilience,
            Transactions transactions,
            DisputeConfig config,
            Ids ids,
            Clock clock) {
        this.disputes = disputes;
        this.chains = chains;
        this.desk = desk;
        this.news = news;
        this.objects = objects;
        this.guard = resilience.guard("object-store");
        this.transactions = transactions;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Puts content on stable storage if it can become evidence of that dispute at all. True if the account is a party, in
     * whatever stage; what the dispute says is decided by {@link #take}.
     */
    public Uni<Boolean> keep(UUID disputeId, UUID by, FileType type, byte[] content) {
        return transactions
                .run(session -> disputes.find(session, disputeId).chain(stored -> {
                    var party = stored == null ? null : stored.dispute().claim().partyOf(by);
                    return stored == null || party == null
                            ? Uni.createFrom().item(Prospect.NONE)
                            : chains.countItems(session, disputeId, party)
                                    .map(items -> prospect(stored.dispute(), items));
                }))
                .chain(prospect -> switch (prospect) {
                    case NONE -> Uni.createFrom().item(false);
                    case REFUSAL -> Uni.createFrom().item(true);
                    case ACCEPTANCE -> guard.call(() -> put(type, content)).replaceWith(true);
                });
    }

    /** Enters content that was kept into the chain; null if there is no such dispute. */
    public Uni<@Nullable Taken> take(
            Mutiny.Session session, UUID disputeId, UUID by, FileType type, String sha256, long size) {
        return disputes.lock(session, disputeId).chain(stored -> {
            if (stored == null) {
                return Uni.createFrom().<@Nullable Taken>nullItem();
            }
            var party = stored.dispute().claim().partyOf(by);
            Uni<Integer> count =
                    party == null ? Uni.createFrom().item(0) : chains.countItems(session, disputeId, party);
            return count.chain(items -> desk.carryOut(session, stored, new AddEvidence(by, items), clock.instant()))
                    .chain(carried -> party != null && carried.decision() instanceof Decision.Stays
                            ? seal(session, stored, by, party, type, sha256, size)
                                    .map(line -> new Taken(carried.decision(), line))
                            : Uni.createFrom().item(new Taken(carried.decision(), null)));
        });
    }

    /** The chain of a dispute, in order; null if there is none for that account. */
    public Uni<@Nullable List<ChainedEntry>> list(UUID disputeId, UUID account, Set<Sight.Office> offices) {
        return chain(disputeId, account, offices).map(chain -> chain == null ? null : chain.lines());
    }

    /** A piece with its content; null if there is none for that account. */
    public Uni<@Nullable Piece> open(UUID disputeId, UUID itemId, UUID account) {
        return transactions
                .<@Nullable ChainedEntry>run(session -> disputes.find(session, disputeId)
                        .chain(stored -> stored == null || !Sight.ofContent(stored.dispute(), account)
                                ? Uni.createFrom().<@Nullable ChainedEntry>nullItem()
                                : chains.item(session, disputeId, itemId)))
                .chain(line -> line == null
                        ? Uni.createFrom().<@Nullable Piece>nullItem()
                        // Damage is not an outage, and the guard must not take it for one.
                        : guard.call(() -> objects.get(ref(line))
                                        .onFailure(ObjectDamagedException.class)
                                        .recoverWithItem(Optional.empty()))
                                .map(content -> content.map(found -> new Piece(line, found))
                                        .orElseThrow(() -> new IllegalStateException(
                                                "The content of evidence " + itemId + " is gone or damaged"))));
    }

    /** Reads the whole chain and every piece; null if there is no such dispute for that account. */
    public Uni<@Nullable Verification> verify(UUID disputeId, UUID account, Set<Sight.Office> offices) {
        return chain(disputeId, account, offices).chain(chain -> {
            if (chain == null) {
                return Uni.createFrom().<@Nullable Verification>nullItem();
            }
            var finding = ChainCheck.firstFinding(chain.lines(), chain.dispute().chain());
            // Hashes of a chain that is not whole prove nothing about contents.
            Uni<Optional<Finding>> first = finding.isPresent()
                    ? Uni.createFrom().item(finding)
                    : firstChangedContent(chain.lines().iterator());
            return first.map(
                    found -> new Verification(chain.dispute(), chain.lines().size(), found));
        });
    }

    private Uni<@Nullable Chain> chain(UUID disputeId, UUID account, Set<Sight.Office> offices) {
        // Under the lock the chain and its witness are of the same moment.
        return transactions.run(session -> disputes.lock(session, disputeId)
                .chain(stored -> stored == null || !Sight.ofEvidence(stored.dispute(), account, offices)
                        ? Uni.createFrom().<@Nullable Chain>nullItem()
                        : chains.lines(session, disputeId).<@Nullable Chain>map(lines -> new Chain(stored, lines))));
    }

    private Uni<ChainedEntry> seal(
            Mutiny.Session session,
            StoredDispute stored,
            UUID by,
            Party party,
            FileType type,
            String sha256,
            long size) {
        var now = clock.instant();
        var claim = stored.dispute().claim();
        var line = line(stored, by, party, type, sha256, size, now);
        return chains.add(session, line)
                .chain(() ->
                        disputes.save(session, claim.disputeId(), stored.chain().after(line)))
                .chain(() -> news.say(session, DisputeEvent.EvidenceAddedV1.of(claim, line), now))
                .replaceWith(line);
    }

    private ChainedEntry line(
            StoredDispute stored, UUID by, Party party, FileType type, String sha256, long size, Instant now) {
        return ChainedEntry.of(new Entry(
                stored.chain().length() + 1,
                stored.dispute().claim().disputeId(),
                ids.next(),
                Entry.Action.SEALED,
                by,
                party,
                now,
                sha256,
                size,
                type.mediaType(),
                stored.chain().hash()));
    }

    private Uni<Optional<Finding>> firstChangedContent(Iterator<ChainedEntry> rest) {
        if (!rest.hasNext()) {
            return Uni.createFrom().item(Optional.empty());
        }
        var line = rest.next();
        return guard.call(() -> objects.get(ref(line))
                        .map(content -> content.isEmpty()
                                ? Optional.<Finding>of(new Finding.ContentMissing(
                                        line.entry().itemId(), line.entry().n()))
                                : Optional.<Finding>empty())
                        .onFailure(ObjectDamagedException.class)
                        .recoverWithItem(() -> Optional.of(new Finding.ContentAltered(
                                line.entry().itemId(), line.entry().n()))))
                .chain(found -> found.isPresent() ? Uni.createFrom().item(found) : firstChangedContent(rest));
    }

    private Uni<StoredObject> put(FileType type, byte[] content) {
        return objects.put(PREFIX, content, type.mediaType(), DisputeConfig.Evidence.sizeMax(config.evidence(), type));
    }

    private static ObjectRef ref(ChainedEntry line) {
        return new ObjectRef(PREFIX, line.entry().sha256());
    }

    private Prospect prospect(Dispute dispute, int items) {
        return DisputeRules.allowed(dispute.stage()).contains(Name.ADD_EVIDENCE)
                        && items < config.evidence().itemsMax()
                ? Prospect.ACCEPTANCE
                : Prospect.REFUSAL;
    }
}

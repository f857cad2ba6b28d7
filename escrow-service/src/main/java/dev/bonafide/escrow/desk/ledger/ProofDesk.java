package dev.bonafide.escrow.desk.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonafide.escrow.audit.SealedRow;
import dev.bonafide.escrow.ledger.TrialBalance;
import dev.bonafide.escrow.store.Audits;
import dev.bonafide.escrow.store.Findings;
import dev.bonafide.escrow.store.Findings.StoredFinding;
import dev.bonafide.escrow.store.Ledger;
import dev.bonafide.escrow.store.Seals;
import dev.bonafide.kit.transaction.Transactions;
import dev.bonafide.proof.ledger.Anchor;
import dev.bonafide.proof.ledger.ExportLines;
import dev.bonafide.proof.ledger.SealedEntry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What the books offer as proof of themselves: their state, and an export that anybody can check without us. */
@ApplicationScoped
public class ProofDesk {
    /** Lines of an export that are read together. */
    private static final int LINES = 500;

    private final Seals seals;
    private final Audits audits;
    private final Findings findings;
    private final Ledger ledger;
    private final Transactions transactions;

    ProofDesk(Seals seals, Audits audits, Findings findings, Ledger ledger, Transactions transactions) {
        this.seals = seals;
        this.audits = audits;
        this.findings = findings;
        this.ledger = ledger;
        this.transactions = transactions;
    }

    /**
     * The state of the books.
     *
     * @param head the end of the chain
     * @param audited how far the auditor has looked
     * @param witnessed the last head that others were told
     * @param firstFinding the open finding of the lowest number, if there is one
     */
    public record Proof(
            Anchor head,
            Audits.Progress audited,
            @Nullable Anchor witnessed,
            TrialBalance balance,
            @Nullable StoredFinding firstFinding) {

        /** Up to which number everything was found in order. */
        public long verifiedUpTo() {
            var stumbled = firstFinding == null ? null : firstFinding.n();
            return stumbled == null
                    ? audited.newest().n()
                    : Math.min(audited.newest().n(), stumbled - 1);
        }
    }

    /** The state of the books, of one moment. */
    public Uni<Proof> proof(Mutiny.Session session) {
        return audits.oneSnapshot(session)
                .chain(() -> seals.head(session))
                .chain(head -> audits.progress(session)
                        .chain(audited -> seals.lastWitnessed(session)
                                .chain(witnessed -> findings.firstOpen(session)
                                        .chain(finding -> ledger.trialBalance(session)
                                                .map(balance -> new Proof(
                                                        head,
                                                        audited,
                                                        witnessed == null ? null : witnessed.anchor(),
                                                        balance,
                                                        finding))))));
    }

    /** Seals with their entries after a number, at most so many. */
    public Uni<List<SealedEntry>> page(Mutiny.Session session, long after, int limit) {
        return seals.page(session, after, Long.MAX_VALUE, limit)
                .map(rows -> rows.stream().map(SealedRow::link).toList());
    }

    /** Where an export that begins after a number begins: nothing if the chain does not reach so far. */
    public Uni<@Nullable Anchor> place(Mutiny.Session session, long n) {
        return n == 0
                ? Uni.createFrom().item(Anchor.GENESIS)
                : seals.page(session, n - 1, n, 1)
                        .map(rows -> rows.isEmpty()
                                ? null
                                : rows.getFirst().link().seal().anchor());
    }

    /**
     * The lines of an export from a place to the present end of the chain, read some hundred at a time and only as fast as
     * they are taken. What is sealed does not change, so pages that are read one after the other are still one export.
     */
    public Multi<ObjectNode> export(Anchor after) {
        return transactions
                .runApart(seals::head)
                .onItem()
                .transformToMulti(head -> Multi.createBy()
                        .concatenating()
                        .streams(
                                Multi.createFrom().item(ExportLines.first(after)),
                                lines(after, head),
                                Multi.createFrom().item(ExportLines.last(head))));
    }

    private Multi<ObjectNode> lines(Anchor after, Anchor head) {
        return Multi.createBy()
                .repeating()
                .uni(
                        () -> new AtomicLong(after.n()),
                        place -> transactions
                                .runApart(session -> seals.page(session, place.get(), head.n(), LINES))
                                .invoke(rows -> {
                                    if (!rows.isEmpty()) {
                                        place.set(rows.getLast().link().seal().n());
                                    }
                                }))
                .whilst(rows -> !rows.isEmpty())
                .onItem()
                .transformToIterable(rows ->
                        rows.stream().map(row -> ExportLines.line(row.link())).toList());
    }
}

package dev.bonafide.escrow.desk.ledger;

import dev.bonafide.escrow.audit.ChainWalk;
import dev.bonafide.escrow.audit.LedgerFinding;
import dev.bonafide.escrow.audit.Round;
import dev.bonafide.escrow.audit.SealedRow;
import dev.bonafide.escrow.config.LedgerConfig;
import dev.bonafide.escrow.ledger.TrialBalance;
import dev.bonafide.escrow.store.Audits;
import dev.bonafide.escrow.store.Locks;
import dev.bonafide.escrow.store.Seals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Checks that the books are in order, a page at a time. What has been sealed since the last look is checked at once, and a
 * slow round goes through everything again and again, because what was in order once can be altered later. A page is one
 * transaction with one snapshot, so nothing that moves meanwhile looks like a difference.
 */
@ApplicationScoped
public class AuditDesk {
    private final Audits audits;
    private final Seals seals;
    private final Locks locks;
    private final AuditPages pages;
    private final FindingDesk findings;
    private final LedgerConfig.Audit config;

    AuditDesk(Audits audits, Seals seals, Locks locks, AuditPages pages, FindingDesk findings, LedgerConfig config) {
        this.audits = audits;
        this.seals = seals;
        this.locks = locks;
        this.pages = pages;
        this.findings = findings;
        this.config = config.audit();
    }

    /** Raises a difference between the debits and the credits of all accounts. */
    public Uni<Void> checkTrialBalance(Mutiny.Session session, TrialBalance balance) {
        return findings.raise(
                session,
                balance.currencies().stream()
                        .filter(total -> total.differenceMinor() != 0)
                        .map(total -> LedgerFinding.trialBalance(total.currency(), total.differenceMinor()))
                        .toList());
    }

    /** Checks a page of what was sealed since the last look, and answers whether there may be more at once. */
    public Uni<Boolean> checkNew(Mutiny.Session session) {
        return alone(
                session,
                () -> audits.newest(session)
                        .chain(place -> seals.page(session, place.n(), Long.MAX_VALUE, config.pageSize())
                                .chain(rows -> rows.isEmpty()
                                        ? pages.end(session, place)
                                                .chain(found -> findings.raise(session, found))
                                                .chain(() -> audits.cameTo(session, place))
                                                .replaceWith(false)
                                        : pages.walk(session, place, rows).chain(walk -> came(session, walk, rows)))));
    }

    /** Checks a page of the slow round, or begins one if it is time, and answers whether it did anything. */
    public Uni<Boolean> checkWhole(Mutiny.Session session) {
        return alone(
                session,
                () -> audits.whole(session, config.wholeEvery()).chain(whole -> {
                    var round = whole.round();
                    return switch (round.phase()) {
                        case RESTING ->
                            whole.isRested() ? begin(session) : Uni.createFrom().item(false);
                        case SEALS -> seals(session, round);
                        case ENTRIES, ORDERS, BALANCES, SUMS ->
                            pages.check(session, round).chain(page -> went(session, round, page));
                    };
                }));
    }

    private Uni<Boolean> came(Mutiny.Session session, ChainWalk walk, List<SealedRow> rows) {
        return pages.touched(session, rows)
                .chain(touched ->
                        findings.raise(session, walk.findings()).chain(() -> findings.raise(session, touched)))
                .chain(() -> audits.cameTo(session, walk.end()))
                .replaceWith(rows.size() == config.pageSize());
    }

    private Uni<Boolean> begin(Mutiny.Session session) {
        return seals.position(session)
                .chain(position -> audits.folded(session)
                        .map(wanted -> Round.begin(
                                position.head() == null ? 0 : position.head().n(), wanted)))
                .chain(round -> audits.wentOn(session, round, true))
                .replaceWith(true);
    }

    private Uni<Boolean> seals(Mutiny.Session session, Round round) {
        return seals.page(session, round.at().n(), round.target(), config.pageSize())
                .chain(rows -> {
                    if (rows.isEmpty()) {
                        return findings.raise(session, round.compareSums())
                                .chain(() -> audits.wentOn(session, round.next(), false))
                                .replaceWith(true);
                    }
                    return pages.walk(session, round.at(), rows)
                            .chain(walk -> audits.walked(
                                            session, round.at().n(), walk.end().n())
                                    .chain(sums -> came(session, round.walked(walk.end(), sums), walk, rows)));
                });
    }

    private Uni<Boolean> came(Mutiny.Session session, Round round, ChainWalk walk, List<SealedRow> rows) {
        return pages.touched(session, rows)
                .chain(touched ->
                        findings.raise(session, walk.findings()).chain(() -> findings.raise(session, touched)))
                .chain(() -> audits.wentOn(session, round, false))
                .replaceWith(true);
    }

    private Uni<Boolean> went(Mutiny.Session session, Round round, AuditPages.Page page) {
        return findings.raise(session, page.findings())
                .chain(() ->
                        audits.wentOn(session, page.last().isEmpty() ? round.next() : round.to(page.last()), false))
                .replaceWith(true);
    }

    /** One snapshot, and one replica at a time. */
    private Uni<Boolean> alone(Mutiny.Session session, Supplier<Uni<Boolean>> work) {
        return audits.oneSnapshot(session)
                .chain(() -> locks.take(session, Locks.Task.AUDIT))
                .chain(ours -> ours ? work.get() : Uni.createFrom().item(false));
    }
}

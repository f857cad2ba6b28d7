package dev.bonafide.escrow.desk.ledger;

import dev.bonafide.escrow.audit.ChainWalk;
import dev.bonafide.escrow.audit.Hold;
import dev.bonafide.escrow.audit.LedgerFinding;
import dev.bonafide.escrow.audit.Round;
import dev.bonafide.escrow.audit.SealedRow;
import dev.bonafide.escrow.config.LedgerConfig;
import dev.bonafide.escrow.ledger.AccountKind;
import dev.bonafide.escrow.store.Balances;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.Seals;
import dev.bonafide.escrow.store.UnsealedEntries;
import dev.bonafide.proof.ledger.Anchor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** What the auditor looks at on one page, and what it finds there. Reads only. */
@ApplicationScoped
class AuditPages {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Seals seals;
    private final Balances balances;
    private final Orders orders;
    private final UnsealedEntries unsealed;
    private final int size;

    AuditPages(Seals seals, Balances balances, Orders orders, UnsealedEntries unsealed, LedgerConfig config) {
        this.seals = seals;
        this.balances = balances;
        this.orders = orders;
        this.unsealed = unsealed;
        this.size = config.audit().pageSize();
    }

    /**
     * A page of a phase.
     *
     * @param last what it looked at last, empty at the end of the phase
     */
    record Page(List<LedgerFinding> findings, String last) {}

    /** Walks over a page of the chain. */
    Uni<ChainWalk> walk(Mutiny.Session session, Anchor place, List<SealedRow> rows) {
        return seals.witnessed(session, place.n(), rows.getLast().link().seal().n())
                .map(witnessed -> ChainWalk.over(place, rows, witnessed));
    }

    /** The end of the chain: it must reach up to everything that was seen of it, by us or by a witness. */
    Uni<List<LedgerFinding>> end(Mutiny.Session session, Anchor seen) {
        return seals.head(session)
                .chain(head -> seals.lastWitnessed(session)
                        .map(witnessed -> Stream.concat(
                                        Stream.of(seen),
                                        Stream.ofNullable(witnessed).map(Seals.Witnessed::anchor))
                                .filter(place -> place.n() > head.n())
                                .findFirst()
                                .map(place -> List.of(LedgerFinding.truncated(head, place)))
                                .orElse(List.of())));
    }

    /** Balances and holds that the entries of a page touch. */
    Uni<List<LedgerFinding>> touched(Mutiny.Session session, List<SealedRow> rows) {
        var accounts = rows.stream().flatMap(row -> row.accounts().stream()).collect(Collectors.toSet());
        var touched =
                rows.stream().flatMap(row -> Stream.ofNullable(row.orderId())).collect(Collectors.toSet());
        return kept(session, accounts).chain(found -> holds(session, touched).map(held -> concat(found, held)));
    }

    /** A page of a phase that does not walk along the chain. */
    Uni<Page> check(Mutiny.Session session, Round round) {
        return switch (round.phase()) {
            case ENTRIES ->
                unsealed.page(session, id(round.place()), size).map(page -> new Page(page.findings(), page.last()));
            case ORDERS ->
                orders.idsAfter(session, id(round.place()), size)
                        .chain(ids -> holds(session, ids).map(found -> page(found, ids)));
            case BALANCES ->
                balances.keptAfter(session, round.place(), size)
                        .chain(accounts -> kept(session, accounts).map(found -> page(found, accounts)));
            case SUMS ->
                balances.sellersAfter(session, round.place(), size)
                        .chain(accounts -> balances.checkSums(session, accounts).map(found -> page(found, accounts)));
            case SEALS, RESTING -> throw new IllegalArgumentException(round.phase() + " has no such pages");
        };
    }

    private Uni<List<LedgerFinding>> kept(Mutiny.Session session, Collection<String> accounts) {
        var guarded = accounts.stream()
                .filter(account -> kind(account)
                        .filter(kind -> kind.guard() == AccountKind.Guard.BALANCE)
                        .isPresent())
                .collect(Collectors.partitioningBy(account -> kind(account)
                        .filter(kind -> kind.owner() == AccountKind.Owner.ORDER)
                        .isPresent()));
        return balances.checkOrders(session, Objects.requireNonNull(guarded.get(true)))
                .chain(found -> balances.checkOthers(session, Objects.requireNonNull(guarded.get(false)))
                        .map(others -> concat(found, others)));
    }

    private Uni<List<LedgerFinding>> holds(Mutiny.Session session, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : orders.all(session, Set.copyOf(ids))
                        .chain(found -> balances.held(session, ids).map(held -> Hold.check(found, held)));
    }

    private static Page page(List<LedgerFinding> findings, List<?> looked) {
        return new Page(findings, looked.isEmpty() ? "" : looked.getLast().toString());
    }

    private static UUID id(String place) {
        return place.isEmpty() ? BEFORE_ALL : UUID.fromString(place);
    }

    private static Optional<AccountKind> kind(String account) {
        return Arrays.stream(AccountKind.values())
                .filter(kind -> account.equals(kind.name()) || account.startsWith(kind + ":"))
                .findFirst();
    }

    private static List<LedgerFinding> concat(List<LedgerFinding> some, List<LedgerFinding> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}

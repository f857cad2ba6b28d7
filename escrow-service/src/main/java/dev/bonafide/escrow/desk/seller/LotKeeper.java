package dev.bonafide.escrow.desk.seller;

import dev.bonafide.escrow.config.SellerPolicyConfig;
import dev.bonafide.escrow.earning.Division;
import dev.bonafide.escrow.earning.EarningEffect;
import dev.bonafide.escrow.earning.EarningEffect.Makes;
import dev.bonafide.escrow.earning.EarningEffect.Repays;
import dev.bonafide.escrow.earning.EarningEffect.Uses;
import dev.bonafide.escrow.earning.EarningPolicy;
import dev.bonafide.escrow.earning.EarningPolicy.Conditions;
import dev.bonafide.escrow.earning.Lot;
import dev.bonafide.escrow.earning.Portion;
import dev.bonafide.escrow.earning.Receivable;
import dev.bonafide.escrow.earning.Standing;
import dev.bonafide.escrow.events.said.SellerEvent;
import dev.bonafide.escrow.events.said.SellerEvent.ReserveChangedV1;
import dev.bonafide.escrow.events.said.SellerEvent.ReserveChangedV1.Change;
import dev.bonafide.escrow.ledger.AccountKind;
import dev.bonafide.escrow.ledger.Entry;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.escrow.ledger.Posting;
import dev.bonafide.escrow.ledger.Posting.Side;
import dev.bonafide.escrow.store.Lots;
import dev.bonafide.escrow.store.Lots.NewLot;
import dev.bonafide.escrow.store.Receivables;
import dev.bonafide.escrow.store.Sellers;
import dev.bonafide.escrow.store.Sellers.Outlook;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.timer.Timers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Keeps lots and receivables in step with the ledger, in the transaction of the entry. The database compares the two when
 * it commits.
 */
@ApplicationScoped
public class LotKeeper {
    /** The timer that gives a reserve back. */
    static final String RETURN_RESERVE = "reserve.return";

    private final Lots lots;
    private final Receivables receivables;
    private final Sellers sellers;
    private final SellerNews news;
    private final Timers timers;
    private final EarningPolicy policy;
    private final Ids ids;

    /**
     * An occurrence that is ready to be booked.
     *
     * @param conditions under which its seller has what it brings, where it brings earnings of a sale
     * @param last whether it is written at the end of the transaction
     */
    public record Ready(Occurrence occurrence, @Nullable Conditions conditions, boolean last) {
        Ready(Occurrence occurrence, @Nullable Conditions conditions) {
            this(occurrence, conditions, false);
        }
    }

    LotKeeper(
            Lots lots,
            Receivables receivables,
            Sellers sellers,
            SellerNews news,
            Timers timers,
            SellerPolicyConfig config,
            Ids ids) {
        this.lots = lots;
        this.receivables = receivables;
        this.sellers = sellers;
        this.news = news;
        this.timers = timers;
        this.policy = config.policy();
        this.ids = ids;
    }

    /** Divides what a sale brings or a release that is taken back, and locks the seller before anything is taken from one or owed by one. */
    public Uni<Ready> prepare(Mutiny.Session session, Occurrence occurrence) {
        var seller = occurrence.sellerId();
        var effect = EarningEffect.of(occurrence.fact());
        if (seller == null) {
            return Uni.createFrom().item(new Ready(occurrence, null));
        }
        if (takes(occurrence)) {
            return sellers.lock(session, seller)
                    .chain(() -> occurrence.fact() == Fact.RELEASE_REVERSED
                            ? takeBack(session, seller, occurrence)
                            : conditions(session, seller, effect, occurrence));
        }
        return conditions(session, seller, effect, occurrence);
    }

    /** All that a sale depends on beside its order. */
    public Uni<Outlook> outlook(Mutiny.Session session, Occurrence sale) {
        return sellers.outlook(
                session,
                new Sellers.Sale(
                        Objects.requireNonNull(sale.sellerId()),
                        Objects.requireNonNull(sale.orderId()),
                        sale.part(Part.TOTAL).currency()));
    }

    /** Divides what a sale brings a seller who owes nothing, to be written at the end of the transaction. */
    public Ready prepareLast(Occurrence sale, Standing standing) {
        return divided(sale, standing, true);
    }

    /** Writes the lots and receivables that the entry makes and uses. */
    public Uni<Void> follow(Mutiny.Session session, Ready ready, Entry entry, Instant now) {
        Uni<Void> followed = Uni.createFrom().voidItem();
        for (var posting : entry.postings()) {
            followed = switch (posting.account().kind()) {
                case SELLER_PAYABLE ->
                    followed.chain(() -> earnings(session, ready, entry, posting, Lot.Kind.PAYABLE, now));
                case SELLER_RESERVE ->
                    followed.chain(() -> earnings(session, ready, entry, posting, Lot.Kind.RESERVE, now));
                case SELLER_RECEIVABLE -> followed.chain(() -> owed(session, ready.occurrence(), entry, posting, now));
                case PROVIDER_CLEARING,
                        INSTALMENT_PROVIDER,
                        CHARGEBACK_SUSPENSE,
                        PLATFORM_EXPENSE,
                        ESCROW_LIABILITY,
                        BUYER_REFUND,
                        PAYOUT_IN_TRANSIT,
                        PLATFORM_REVENUE,
                        COMPENSATION_POOL,
                        POOL_CLAIM,
                        INSPECTION,
                        INSURANCE,
                        WARRANTY -> followed;
            };
        }
        return followed;
    }

    /** Whether the occurrence debits earnings or touches what is owed. */
    private static boolean takes(Occurrence occurrence) {
        return occurrence.fact().lines().stream()
                .filter(line -> occurrence.part(line.part()).isPositive())
                .anyMatch(line -> line.kind() == AccountKind.SELLER_RECEIVABLE
                        || (line.kind().guard() == AccountKind.Guard.LOTS && line.side() == Side.DEBIT));
    }

    private Uni<Ready> takeBack(Mutiny.Session session, UUID seller, Occurrence occurrence) {
        var order = Objects.requireNonNull(occurrence.orderId(), "A release is one of an order");
        return lots.sources(session, seller, order, occurrence.part(Part.TOTAL).currency())
                .map(sources -> new Ready(Division.takeBack(occurrence, sources), null, false));
    }

    private Uni<Ready> conditions(Mutiny.Session session, UUID seller, EarningEffect effect, Occurrence occurrence) {
        if (effect.makes() != Makes.AFTER_THE_DELAY) {
            return Uni.createFrom().item(new Ready(occurrence, null));
        }
        return sellers.standing(session, seller).map(standing -> divided(occurrence, standing, false));
    }

    private Ready divided(Occurrence occurrence, Standing standing, boolean last) {
        var conditions = policy.conditionsFor(standing);
        return new Ready(
                Division.isOfASale(occurrence) ? Division.divide(occurrence, conditions) : occurrence,
                conditions,
                last);
    }

    private Uni<Void> earnings(
            Mutiny.Session session, Ready ready, Entry entry, Posting posting, Lot.Kind kind, Instant now) {
        return switch (posting.side()) {
            case CREDIT -> make(session, ready, entry, posting, kind, now);
            case DEBIT -> use(session, ready.occurrence(), entry, posting, kind, now);
        };
    }

    private Uni<Void> make(
            Mutiny.Session session, Ready ready, Entry entry, Posting posting, Lot.Kind kind, Instant now) {
        var fact = entry.fact();
        return switch (EarningEffect.of(fact).makes()) {
            case AFTER_THE_DELAY -> {
                var conditions = Objects.requireNonNull(ready.conditions());
                var lot = lot(
                        entry,
                        posting,
                        kind,
                        now,
                        switch (kind) {
                            case PAYABLE -> now.plus(conditions.payoutDelay());
                            case RESERVE -> now.plus(conditions.reserveFor());
                        });
                yield added(session, lot, ready.last())
                        .chain(() -> kind == Lot.Kind.RESERVE
                                ? keep(session, lot, now)
                                : Uni.createFrom().voidItem());
            }
            case AT_ONCE -> lots.add(session, List.of(lot(entry, posting, kind, now, now)));
            case AS_BEFORE ->
                lots.usedBy(session, Fact.PAYOUT_HELD + ":" + ready.occurrence().subject())
                        .chain(used -> lots.add(
                                session,
                                used.stream().map(lot -> again(lot, entry)).toList()));
            case NONE -> throw new IllegalStateException(fact + " credits earnings and makes no lots");
        };
    }

    private Uni<Void> added(Mutiny.Session session, NewLot lot, boolean last) {
        return last
                ? Uni.createFrom().voidItem().invoke(() -> lots.addLast(session, lot))
                : lots.add(session, List.of(lot));
    }

    private NewLot lot(Entry entry, Posting posting, Lot.Kind kind, Instant now, Instant availableAt) {
        return new NewLot(
                ids.next(),
                owner(posting),
                Objects.requireNonNull(entry.orderId(), "Earnings belong to an order"),
                entry.entryId(),
                kind,
                posting.amount(),
                availableAt,
                policy.version());
    }

    private NewLot again(Lot used, Entry entry) {
        return new NewLot(
                ids.next(),
                used.sellerId(),
                used.orderId(),
                entry.entryId(),
                used.kind(),
                used.amount(),
                used.availableAt(),
                used.policyVersion());
    }

    private Uni<Void> keep(Mutiny.Session session, NewLot lot, Instant now) {
        return timers.schedule(session, RETURN_RESERVE, lot.id(), lot.availableAt())
                .chain(() -> news.say(
                        session,
                        List.of(new ReserveChangedV1(
                                lot.sellerId(),
                                lot.id(),
                                lot.orderId(),
                                Change.KEPT,
                                lot.amount(),
                                lot.availableAt(),
                                lot.policyVersion(),
                                now)),
                        now));
    }

    private Uni<Void> use(
            Mutiny.Session session, Occurrence occurrence, Entry entry, Posting posting, Lot.Kind kind, Instant now) {
        var choice = EarningEffect.of(entry.fact()).uses();
        return lots.choose(
                        session,
                        choice,
                        owner(posting),
                        occurrence.orderId(),
                        occurrence.subject(),
                        kind,
                        posting.amount(),
                        now)
                .chain(uses -> lots.use(session, entry.entryId(), uses)
                        .chain(() -> kind == Lot.Kind.RESERVE
                                ? taken(session, uses, choice, now)
                                : Uni.createFrom().voidItem()));
    }

    private Uni<Void> taken(Mutiny.Session session, List<Portion> uses, Uses choice, Instant now) {
        Uni<Void> said = Uni.createFrom().voidItem();
        for (var use : uses) {
            said = said.chain(() -> lots.find(session, use.of()))
                    .map(Objects::requireNonNull)
                    .chain(lot -> news.say(session, List.of(changed(lot, use.amount(), choice, now)), now));
        }
        return said;
    }

    private static SellerEvent changed(Lot lot, Money amount, Uses choice, Instant now) {
        return new ReserveChangedV1(
                lot.sellerId(),
                lot.id(),
                lot.orderId(),
                choice == Uses.THE_LOT ? Change.RETURNED : Change.TAKEN,
                amount,
                null,
                lot.policyVersion(),
                now);
    }

    private Uni<Void> owed(Mutiny.Session session, Occurrence occurrence, Entry entry, Posting posting, Instant now) {
        return switch (posting.side()) {
            case DEBIT ->
                receivables.add(
                        session,
                        entry.entryId(),
                        new Receivable(
                                ids.next(),
                                owner(posting),
                                Objects.requireNonNull(entry.orderId(), "What is owed belongs to an order"),
                                Receivable.Favour.of(entry.fact()),
                                entry.fact(),
                                occurrence.subject(),
                                posting.amount(),
                                posting.amount(),
                                now));
            case CREDIT -> repay(session, EarningEffect.of(entry.fact()).repays(), occurrence, entry, posting);
        };
    }

    private Uni<Void> repay(
            Mutiny.Session session, Repays choice, Occurrence occurrence, Entry entry, Posting posting) {
        return receivables
                .choose(
                        session,
                        choice,
                        owner(posting),
                        occurrence.subject(),
                        posting.amount().currency())
                .chain(chosen -> {
                    Uni<Void> repaid = Uni.createFrom().voidItem();
                    var open = chosen.stream()
                            .map(owed -> new Portion(owed.id(), owed.open()))
                            .toList();
                    for (var part : Portion.upTo(open, posting.amount())) {
                        repaid = repaid.chain(
                                () -> receivables.repay(session, entry.entryId(), part.of(), part.amount()));
                    }
                    return repaid;
                });
    }

    private static UUID owner(Posting posting) {
        return Optional.ofNullable(posting.account().owner()).orElseThrow();
    }
}

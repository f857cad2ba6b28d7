package dev.bonafide.listing.desk;

import dev.bonafide.listing.events.DecisionMadeV1;
import dev.bonafide.listing.events.RestrictionImposedV1;
import dev.bonafide.listing.events.RestrictionLiftedV1;
import dev.bonafide.listing.listing.Command;
import dev.bonafide.listing.listing.Decision;
import dev.bonafide.listing.listing.Listing;
import dev.bonafide.listing.listing.Stage;
import dev.bonafide.listing.store.Listings;
import dev.bonafide.listing.store.Records;
import dev.bonafide.listing.store.Sellers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** What the risk service's verdicts and restrictions do to listings. */
@ApplicationScoped
public class JudgementDesk {
    /** Why the listings of a seller who may not publish are hidden. */
    public static final String SELLER_RESTRICTED = "SELLER_RESTRICTED";

    private static final Logger LOG = Logger.getLogger(JudgementDesk.class);
    private static final Set<Stage> OFFERED = Set.of(Stage.IN_REVIEW, Stage.PUBLISHED, Stage.RESERVED);

    private final Listings listings;
    private final Records records;
    private final Sellers sellers;
    private final Moves moves;
    private final Clock clock;

    JudgementDesk(Listings listings, Records records, Sellers sellers, Moves moves, Clock clock) {
        this.listings = listings;
        this.records = records;
        this.sellers = sellers;
        this.moves = moves;
        this.clock = clock;
    }

    /** Takes a verdict on a listing in. One on a version that is no longer the question changes nothing. */
    public Uni<Void> judged(Mutiny.Session session, DecisionMadeV1 decision) {
        return listings.lock(session, decision.subjectId())
                .chain(found -> records.judgedVersion(session, decision.eventId(), decision.subjectId())
                        .chain(version -> {
                            if (found.isEmpty() || version.isEmpty()) {
                                LOG.infof("Decision %s is about nothing that was said here", decision.decisionId());
                                return Uni.createFrom().voidItem();
                            }
                            return judged(session, found.get(), version.get(), decision);
                        }));
    }

    private Uni<Void> judged(Mutiny.Session session, Listing listing, long version, DecisionMadeV1 decision) {
        return switch (decision.outcome()) {
            case "ALLOW", "TIP" -> allowed(session, listing, version, decision.decisionId());
            case "BLOCK", "RESTRICT" ->
                moves.carryOut(
                                session,
                                listing,
                                new Command.Fail(version, reasons(decision)),
                                Optional.of(decision.decisionId()))
                        .replaceWithVoid();
            // REVIEW waits for a person. So does an outcome nobody here knows yet: no answer is never a yes.
            default -> Uni.createFrom().voidItem();
        };
    }

    // A restriction that came while the verdict was under way counts as well.
    private Uni<Void> allowed(Mutiny.Session session, Listing listing, long version, UUID decisionId) {
        return sellers.restrictedBy(session, listing.item().sellerId(), clock.instant())
                .chain(restricted -> moves.carryOut(
                        session,
                        listing,
                        restricted.isPresent() && listing instanceof Listing.InReview
                                ? new Command.Hide(SELLER_RESTRICTED)
                                : new Command.Pass(version),
                        Optional.of(decisionId)))
                .replaceWithVoid();
    }

    /** Takes in that an account may not publish: what it offers is hidden, what is kept for an order once that has ended. */
    public Uni<Void> restricted(Mutiny.Session session, RestrictionImposedV1 restriction) {
        UUID seller = restriction.accountId();
        return sellers.takeTurns(session, seller)
                .chain(() -> sellers.keep(session, restriction))
                .chain(() -> sellers.restrictedBy(session, seller, clock.instant()))
                .chain(inForce -> inForce.isEmpty()
                        ? Uni.createFrom().item(List.<Listing>of())
                        : listings.lockOfSeller(session, seller, OFFERED))
                .chain(offered -> each(session, offered, new Command.Hide(SELLER_RESTRICTED)));
    }

    /** Takes in that an account may publish again: what was hidden for that reason alone is judged anew. */
    public Uni<Void> lifted(Mutiny.Session session, RestrictionLiftedV1 lifted) {
        UUID seller = lifted.accountId();
        return sellers.takeTurns(session, seller)
                .chain(() -> sellers.keep(session, lifted))
                .chain(() -> sellers.restrictedBy(session, seller, clock.instant()))
                .chain(still -> still.isPresent()
                        ? Uni.createFrom().item(List.<Listing>of())
                        : listings.lockOfSeller(session, seller, Set.of(Stage.HIDDEN)))
                .map(hidden -> hidden.stream()
                        .filter(listing -> listing instanceof Listing.Hidden because
                                && because.reason().equals(SELLER_RESTRICTED))
                        .toList())
                .chain(hidden -> each(session, hidden, new Command.Restore()));
    }

    private Uni<Void> each(Mutiny.Session session, List<Listing> several, Command command) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Listing listing : several) {
            all = all.chain(() -> moves.carryOut(session, listing, command)
                    .invoke(JudgementDesk::note)
                    .replaceWithVoid());
        }
        return all;
    }

    private static void note(Decision decision) {
        if (decision instanceof Decision.Refused refused) {
            LOG.warnf("A listing of a seller with a changed restriction stayed as it is: %s", refused);
        }
    }

    /** Codes of the rules that spoke: {@code off-platform-contact} is {@code OFF_PLATFORM_CONTACT}. */
    private static List<String> reasons(DecisionMadeV1 decision) {
        var codes = decision.hits().stream()
                .map(hit -> hit.ruleId().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_"))
                .filter(code -> code.matches("[A-Z][A-Z0-9_]*"))
                .distinct()
                .toList();
        return codes.isEmpty() ? List.of("RISK_DECISION") : codes;
    }
}

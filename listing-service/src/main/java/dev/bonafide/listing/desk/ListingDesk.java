package dev.bonafide.listing.desk;

import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.money.Money;
import dev.bonafide.listing.listing.Command;
import dev.bonafide.listing.listing.Decision;
import dev.bonafide.listing.listing.Decision.Incomplete;
import dev.bonafide.listing.listing.Decision.Moved;
import dev.bonafide.listing.listing.Listing;
import dev.bonafide.listing.listing.Standing;
import dev.bonafide.listing.store.Listings;
import dev.bonafide.listing.store.Records;
import dev.bonafide.listing.store.Reservations;
import dev.bonafide.listing.store.Sellers;
import dev.bonafide.listing.template.Templates;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** What sellers do with their listings. Where there is no such listing, the answer is empty. */
@ApplicationScoped
public class ListingDesk {
    private static final Duration DAY = Duration.ofDays(1);

    private final Listings listings;
    private final Sellers sellers;
    private final Records records;
    private final Reservations reservations;
    private final Drafting drafting;
    private final Templates templates;
    private final Moves moves;
    private final Ids ids;
    private final Clock clock;

    ListingDesk(
            Listings listings,
            Sellers sellers,
            Records records,
            Reservations reservations,
            Drafting drafting,
            Templates templates,
            Moves moves,
            Ids ids,
            Clock clock) {
        this.listings = listings;
        this.sellers = sellers;
        this.records = records;
        this.reservations = reservations;
        this.drafting = drafting;
        this.templates = templates;
        this.moves = moves;
        this.ids = ids;
        this.clock = clock;
    }

    /** Begins a listing as a draft; refused with everything that is wrong if anything is. */
    public Uni<Decision> create(Mutiny.Session session, UUID seller, Wish wish) {
        Instant now = clock.instant();
        return switch (drafting.create(ids.next(), seller, wish, now)) {
            case Drafting.NewItem.Faulty faulty -> Uni.createFrom().item(new Incomplete(faulty.violations()));
            case Drafting.NewItem.Sound sound -> {
                var draft = new Listing.Draft(sound.item());
                yield listings.add(session, draft, now).replaceWith(new Moved(draft));
            }
        };
    }

    /** Changes words or fields of the version the seller has seen. */
    public Uni<Optional<Decision>> edit(Mutiny.Session session, UUID by, UUID listingId, long seenVersion, Wish wish) {
        return carryOut(
                session,
                listingId,
                listing -> Uni.createFrom()
                        .item(
                                switch (drafting.edit(listing.item(), wish, clock.instant())) {
                                    case Drafting.Draft.Sound sound ->
                                        new Command.Edit(
                                                by,
                                                seenVersion,
                                                sound.content(),
                                                sound.serial(),
                                                sound.identityChanged(),
                                                List.of());
                                    case Drafting.Draft.Faulty faulty ->
                                        new Command.Edit(
                                                by,
                                                seenVersion,
                                                listing.item().content(),
                                                listing.item().serial(),
                                                false,
                                                faulty.violations());
                                }));
    }

    /** Changes the price of the version the seller has seen. */
    public Uni<Optional<Decision>> changePrice(
            Mutiny.Session session, UUID by, UUID listingId, long seenVersion, Money price) {
        var violations = drafting.priceViolations(price);
        return violations.isEmpty()
                ? carryOut(
                        session, listingId, _ -> Uni.createFrom().item(new Command.ChangePrice(by, seenVersion, price)))
                : Uni.createFrom().item(Optional.of(new Incomplete(violations)));
    }

    /** Hands the listing in to be judged, if the seller may and nothing is missing. */
    public Uni<Optional<Decision>> submit(Mutiny.Session session, UUID by, UUID listingId) {
        // Taking turns makes the count of the day exact although the seller may hand in several at once.
        return sellers.takeTurns(session, by)
                .chain(() -> carryOut(session, listingId, listing -> {
                    var item = listing.item();
                    var template = templates.pinned(
                            item.content().category(), item.content().templateVersion());
                    return standing(session, by, listingId)
                            .map(standing -> new Command.Submit(
                                    by,
                                    standing,
                                    drafting.violations(item, clock.instant()),
                                    template.rolesMissing(item.roles()),
                                    template.photosMin()));
                }));
    }

    /** Takes the listing from sale for good. */
    public Uni<Optional<Decision>> close(Mutiny.Session session, UUID by, UUID listingId) {
        return carryOut(session, listingId, _ -> Uni.createFrom().item(new Command.Close(by)));
    }

    /**
     * The listing, if that person may see it: everybody sees what is or was on sale, the seller and the house see all, and
     * a buyer goes on seeing what was once kept for them.
     */
    public Uni<Optional<Listing>> look(Mutiny.Session session, UUID listingId, UUID who, boolean ofTheHouse) {
        return listings.find(session, listingId).chain(found -> {
            if (found.isEmpty()) {
                return Uni.createFrom().item(found);
            }
            boolean open = switch (found.get()) {
                case Listing.Published _, Listing.Reserved _, Listing.Sold _ -> true;
                case Listing.Draft _, Listing.InReview _, Listing.Rejected _, Listing.Hidden _, Listing.Closed _ ->
                    false;
            };
            return open || ofTheHouse || found.get().item().sellerId().equals(who)
                    ? Uni.createFrom().item(found)
                    : reservations
                            .wasKeptFor(session, listingId, who)
                            .map(kept -> kept ? found : Optional.<Listing>empty());
        });
    }

    private Uni<Standing> standing(Mutiny.Session session, UUID seller, UUID listingId) {
        Instant now = clock.instant();
        return sellers.rights(session, seller)
                .chain(rights -> sellers.restrictedBy(session, seller, now)
                        .chain(restricted -> records.submittedSince(session, seller, listingId, now.minus(DAY))
                                .map(submitted -> new Standing(
                                        rights.maySell(),
                                        rights.level(),
                                        rights.publishPerDay(),
                                        submitted,
                                        rights.policyVersion(),
                                        restricted))));
    }

    private <C extends Command> Uni<Optional<Decision>> carryOut(
            Mutiny.Session session, UUID listingId, Function<Listing, Uni<C>> command) {
        return listings.lock(session, listingId)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.<Decision>empty())
                        : command.apply(found.get())
                                .chain(asked -> moves.carryOut(session, found.get(), asked))
                                .map(Optional::of));
    }
}
